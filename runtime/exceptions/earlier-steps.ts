// What a record had behind it when it was parked: the outputs of earlier steps of its own path, for `$steps` in a replay.
import type { RecordPath, RunView } from '#shared/model/runs.ts'

/** The record itself and those it came from, nearest first: `/loop:3~log`, `/loop:3`, ``. */
export function ancestry(record: RecordPath): readonly RecordPath[] {
  const paths = [record]
  for (let path = record; path !== '';) {
    path = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('~'), 0))
    paths.push(path)
  }
  return paths
}

/**
 * Output by node id. A replay's own run begins at its node, so that the steps before it stand in the run it replays, and so on back
 * to the event's first run; what a later run did counts more.
 */
export async function earlierSteps(
  runId: string,
  record: RecordPath,
  readRun: (runId: string) => Promise<RunView | undefined>,
): Promise<Readonly<Record<string, unknown>>> {
  const steps = new Map<string, unknown>()
  const view = await readRun(runId)
  if (!view) return {}
  const before = view.run.replayOf ? await earlierSteps(view.run.replayOf.runId, record, readRun) : {}
  for (const [nodeId, output] of Object.entries(before)) steps.set(nodeId, output)
  // Farthest first, so that the nearest record's output stands.
  for (const path of ancestry(record).toReversed()) {
    for (const step of view.steps) {
      if (step.record === path && step.status === 'succeeded' && step.output !== undefined) steps.set(step.nodeId, step.output)
    }
  }
  return Object.fromEntries(steps)
}
