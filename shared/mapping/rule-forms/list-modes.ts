// How the lines of a list come about, in business words: one target line for each source line, each inner line (a tax line of an order line), each of
// several sources (a shipping line is added when it costs something), or each group (a line for each tender). The source of an `each` row, written and read.
import type { AstNode } from '../ast.ts'
import { parseExpression } from '../parse.ts'
import { callOf, filterOf, isNode, isPath, literal, pathText, saysTheSame } from './syntax.ts'
import { readTests, writeTests, type Tests } from './test.ts'

/** One of several sources of lines. `list`: each of its items; `amount`: one line, when the amount is not zero. `name` tells the lines apart: their `lineType`. */
export type LineSource =
  | { readonly kind: 'list'; readonly path: string; readonly name: string; readonly notZero?: string }
  | { readonly kind: 'amount'; readonly path: string; readonly name: string }

export type ListMode =
  | { readonly mode: 'per-line'; readonly list: string; readonly where?: Tests }
  /** The outer line stays in reach as `line`: `line.sku`. */
  | { readonly mode: 'per-inner-line'; readonly list: string; readonly inner: string }
  | { readonly mode: 'several'; readonly sources: readonly LineSource[] }
  /** Items are `{ key, lines }`. */
  | { readonly mode: 'grouped'; readonly list: string; readonly by: string }

export function writeListMode(mode: ListMode): string {
  switch (mode.mode) {
    case 'per-line':
      return mode.where ? `${mode.list}[${writeTests(mode.where)}]` : mode.list
    case 'per-inner-line':
      return `${mode.list}.($line := $; ${mode.inner}.$merge([$, {"line": $line}]))`
    case 'several':
      return `[${mode.sources.map(writeSource).join(', ')}]`
    case 'grouped':
      return `$each(${mode.list}[$exists(${mode.by})]{$string(${mode.by}): $}, function($lines, $key) { {"key": $key, "lines": [$lines]} })`
  }
}

function writeSource(source: LineSource): string {
  const type = `"lineType": ${literal(source.name)}`
  if (source.kind === 'amount') return `$number(${source.path}) != 0 ? {${type}, "amount": ${source.path}}`
  const items = source.notZero === undefined ? source.path : `${source.path}[$number(${source.notZero}) != 0]`
  return `${items}.$merge([$, {${type}}])`
}

/** The mode of a list's source; undefined for JSONata that none of them writes. */
export function readListMode(items: string): ListMode | undefined {
  const parsed = parseExpression(items)
  if (!parsed.ok) return undefined
  for (const read of [readPerLine, readPerInnerLine, readSeveral, readGrouped]) {
    const mode = read(parsed.ast)
    if (mode && saysTheSame(writeListMode(mode), items)) return mode
  }
  return undefined
}

function readPerLine(node: AstNode): ListMode | undefined {
  const list = pathText(node)
  if (list !== undefined) return { mode: 'per-line', list }
  const filtered = filterOf(node)
  const [of, where] = [pathText(filtered?.of), readTests(filtered?.filter)]
  return of !== undefined && where ? { mode: 'per-line', list: of, where } : undefined
}

function readPerInnerLine(node: AstNode): ListMode | undefined {
  const block = node.type === 'path' ? node.steps?.at(-1) : undefined
  const inner = block?.type === 'block' ? block.expressions?.at(-1) : undefined
  const list = stepsText(node.steps?.slice(0, -1))
  const path = stepsText(inner?.steps?.slice(0, -1))
  return list !== undefined && path !== undefined ? { mode: 'per-inner-line', list, inner: path } : undefined
}

const stepsText = (steps: readonly AstNode[] | undefined) => (steps && steps.length > 0 ? pathText({ type: 'path', steps }) : undefined)

function readSeveral(node: AstNode): ListMode | undefined {
  if (node.type !== 'unary' || node.value !== '[') return undefined
  const sources = (node.expressions ?? []).map(readSource)
  return sources.includes(undefined) ? undefined : { mode: 'several', sources: sources as LineSource[] }
}

function readSource(node: AstNode): LineSource | undefined {
  if (node.type === 'condition') {
    const fields = fieldsOf(node.then)
    const path = pathText(fields.get('amount'))
    return path === undefined ? undefined : { kind: 'amount', path, name: String(fields.get('lineType')?.value) }
  }
  const merged = callOf(node.steps?.at(-1), 'merge')?.[0]
  const name = fieldsOf(merged?.expressions?.[1]).get('lineType')?.value
  const list: AstNode = { type: 'path', steps: node.steps?.slice(0, -1) ?? [] }
  const filtered = filterOf(list)
  const test = filtered?.filter.lhs
  const notZero = isNode(test) ? pathText(callOf(test, 'number')?.[0]) : undefined
  const path = pathText(filtered && notZero !== undefined ? filtered.of : list)
  if (path === undefined || path === '' || typeof name !== 'string') return undefined
  return { kind: 'list', path, name, ...(notZero !== undefined && { notZero }) }
}

/** The members of `{"a": …}`. */
function fieldsOf(node: AstNode | undefined): ReadonlyMap<string, AstNode> {
  const pairs = node?.type === 'unary' && Array.isArray(node.lhs) ? (node.lhs as readonly (readonly [AstNode, AstNode])[]) : []
  return new Map(pairs.map(([key, value]) => [String(key.value), value]))
}

function readGrouped(node: AstNode): ListMode | undefined {
  const [grouped] = callOf(node, 'each') ?? []
  const by = pathText(callOf(grouped?.group?.lhs[0]?.[0], 'string')?.[0])
  if (!grouped || by === undefined) return undefined
  const { group: _, ...list } = grouped
  const path = pathText(filterOf(list)?.of)
  return path === undefined ? undefined : { mode: 'grouped', list: path, by }
}

/** True when all paths that a mode names can stand where they are written. */
export function isCompleteMode(mode: ListMode): boolean {
  switch (mode.mode) {
    case 'per-line':
      return isPath(mode.list)
    case 'per-inner-line':
      return isPath(mode.list) && isPath(mode.inner)
    case 'several':
      return mode.sources.length > 0 && mode.sources.every(({ path, name }) => isPath(path) && name !== '')
    case 'grouped':
      return isPath(mode.list) && isPath(mode.by)
  }
}
