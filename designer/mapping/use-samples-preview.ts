// Evaluates the rows on all samples while somebody types: one request at a time, the newest wins, the last answer stays until then.
import { useEffect, useMemo, useState } from 'react'
import type { PreviewCell, SamplesPreview } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { rowKey, rowPath } from './row-place.ts'
import { isReady, type MappingSample } from './mapping-samples.ts'

/** Long enough to skip most keystrokes, short enough to feel immediate. */
const QUIET_MS = 60

export type Evaluate = (rows: readonly MappingRow[], samples: readonly MappingSample[], signal: AbortSignal) => Promise<SamplesPreview>
export type CellsByKey = ReadonlyMap<string, PreviewCell>

export interface SamplesResult {
  /** By sample, then by row key, so that a cell stays with its field when rows are added above it. */
  readonly cells: ReadonlyMap<string, CellsByKey>
  /** The whole answer by sample: the record that came out, and its balances. */
  readonly answers: ReadonlyMap<string, SamplesPreview['cases'][number]>
  /** Something has changed since the answer that is shown: rows, samples, or what else the evaluation knows, such as the balances. */
  readonly pending: boolean
  /** The request failed, as when the server is away: what is shown is older. */
  readonly error?: unknown
}

interface Answer {
  readonly rows: readonly MappingRow[]
  readonly samples?: readonly MappingSample[]
  readonly evaluate?: Evaluate
  readonly result?: SamplesPreview
  readonly error?: unknown
}

export function useSamplesPreview(rows: readonly MappingRow[], samples: readonly MappingSample[], evaluate: Evaluate): SamplesResult {
  const [answer, setAnswer] = useState<Answer>({ rows: [] })
  const ready = useMemo(() => samples.filter(isReady), [samples])
  useEffect(() => {
    if (ready.length === 0) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      evaluate(rows, ready, controller.signal).then(
        (result) => setAnswer({ rows, samples: ready, evaluate, result }),
        (error: unknown) => {
          if (!controller.signal.aborted) setAnswer((old) => ({ ...old, rows, samples: ready, evaluate, error }))
        },
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [rows, ready, evaluate])
  const pending = ready.length > 0 && (answer.rows !== rows || answer.samples !== ready || answer.evaluate !== evaluate)
  const cells = useMemo(() => cellsBySample(answer), [answer])
  const answers = useMemo(() => new Map((answer.result?.cases ?? []).map((one) => [one.id, one])), [answer])
  return { cells, answers, pending, ...(answer.error !== undefined && { error: answer.error }) }
}

function cellsBySample({ rows, result }: Answer): ReadonlyMap<string, CellsByKey> {
  return new Map((result?.cases ?? []).map((one) => [one.id, cellsByKey(rows, one.cells)]))
}

/** Cells come by the place of their row; lines of the grid are known by their field. */
export function cellsByKey(rows: readonly MappingRow[], cells: readonly PreviewCell[]): CellsByKey {
  const byPath = new Map(cells.map((cell) => [cell.path, cell]))
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
