// A run as the API shows it: its events folded, and the records that the journal stores only once put back.
import type { Run, RunEvent, RunView } from '../model/runs.ts'
import { foldRun } from './fold.ts'
import { resolveInputs } from './resolve-inputs.ts'

/** `body` is the event's body as it came; one that is no JSON (it parks its run) is shown as text. */
export function viewRun(run: Run, events: readonly RunEvent[], body: string | undefined): RunView {
  return resolveInputs(foldRun(run, events), parseOrText(body))
}

function parseOrText(body: string | undefined): unknown {
  if (body === undefined) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
