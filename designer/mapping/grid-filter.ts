// Which lines of the grid are shown.
import type { GridRow } from './grid-rows.ts'

export type GridFilter = 'all' | 'mapped' | 'todo'

export function matches(line: GridRow, filter: GridFilter, search: string, isBad: (line: GridRow) => boolean): boolean {
  if (filter === 'mapped' && !line.row) return false
  if (filter === 'todo' && !isBad(line)) return false
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  return [line.target, line.title, line.description, sourceOf(line)].some((text) => text?.toLowerCase().includes(wanted))
}

function sourceOf(line: GridRow): string | undefined {
  const rule = line.row?.rule
  if (!rule) return undefined
  if (rule.kind === 'expression') return rule.expression
  if (rule.kind === 'lookup') return `${rule.table} ${rule.key}`
  if (rule.kind === 'each') return rule.items
  return JSON.stringify(rule.value)
}
