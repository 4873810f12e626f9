// The steps of a run summed up per node of the graph: its worst state, how many records, how many of them failed.
import type { StepStatus, StepView } from '#shared/model/runs.ts'

export interface NodeSummary {
  readonly nodeId: string
  readonly status: StepStatus
  readonly count: number
  readonly failed: number
  /** Of a step with a long list. */
  readonly progress?: StepView['progress']
  readonly ms: number
  readonly steps: readonly StepView[]
}

/** What a person must see first wins. */
const WEIGHT: Readonly<Record<StepStatus, number>> = { parked: 5, retrying: 4, waiting: 3, running: 2, succeeded: 1, skipped: 0 }

/** In the order in which the nodes were first reached. */
export function summarise(steps: readonly StepView[], upcoming?: StepView): readonly NodeSummary[] {
  const nodes = new Map<string, StepView[]>()
  for (const step of steps) {
    const list = nodes.get(step.nodeId)
    if (list) list.push(step)
    else nodes.set(step.nodeId, [step])
  }
  const summaries = [...nodes].map(([nodeId, list]): NodeSummary => {
    const worst = list.reduce((a, b) => (WEIGHT[b.status] > WEIGHT[a.status] ? b : a))
    const progress = list.find((step) => step.progress)?.progress
    return {
      nodeId,
      ...(progress && { progress }),
      status: worst.status,
      count: list.length,
      failed: list.filter((step) => step.status === 'parked').length,
      ms: list.reduce((sum, step) => sum + (step.ms ?? 0), 0),
      steps: list,
    }
  })
  if (upcoming && !nodes.has(upcoming.nodeId)) {
    summaries.push({ nodeId: upcoming.nodeId, status: 'running', count: 1, failed: 0, ms: 0, steps: [] })
  }
  return summaries
}
