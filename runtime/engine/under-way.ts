// Which runs a worker has, counted by client and by flow.
import type { Run } from '#shared/model/runs.ts'
import type { Places } from '#shared/run/room.ts'

export interface UnderWay extends Pick<Places, 'byClient' | 'byFlow'> {
  readonly size: () => number
  readonly runs: () => Iterable<Run>
  readonly add: (run: Run) => void
  readonly remove: (run: Run) => void
}

export function createUnderWay(): UnderWay {
  const runs = new Map<string, Run>()
  const byClient = new Map<string, number>()
  const byFlow = new Map<string, number>()
  return {
    byClient,
    byFlow,
    size: () => runs.size,
    runs: () => runs.values(),
    add(run) {
      if (runs.has(run.id)) return
      runs.set(run.id, run)
      count(byClient, run.clientId, 1)
      count(byFlow, run.flowId, 1)
    },
    remove(run) {
      if (!runs.delete(run.id)) return
      count(byClient, run.clientId, -1)
      count(byFlow, run.flowId, -1)
    },
  }
}

function count(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const next = (counts.get(key) ?? 0) + by
  if (next === 0) counts.delete(key)
  else counts.set(key, next)
}
