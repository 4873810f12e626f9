// What an expression inside nested `each` rows sees: the item as `$`, the record around it as `$parent`.
import type { MappingRow } from '#shared/flow/document.ts'
import { contextAt, valuesOf, type ExpressionScope } from '#designer/editor/expression-scope.ts'
import { flatten } from '#designer/editor/path-values.ts'
import { rowAt } from './edit-rows.ts'

/** An items expression that is just a path: then its item's fields are known, and its fields can be inserted relative to it. */
const PLAIN_PATH = /^(?:\$+[A-Za-z_]*|[\p{L}_][\p{L}\p{N}_]*|`[^`]*`)(?:\s*\.\s*(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]*`))*(?:\s*\[[^[\]]*\])*$/u

export interface EachScope {
  readonly scope: ExpressionScope
  /** Absolute source path of the item, when every list on the way is a plain path: `line_items.tax_lines`. */
  readonly prefix: string | undefined
  /** How many lists deep. */
  readonly depth: number
}

/** `lists`: items of the outermost lists on the sample, by path. */
export function eachScope(
  rows: readonly MappingRow[],
  container: string,
  base: ExpressionScope,
  lists: ReadonlyMap<string, readonly unknown[]> = new Map(),
): EachScope {
  if (container === '') return { scope: base, prefix: '', depth: 0 }
  const indices = container.split('.rows.')
  let scope = base
  let prefix: string | undefined = ''
  indices.forEach((_index, level) => {
    const row = rowAt(rows, indices.slice(0, level + 1).join('.rows.'))
    const items = row?.rule.kind === 'each' ? row.rule.items.trim() : ''
    const isPath = PLAIN_PATH.test(items)
    const known = level === 0 ? lists.get(indices[0] ?? '') : undefined
    const [first] = known ?? (isPath ? flatten(valuesOf(items, contextAt('', scope), scope)) : [])
    const bare = items.replace(/(?:\s*\[[^[\]]*\])+$/, '')
    prefix = isPath && prefix !== undefined && !bare.startsWith('$') ? (prefix === '' ? bare : `${prefix}.${bare}`) : undefined
    const { place: _, ...outer } = scope
    scope = { ...outer, parent: scope.record ?? {}, record: first ?? {}, ...(prefix !== undefined && { place: prefix }) }
  })
  return { scope, prefix, depth: indices.length }
}

/** How a source path (from the record) is written at a place inside lists. */
export function relativePath(path: string, { prefix, depth }: EachScope): string {
  if (depth > 0 && path.startsWith('$.')) return path.slice(2)
  if (depth === 0 || path.startsWith('$')) return path
  if (prefix !== undefined && path.startsWith(`${prefix}.`)) return path.slice(prefix.length + 1)
  if (prefix === path) return '$'
  const parent = prefix?.includes('.') ? prefix.slice(0, prefix.lastIndexOf('.')) : ''
  if (depth === 1) return `$parent.${path}`
  return parent !== '' && path.startsWith(`${parent}.`) ? `$parent.${path.slice(parent.length + 1)}` : `$$.${path}`
}
