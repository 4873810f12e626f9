// Asks why a row gives what it gives on a sample, a moment after it is looked at.
import { useEffect, useState } from 'react'
import type { RowExplanation } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { isReady, type MappingSample } from './mapping-samples.ts'

export type Explain = (
  rows: readonly MappingRow[],
  path: string,
  sample: MappingSample,
  signal: AbortSignal,
) => Promise<RowExplanation | undefined>

const QUIET_MS = 150

export interface ExplanationState {
  readonly explanation: RowExplanation | undefined
  readonly loading: boolean
}

/** `path`: the row's place; undefined while none is looked at. */
export function useExplanation(
  rows: readonly MappingRow[],
  path: string | undefined,
  sample: MappingSample | undefined,
  explain: Explain,
): ExplanationState {
  const [answer, setAnswer] = useState<{ rows?: unknown; path?: string; sample?: MappingSample; explanation?: RowExplanation }>({})
  useEffect(() => {
    if (path === undefined || !sample || !isReady(sample)) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      explain(rows, path, sample, controller.signal).then(
        (explanation) => setAnswer({ rows, path, sample, ...(explanation && { explanation }) }),
        // The grid says what is wrong with the server or the rows.
        () => {
          if (!controller.signal.aborted) setAnswer({ rows, path, sample })
        },
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [rows, path, sample, explain])
  const isOfThisRow = answer.path === path && answer.sample === sample
  const isWanted = path !== undefined && sample !== undefined && isReady(sample)
  return {
    explanation: isOfThisRow ? answer.explanation : undefined,
    loading: isWanted && !(isOfThisRow && answer.rows === rows),
  }
}
