// Copy: the value of one source field.
import type { AstNode } from '../ast.ts'
import { pathText } from './syntax.ts'

export interface CopyForm {
  readonly form: 'copy'
  readonly path: string
}

export const writeCopy = ({ path }: CopyForm): string => path

export function readCopy(node: AstNode): CopyForm | undefined {
  const path = pathText(node)
  return path === undefined ? undefined : { form: 'copy', path }
}
