// Which lines of a mapping are shown: those of a filter, that a search finds, that use something; and always the one that is worked on.
import { useCallback, useMemo, useState } from 'react'
import type { MappingRow } from '#shared/flow/document.ts'
import { GRID_FILTERS, isFound, passes, type GridFilter } from './grid-filter.ts'
import type { GridRow } from './grid-rows.ts'
import type { LineState } from './line-states.ts'
import type { Marks } from './use-marks.ts'
import { usesIn } from './uses.ts'

export interface ShownLines {
  readonly lines: readonly GridRow[]
  /** Lines of each filter. */
  readonly counts: Readonly<Record<GridFilter, number>>
  readonly filter: GridFilter
  readonly onFilter: (filter: GridFilter) => void
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly used: ReturnType<typeof usesIn>
  readonly use: string | undefined
  readonly onUse: (use: string | undefined) => void
  /** Some lines may be left out. */
  readonly isNarrowed: boolean
}

export function useShownLines(
  all: readonly GridRow[],
  rows: readonly MappingRow[],
  states: ReadonlyMap<string, LineState>,
  marked: Marks['marked'],
  activeKey: string | undefined,
): ShownLines {
  const [filter, onFilter] = useState<GridFilter>('all')
  const [search, onSearch] = useState('')
  const [use, onUse] = useState<string>()
  const used = useMemo(() => usesIn(rows), [rows])
  const users = use === undefined ? undefined : used.get(use)?.rows
  const uses = useCallback((line: GridRow) => users === undefined || (line.path !== undefined && users.has(line.path)), [users])
  const lines = useMemo(
    () =>
      all.filter(
        (line) => line.key === activeKey || (passes(line, filter, states.get(line.key), marked) && isFound(line, search) && uses(line)),
      ),
    [all, filter, states, marked, search, activeKey, uses],
  )
  const counts = useMemo(
    () =>
      Object.fromEntries(
        GRID_FILTERS.map((one) => [one, all.filter((line) => passes(line, one, states.get(line.key), marked)).length]),
      ) as Record<GridFilter, number>,
    [all, states, marked],
  )
  return { lines, counts, filter, onFilter, search, onSearch, used, use, onUse, isNarrowed: search.trim() !== '' || filter !== 'all' }
}
