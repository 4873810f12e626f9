// Which lines of the grid are shown.
import { phrase } from '#designer/i18n/index.ts'
import type { GridRow } from './grid-rows.ts'
import type { LineState } from './line-states.ts'

export const GRID_FILTERS = ['all', 'mapped', 'todo', 'unmapped', 'empty', 'different', 'mismatch', 'changed', 'drift'] as const
export type GridFilter = (typeof GRID_FILTERS)[number]

export const FILTER_LABELS: Readonly<Record<GridFilter, string>> = {
  all: phrase('All fields'),
  mapped: phrase('Mapped'),
  todo: phrase('To do'),
  unmapped: phrase('Required, not mapped'),
  empty: phrase('Empty in any sample'),
  different: phrase('Not as expected'),
  mismatch: phrase('Wrong type'),
  changed: phrase('Changed since the template'),
  drift: phrase('Changed in the schema'),
}

export interface Marked {
  /** Keys of rows that are not as the template had them. */
  readonly changed: ReadonlySet<string>
  /** Keys of lines whose field came, went or changed since somebody looked. */
  readonly drift: ReadonlyMap<string, unknown>
}

export function passes(line: GridRow, filter: GridFilter, state: LineState | undefined, marked: Marked): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'mapped':
      return line.row !== undefined
    case 'todo':
      return line.unmapped || state?.fails === true
    case 'unmapped':
      return line.unmapped
    case 'empty':
      return line.row !== undefined && state?.empty === true
    case 'different':
      return state?.different === true
    case 'mismatch':
      return state?.mismatch === true
    case 'changed':
      return marked.changed.has(line.key)
    case 'drift':
      return marked.drift.has(line.key)
  }
}

export function isFound(line: GridRow, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  return [line.target, line.label, line.title, line.description, line.row?.note, sourceOf(line)].some((text) =>
    text?.toLowerCase().includes(wanted),
  )
}

function sourceOf(line: GridRow): string | undefined {
  const rule = line.row?.rule
  if (!rule) return undefined
  if (rule.kind === 'expression') return rule.expression
  if (rule.kind === 'lookup') return `${rule.table} ${rule.key}`
  if (rule.kind === 'each') return rule.items
  return JSON.stringify(rule.value)
}
