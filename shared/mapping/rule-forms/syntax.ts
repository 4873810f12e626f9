// What all forms need to read and write JSONata: literals, plain paths, calls, and whether two syntax trees say the same.
import type { AstFilter, AstNode } from '../ast.ts'
import { parseExpression } from '../parse.ts'

export const literal = (value: unknown): string => JSON.stringify(value ?? null)

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

/** A name as it must stand in an expression; a backtick in it cannot be written there. */
export const nameText = (name: string): string => (PLAIN_NAME.test(name) && !WORDS.has(name) ? name : `\`${name}\``)

/** The text of a plain path: names behind each other, perhaps from a variable on, perhaps with positions (`lines[0].sku`). Undefined for anything else. */
export function pathText(node: AstNode | undefined): string | undefined {
  if (!node || node.group) return undefined
  if (node.type === 'variable') return withPosition(`$${String(node.value)}`, node.predicate)
  if (node.type !== 'path') return undefined
  const parts: string[] = []
  for (const [index, step] of (node.steps ?? []).entries()) {
    const start =
      step.type === 'name' ? nameText(String(step.value)) : step.type === 'variable' && index === 0 ? `$${String(step.value)}` : undefined
    const text = start === undefined ? undefined : withPosition(start, step.stages ?? step.predicate)
    if (text === undefined) return undefined
    parts.push(text)
  }
  return parts.join('.')
}

function withPosition(text: string, filters: readonly AstFilter[] | undefined): string | undefined {
  if (!filters || filters.length === 0) return text
  const [only, ...more] = filters
  return more.length === 0 && only?.expr?.type === 'number' && Number.isInteger(only.expr.value)
    ? `${text}[${String(only.expr.value)}]`
    : undefined
}

/** True for a text that is a plain path and nothing else. */
export function isPath(text: string): boolean {
  const parsed = parseExpression(text)
  return parsed.ok && pathText(parsed.ast) !== undefined
}

/** The arguments of a call of this function, or undefined. */
export function callOf(node: AstNode | undefined, name: string): readonly AstNode[] | undefined {
  return node?.type === 'function' && node.procedure?.type === 'variable' && node.procedure.value === name
    ? (node.arguments ?? [])
    : undefined
}

export const binary = (node: AstNode | undefined, operator: string): readonly [AstNode, AstNode] | undefined =>
  node?.type === 'binary' && node.value === operator && isNode(node.lhs) && node.rhs ? [node.lhs, node.rhs] : undefined

export function isNode(side: AstNode['lhs']): side is AstNode {
  return side !== undefined && !Array.isArray(side)
}

/** The items of `[a, b]`. */
export const listOf = (node: AstNode | undefined): readonly AstNode[] | undefined =>
  node?.type === 'unary' && node.value === '[' ? (node.expressions ?? []) : undefined

/** The last filter of `x[…]`, and what it filters. */
export function filterOf(node: AstNode): { readonly of: AstNode; readonly filter: AstNode } | undefined {
  const last = node.type === 'path' ? node.steps?.at(-1) : node
  const filters = last?.stages ?? last?.predicate ?? []
  const filter = filters.at(-1)?.expr
  if (!last || !filter) return undefined
  const { stages: _, predicate: __, ...bare } = last
  const of = filters.length === 1 ? bare : { ...bare, stages: filters.slice(0, -1) }
  return { of: node.type === 'path' ? { ...node, steps: [...(node.steps ?? []).slice(0, -1), of] } : of, filter }
}

/** Whether two expressions are the same but for spaces, comments and superfluous brackets of names. */
export function saysTheSame(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [parseExpression(a), parseExpression(b)]
  return left.ok && right.ok && isSame(left.ast, right.ast)
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [membersOf(a), membersOf(b)]
  return left.length === right.length && left.every(([key, value], i) => right[i]?.[0] === key && isSame(value, right[i]?.[1]))
}

/** Where something stands says nothing about what it is. A condition is asked as `$boolean` asks, whether that is written or not. */
const membersOf = (value: object) =>
  Object.entries(value)
    .map(([key, member]): readonly [string, unknown] => [
      key,
      key === 'condition' ? (callOf(member as AstNode, 'boolean')?.[0] ?? member) : member,
    ])
    .filter(([key, member]) => key !== 'position' && member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
