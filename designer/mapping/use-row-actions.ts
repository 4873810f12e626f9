// What the lines of the grid may do to the rows. One stable object, so that a keystroke redraws one line and not three hundred.
import { useMemo, useRef, useState } from 'react'
import type { MappingRow } from '#shared/flow/document.ts'
import { useLatest } from '#designer/editor/use-latest.ts'
import type { ExpressionFieldHandle } from '#designer/editor/expression-field.tsx'
import { insertRow, removeRow, replaceRow } from './edit-rows.ts'
import type { GridHandle } from './grid.tsx'
import type { LineActions, Place } from './grid-line.tsx'
import type { GridRow } from './grid-rows.ts'
import { convertRule, type RuleDefaults } from './rules.ts'

export interface RowActionsInput {
  readonly rows: readonly MappingRow[]
  readonly lines: readonly GridRow[]
  /** `group` names what is being typed into: edits of one group that follow each other are one step of undo. */
  readonly onRows: (rows: MappingRow[], group?: string) => void
  readonly defaults: (container: string) => RuleDefaults
  readonly onToggle: (key: string) => void
  readonly onForget: (line: GridRow) => void
  readonly grid: React.RefObject<GridHandle | null>
  /** How many items the list of an `each` line has on the chosen sample. */
  readonly itemsOf: (line: GridRow) => number
  readonly samples: number
  /** A sample's column is looked at. */
  readonly onLook: (column: number) => void
  /** A source field was put on a line, its path seen from the record. */
  readonly onTake: (line: GridRow, path: string, at: Place) => void
}

export interface RowActions {
  readonly actions: LineActions
  readonly activeKey: string | undefined
  readonly setActiveKey: (key: string | undefined) => void
  /** Which item of each list is looked at, by path of the `each` row. */
  readonly items: Readonly<Record<string, number>>
  readonly focusLine: (index: number) => void
}

/** Lines down and columns to the right. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

export function useRowActions(input: RowActionsInput): RowActions {
  const latest = useLatest(input)
  const handles = useRef(new Map<string, ExpressionFieldHandle>())
  /** Rows whose rule was deleted to write another one: their note and mark come back with it. */
  const cleared = useRef(new Map<string, MappingRow>())
  const [activeKey, setActiveKey] = useState<string>()
  const [items, setItems] = useState<Readonly<Record<string, number>>>({})

  const stable = useMemo(() => {
    const focusLine = (index: number) => {
      const line = latest.current.lines[index]
      if (!line) return
      latest.current.grid.current?.scrollTo(index)
      setActiveKey(line.key)
      // The line may only now be drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => handles.current.get(line.key)?.focus()))
    }
    const actions: LineActions = {
      setRule(line, rule) {
        const { rows, onRows, lines } = latest.current
        const group = `rule:${line.key}`
        if (rule === undefined) {
          if (line.path === undefined || !line.row) return
          cleared.current.set(line.key, line.row)
          return onRows(removeRow(rows, line.path), group)
        }
        if (line.path !== undefined && line.row) return onRows(replaceRow(rows, line.path, { ...line.row, rule }), group)
        const order = lines.filter((other) => other.container === line.container).map((other) => other.target)
        onRows(
          insertRow(
            rows,
            line.container,
            { ...cleared.current.get(line.key), target: line.target, rule, ...(line.required && { required: true }) },
            order,
          ),
          group,
        )
      },
      setKind(line, kind) {
        actions.setRule(line, convertRule(line.row?.rule, kind, latest.current.defaults(line.container)))
      },
      patch(line, change) {
        const { rows, onRows } = latest.current
        if (line.path === undefined || !line.row) return
        const { required, note, ...rest } = { ...line.row, ...change }
        onRows(replaceRow(rows, line.path, { ...rest, ...(required && { required }), ...(note && { note }) }))
      },
      remove(line) {
        const { rows, onRows, onForget } = latest.current
        if (line.path !== undefined) onRows(removeRow(rows, line.path))
        onForget(line)
      },
      toggle: (line) => latest.current.onToggle(line.key),
      focus: (line) => setActiveKey(line.key),
      leave(line, to) {
        if (to === 'stay') return
        const { lines } = latest.current
        const step = to === 'down' ? 1 : -1
        let index = lines.findIndex((other) => other.key === line.key) + step
        while (lines[index]?.kind === 'group') index += step
        focusLine(index)
      },
      register(key, handle) {
        if (handle) handles.current.set(key, handle)
        else handles.current.delete(key)
      },
      stepItem(line, by) {
        const count = latest.current.itemsOf(line)
        if (line.path === undefined || count === 0) return
        const { path } = line
        setItems((old) => ({ ...old, [path]: ((old[path] ?? 0) + by + count) % count }))
      },
      look(line, column) {
        setActiveKey(line.key)
        latest.current.onLook(column)
      },
      move(line, column, key) {
        const { lines, grid, samples } = latest.current
        const [down, right] = MOVES[key] ?? [0, 0]
        if (down === 0 && right === 0) return false
        let index = lines.findIndex((other) => other.key === line.key) + down
        while (down !== 0 && lines[index]?.kind === 'group') index += down
        const to = column + right
        if (!lines[index] || to < 0 || to >= samples) return true
        grid.current?.focusCell(index, to)
        return true
      },
      take: (line, path, at) => latest.current.onTake(line, path, at),
    }
    return { actions, focusLine }
  }, [latest])
  return { ...stable, activeKey, setActiveKey, items }
}
