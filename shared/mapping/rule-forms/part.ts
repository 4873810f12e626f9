// Mapping part: what a shared part makes of a field, such as an address.
import type { AstNode } from '../ast.ts'
import { callOf, literal, pathText } from './syntax.ts'

export interface PartForm {
  readonly form: 'part'
  readonly part: string
  /** What the part sees as its record; `$` is the whole one. */
  readonly path: string
}

export const writePart = ({ part, path }: PartForm): string => `$part(${literal(part)}, ${path})`

export function readPart(node: AstNode): PartForm | undefined {
  const [name, value, ...more] = callOf(node, 'part') ?? []
  const path = value && (pathText(value) ?? undefined)
  return name?.type === 'string' && path !== undefined && more.length === 0 ? { form: 'part', part: String(name.value), path } : undefined
}
