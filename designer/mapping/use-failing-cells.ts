// From one failing cell to the next, by button or with F8, wherever the focus is: the mapping covers the app.
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { GridRow } from './grid-rows.ts'
import { failingCells, nextFailing, type FailingCell, type LineState } from './line-states.ts'

export interface FailingCells {
  readonly count: number
  readonly step: (by: 1 | -1) => void
}

export function useFailingCells(
  lines: readonly GridRow[],
  states: ReadonlyMap<string, LineState>,
  onGo: (line: GridRow, cell: FailingCell) => void,
): FailingCells {
  const [at, setAt] = useState<FailingCell>()
  const failing = useMemo(() => failingCells(lines, states), [lines, states])
  const step = (by: 1 | -1) => {
    const next = nextFailing(failing, at, by)
    const line = next && lines[next.line]
    if (!next || !line) return
    setAt(next)
    onGo(line, next)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F8') return
    event.preventDefault()
    step(event.shiftKey ? -1 : 1)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return { count: failing.length, step }
}
