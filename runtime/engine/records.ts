// A record on its way through the graph: its text, its name, and what earlier steps of its path produced.
import type { RecordPath } from '#shared/model/runs.ts'

/** Outputs of earlier steps, newest first; shared between the branches of a run because it only ever grows at the head. */
export interface StepTrail {
  readonly nodeId: string
  readonly json: string
  readonly before: StepTrail | undefined
}

export interface RecordInFlight {
  readonly path: RecordPath
  readonly json: string
  readonly trail: StepTrail | undefined
  /** The step whose stored output this text is; undefined when it stands nowhere else and must be stored with the next step. */
  readonly from: string | undefined
}

/** The trail as the JSON text that expressions see as `$steps`. */
export function trailToJson(trail: StepTrail | undefined): string {
  const seen = new Set<string>()
  const members: string[] = []
  for (let step = trail; step; step = step.before) {
    if (seen.has(step.nodeId)) continue
    seen.add(step.nodeId)
    members.push(`${JSON.stringify(step.nodeId)}:${step.json}`)
  }
  return `{${members.join(',')}}`
}

/** Rebuilds a trail from that text, for a replay. */
export function trailFromJson(json: string | undefined): StepTrail | undefined {
  let trail: StepTrail | undefined
  for (const [nodeId, output] of Object.entries(JSON.parse(json ?? '{}') as Record<string, unknown>)) {
    trail = { nodeId, json: JSON.stringify(output), before: trail }
  }
  return trail
}

/**
 * The path of a record that leaves a port with several edges. The first branch keeps the path; the others are named by where they go,
 * so that the branches stay apart where they meet again, and adding a branch changes nothing for the first.
 */
export function branchPath(path: RecordPath, branch: number, to: string): RecordPath {
  return branch === 0 ? path : `${path}~${to}`
}
