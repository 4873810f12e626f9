// A run as people see it, folded from its append-only events: what happened at each node for each record.
import type { Run, RunEvent, RunView, StepEvent, StepView } from '../model/runs.ts'

/**
 * The newest event of a step and record counts; a crash makes pure steps be written again, which changes nothing.
 * Steps stand in the order in which they first appear. Events may come in any order.
 */
export function foldRun(run: Run, events: readonly RunEvent[]): RunView {
  const ordered = events.toSorted((a, b) => a.seq - b.seq)
  const steps = new Map<string, StepView>()
  for (const event of ordered) {
    if (!('nodeId' in event)) continue
    const key = JSON.stringify([event.nodeId, event.record])
    steps.set(key, foldStep(steps.get(key), event))
  }
  return { run, steps: [...steps.values()], events: ordered }
}

function foldStep(before: StepView | undefined, event: StepEvent & { readonly at: string }): StepView {
  const step = {
    nodeId: event.nodeId,
    record: event.record,
    startedAt: before?.startedAt ?? startOf(event),
    attempts: Math.max(before?.attempts ?? 0, 'attempt' in event ? event.attempt : 1),
    // The outcome of a call leaves out its input: the intent before it has it.
    input: ('input' in event ? event.input : undefined) ?? before?.input,
    ...(before?.confirmedBy !== undefined && { confirmedBy: before.confirmedBy }),
    ...(before?.progress && { progress: before.progress }),
    ...(before?.runIds && { runIds: before.runIds }),
    ...(before?.calls && { calls: before.calls }),
    ...(before?.idempotencyKey !== undefined && { idempotencyKey: before.idempotencyKey }),
  }
  switch (event.kind) {
    case 'effect-confirmed':
      return { ...step, status: 'running', confirmedBy: event.by }
    case 'effect-intended':
      return { ...step, status: 'running', idempotencyKey: event.idempotencyKey }
    case 'step-succeeded':
      return {
        ...step,
        status: 'succeeded',
        finishedAt: event.at,
        ms: event.ms,
        output: event.output,
        ports: event.ports,
        ...(event.reused && { reused: true }),
        ...(event.note !== undefined && { note: event.note }),
        ...(event.runIds && event.runIds.length > 0 && { runIds: event.runIds }),
      }
    case 'call-recorded': {
      const { attempt, exchanges } = event
      return { ...step, status: 'running', ...before, calls: [...(before?.calls ?? []), { attempt, exchanges }] }
    }
    case 'loop-progress': {
      const { next, waiting, total, parked } = event
      const settled = next - waiting.length
      // The step itself ended when it had its list; to a person it runs until its items are settled.
      return { ...(before ?? step), status: settled < total ? 'running' : 'succeeded', progress: { settled, total, parked } }
    }
    case 'step-waiting':
      return {
        ...step,
        status: 'waiting',
        wait: event.wait,
        note: event.reason,
        ...(event.wait.runId !== undefined && { runIds: [event.wait.runId] }),
      }
    case 'step-skipped':
      return { ...step, status: 'skipped', finishedAt: event.at, note: event.reason, ...(event.ports && { ports: event.ports }) }
    case 'step-failed':
      return {
        ...step,
        status: event.retryAt === undefined ? 'parked' : 'retrying',
        ms: event.ms,
        error: event.error,
        ...(event.retryAt === undefined ? { finishedAt: event.at } : { retryAt: event.retryAt }),
        ...(event.exceptionId !== undefined && { exceptionId: event.exceptionId }),
      }
  }
}

/** Events are written when a step ends; one with a duration began that much earlier. */
function startOf(event: StepEvent & { readonly at: string }): string {
  const ms = 'ms' in event ? event.ms : 0
  return new Date(Date.parse(event.at) - ms).toISOString()
}
