// Which records of a run went along a line: those that left its first step by its port and came to its second one.
import type { FlowEdge } from '#shared/flow/document.ts'
import type { StepView } from '#shared/model/runs.ts'

export interface EdgeRecord {
  /** Its name in the run, such as `/each-line:3`; empty for the record that started it. */
  readonly record: string
  readonly value: unknown
}

/** A function that answers for each line. Values are what came to the step at its end. */
export function edgeRecords(steps: readonly StepView[]): (edge: FlowEdge) => readonly EdgeRecord[] {
  const byNode = Map.groupBy(steps, (step) => step.nodeId)
  return ({ from, port, to }) => {
    const leaving = (byNode.get(from) ?? []).filter((step) => step.ports?.includes(port))
    if (leaving.length === 0) return []
    return (byNode.get(to) ?? [])
      .filter((step) => leaving.some(({ record }) => comesFrom(step.record, record)))
      .map(({ record, input }) => ({ record, value: input }))
  }
}

/** A record keeps its name, or gets a longer one where it is divided: `` -> `/loop:3`, `` -> `~branch`. */
const comesFrom = (record: string, before: string) =>
  record === before || (record.startsWith(before) && (record[before.length] === '/' || record[before.length] === '~'))
