// Which source fields flow into which target fields: the links of the lines view, from what each rule reads.
import { expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { analyseExpression } from '#shared/mapping/expression.ts'
import type { EachScope } from '../each-scope.ts'
import type { GridRow } from '../grid-rows.ts'

export interface Link {
  /** Path of the source field from the record, such as `line_items.sku`; `$trigger.id`. */
  readonly source: string
  /** Key of the grid's line. */
  readonly target: string
}

/** Links of each line's own rule. Inside a list whose source is a plain path, fields of the item are fields of that list. */
export function linksOf(lines: readonly GridRow[], scopeOf: (container: string) => EachScope): readonly Link[] {
  return lines.flatMap((line) => {
    const rule = line.row?.rule
    if (!rule) return []
    const scope = scopeOf(line.container)
    const paths = expressionsOfRule(rule).flatMap(({ source }) => analyseExpression(source).paths)
    return [...new Set(paths.flatMap((path) => absolutePath(path, scope)))].map((source) => ({ source, target: line.key }))
  })
}

/** A path of a rule as it is seen from the record; nothing where its list is computed. */
export function absolutePath(path: string, { prefix, depth }: Pick<EachScope, 'prefix' | 'depth'>): readonly string[] {
  if (path === '$$') return ['']
  if (path.startsWith('$$.')) return [path.slice(3)]
  if (path === '$index' || path === '$parent') return []
  if (path.startsWith('$parent.')) {
    const outer = prefix?.includes('.') ? prefix.slice(0, prefix.lastIndexOf('.')) : ''
    if (depth > 1 && prefix === undefined) return []
    return [depth > 1 && outer !== '' ? `${outer}.${path.slice(8)}` : path.slice(8)]
  }
  if (path === '$') return depth === 0 ? [''] : prefix === undefined ? [] : [prefix]
  if (path.startsWith('$')) return [path]
  if (depth === 0) return [path]
  return prefix === undefined ? [] : [`${prefix}.${path}`]
}

/** The nearest source line that is drawn for a path: itself, or the closed branch that it lies in. */
export function nearestDrawn(path: string, drawn: ReadonlySet<string>): string | undefined {
  let at = path
  while (!drawn.has(at)) {
    const shorter = at.replace(/\.?(?:`[^`]*`|[^.`]+)$/, '')
    if (shorter === at || shorter === '') return drawn.has('') && !path.startsWith('$') ? '' : undefined
    at = shorter
  }
  return at
}
