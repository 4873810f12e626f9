// Which mapping parts an expression uses, from its syntax tree: `$part("address", billing_address)`. Names are literals, so that a flow's parts are
// known before it runs.
import type { AstNode } from '../ast.ts'
import { parseExpression } from '../parse.ts'

export interface PartCalls {
  /** Each once, in the order they are met. */
  readonly names: readonly string[]
  /** A part is named by something else than a text, or `$part` is used other than to be called. */
  readonly computed: boolean
}

const NONE: PartCalls = { names: [], computed: false }

export function partCallsIn(source: string): PartCalls {
  // Most expressions are done with here.
  if (!source.includes('$part')) return NONE
  const parsed = parseExpression(source)
  if (!parsed.ok) return NONE
  const names = new Set<string>()
  let computed = false
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return
    const node = value as AstNode
    const isCall = node.type === 'function' && node.procedure?.type === 'variable' && node.procedure.value === 'part'
    if (isCall) {
      const [name, ...rest] = node.arguments ?? []
      if (name?.type === 'string') names.add(String(name.value))
      else computed = true
      rest.forEach(visit)
      return
    }
    if (node.type === 'variable' && node.value === 'part') computed = true
    Object.values(node).forEach(visit)
  }
  visit(parsed.ast)
  return { names: [...names], computed }
}

/** True where an expression reads `$$`, the whole record around everything. */
export function readsWholeRecord(source: string): boolean {
  if (!source.includes('$$')) return false
  const parsed = parseExpression(source)
  const reads = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(reads)
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return false
    const node = value as AstNode
    return (node.type === 'variable' && node.value === '$') || Object.values(node).some(reads)
  }
  return parsed.ok && reads(parsed.ast)
}
