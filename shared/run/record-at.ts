// From a run, or a test run of a sample: the record that comes to a step, and what its expressions reach from there.
import type { RunView, StepView } from '../model/runs.ts'

export interface RecordAt {
  readonly record: unknown
  readonly trigger: unknown
  readonly steps: Readonly<Record<string, unknown>>
  /** How many records come here, and which one this is. */
  readonly count: number
  readonly index: number
  /** The sample does not get here: the sample itself stands in. */
  readonly unreached: boolean
}

const NO_STEPS: Readonly<Record<string, unknown>> = {}

/** `before`: the steps on the way to this one. */
export function recordAt(nodeId: string, before: readonly string[], view: RunView | undefined, input: unknown, index: number): RecordAt {
  const steps = view?.steps ?? []
  const here = steps.filter((step) => step.nodeId === nodeId)
  const at = Math.min(index, Math.max(0, here.length - 1))
  const step = here[at]
  // The journal begins with the trigger.
  const trigger = steps[0]?.output ?? input
  if (!step) return { record: input, trigger, steps: NO_STEPS, count: 0, index: 0, unreached: before.length > 0 }
  return {
    record: step.input ?? step.output ?? input,
    trigger,
    steps: Object.fromEntries(before.flatMap((id) => outputFor(steps, id, step.record))),
    count: here.length,
    index: at,
    unreached: false,
  }
}

/** The output of an earlier step for this record: of the record itself or of the one it was split from. */
function outputFor(steps: readonly StepView[], nodeId: string, record: string): readonly (readonly [string, unknown])[] {
  const found = steps
    .filter((step) => step.nodeId === nodeId && record.startsWith(step.record) && step.output !== undefined)
    .toSorted((a, b) => b.record.length - a.record.length)[0]
  return found ? [[nodeId, found.output]] : []
}
