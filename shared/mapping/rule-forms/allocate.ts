// Allocate: an amount split in proportion to weights, so that the parts add up to it; all parts, or the part of the item at hand.
import type { AstNode } from '../ast.ts'
import { callOf, pathText } from './syntax.ts'

export interface AllocateForm {
  readonly form: 'allocate'
  readonly total: string
  /** A path that gives a list of numbers, such as `line_items.price`. */
  readonly weights: string
  /** Digits of the currency; 2 when not said. */
  readonly decimals?: number
  /** `item`: inside a list, the part of this item. `list`: all parts. */
  readonly give: 'item' | 'list'
}

export function writeAllocate({ total, weights, decimals, give }: AllocateForm): string {
  const parts = `$allocate(${[total, weights, ...(decimals === undefined ? [] : [String(decimals)])].join(', ')})`
  return give === 'item' ? `${parts}[$index]` : parts
}

export function readAllocate(node: AstNode): AllocateForm | undefined {
  const [amount, shares, digits] = callOf(node, 'allocate') ?? []
  const [total, weights] = [pathText(amount), pathText(shares)]
  if (total === undefined || weights === undefined) return undefined
  return {
    form: 'allocate',
    total,
    weights,
    ...(digits?.type === 'number' && { decimals: Number(digits.value) }),
    give: node.predicate ? 'item' : 'list',
  }
}
