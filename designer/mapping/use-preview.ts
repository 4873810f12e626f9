// Evaluates the rows on the chosen record while somebody types: one request at a time, the newest wins, the last answer stays until then.
import { useEffect, useMemo, useState } from 'react'
import type { PreviewCell, PreviewResult } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { rowKey, rowPath } from './grid-rows.ts'

/** Long enough to skip most keystrokes, short enough to feel immediate. */
const QUIET_MS = 150

export interface LivePreview {
  /** By row key, so that a cell stays with its field when rows are added above it. */
  readonly cells: ReadonlyMap<string, PreviewCell>
  readonly result?: PreviewResult
  readonly pending: boolean
  readonly error?: unknown
}

type Evaluate = (rows: readonly MappingRow[], signal: AbortSignal) => Promise<PreviewResult>

interface Answer {
  readonly rows: readonly MappingRow[]
  readonly by?: Evaluate
  readonly result?: PreviewResult
  readonly error?: unknown
}

export function usePreview(rows: readonly MappingRow[], evaluate: Evaluate | undefined): LivePreview {
  const [answer, setAnswer] = useState<Answer>({ rows: [] })
  useEffect(() => {
    if (!evaluate) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      evaluate(rows, controller.signal).then(
        (result) => {
          setAnswer({ rows, by: evaluate, result })
        },
        (error: unknown) => {
          if (controller.signal.aborted) return
          setAnswer((old) => ({ ...old, by: evaluate, rows, error }))
        },
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [rows, evaluate])
  const pending = evaluate !== undefined && (answer.rows !== rows || answer.by !== evaluate)
  const cells = useMemo(() => cellsByKey(answer), [answer])
  return { cells, pending, ...(answer.result && { result: answer.result }), ...(answer.error !== undefined && { error: answer.error }) }
}

function cellsByKey({ rows, result }: Answer): ReadonlyMap<string, PreviewCell> {
  const byPath = new Map((result?.cells ?? []).map((cell) => [cell.path, cell]))
  const byKey = new Map<string, PreviewCell>()
  const visit = (list: readonly MappingRow[], container: string) => {
    for (const [index, row] of list.entries()) {
      const path = rowPath(container, index)
      const cell = byPath.get(path)
      if (cell) byKey.set(rowKey(container, row.target), cell)
      if (row.rule.kind === 'each') visit(row.rule.rows, path)
    }
  }
  visit(rows, '')
  return byKey
}
