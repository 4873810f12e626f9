// What stands in a field of a form: a path of the source, or a fixed value.
import type { AstNode } from '../ast.ts'
import { literal, pathText } from './syntax.ts'

export type FixedValue = string | number | boolean | null
export type Operand = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'value'; readonly value: FixedValue }

export const writeOperand = (operand: Operand): string => (operand.kind === 'path' ? operand.path : literal(operand.value))

export function readOperand(node: AstNode | undefined): Operand | undefined {
  if (!node) return undefined
  if (node.type === 'string' || node.type === 'number' || node.type === 'value') return { kind: 'value', value: node.value as FixedValue }
  const path = pathText(node)
  return path === undefined ? undefined : { kind: 'path', path }
}

/** All of them, or nothing when one is neither path nor value. */
export function readOperands(nodes: readonly AstNode[]): readonly Operand[] | undefined {
  const read = nodes.map(readOperand)
  return read.includes(undefined) ? undefined : (read as readonly Operand[])
}
