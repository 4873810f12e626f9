// The journal stores a record once; a reader wants to see it at each step. This puts back the inputs that are another step's
// output, the outputs of steps that pass their input on, and the trigger's record, which is the event's body.
import type { RunView, StepView } from '../model/runs.ts'

export function resolveInputs(view: RunView, body: unknown): RunView {
  const sources = new Map<string, string>()
  for (const event of view.events) {
    if ((event.kind === 'step-succeeded' || event.kind === 'step-waiting') && event.from !== undefined)
      sources.set(`${event.nodeId} ${event.record}`, event.from)
  }
  const resolved = new Map<string, StepView>()
  /** The step of a node for this record or the nearest record it came from. */
  const find = (nodeId: string, record: string): StepView | undefined => {
    for (let path = record; ; path = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('~'), 0))) {
      const step = resolved.get(`${nodeId} ${path}`)
      if (step || path === '') return step
    }
  }
  const steps = view.steps.map((step) => {
    const from = sources.get(`${step.nodeId} ${step.record}`)
    const passesOn = step.status === 'succeeded' && step.output === undefined
    const input =
      step.input !== undefined
        ? step.input
        : from !== undefined
          ? find(from, step.record)?.output
          : passesOn && step.record === ''
            ? body
            : undefined
    const complete: StepView = { ...step, ...(input !== undefined && { input }), ...(passesOn && input !== undefined && { output: input }) }
    resolved.set(`${step.nodeId} ${step.record}`, complete)
    return complete
  })
  return { ...view, steps }
}
