// Which rows are not as they were before: since the template, or since a version.
import type { MappingRow } from '#shared/flow/document.ts'
import { rowKey, rowPath } from './row-place.ts'
import { isSame } from './preview-cells.ts'

/** Keys of rows that are new or differ; of an `each` row, when its source differs: its rows stand for themselves. */
export function changedRows(rows: readonly MappingRow[], before: readonly MappingRow[], container = ''): ReadonlySet<string> {
  const known = new Map(before.map((row) => [row.target, row]))
  const changed = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const old = known.get(row.target)
    if (!old || !isSame(ownPart(row), ownPart(old))) changed.add(rowKey(container, row.target))
    if (row.rule.kind !== 'each') continue
    const oldRows = old?.rule.kind === 'each' ? old.rule.rows : []
    for (const key of changedRows(row.rule.rows, oldRows, rowPath(container, index))) changed.add(key)
  }
  return changed
}

/** A note explains a rule; it does not change what it does. */
function ownPart({ rule, required = false }: MappingRow): unknown {
  return { required, rule: rule.kind === 'each' ? { ...rule, rows: [] } : rule }
}
