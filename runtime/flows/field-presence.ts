// In how many of the newest real records the fields at some paths had a value. Only counts leave: nothing of the records does.
import type { FieldPresence, ShowFieldPresence } from '#shared/api/field-presence.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import { isPresent, walkPath } from '#shared/mapping/path-values.ts'
import { recordAt, type RecordAt } from '#shared/run/record-at.ts'
import { viewRun } from '#shared/run/view.ts'
import type { FlowStore, RunStore } from '../store/ports.ts'
import { mustGetFlow } from './flows.ts'

/** Throws `not-found`. */
export type ShowFieldPresenceOf = (clientId: string, flowId: string, body: ShowFieldPresence) => Promise<FieldPresence>

const DEFAULT_RUNS = 50
/** Records may be large: so many are in memory at a time. */
const AT_ONCE = 5

export function createFieldPresence({
  flows,
  runs,
}: {
  readonly flows: FlowStore
  readonly runs: Pick<RunStore, 'list' | 'events' | 'body'>
}): ShowFieldPresenceOf {
  return async (clientId, flowId, { node, paths, environment, runs: limit = DEFAULT_RUNS }) => {
    const { draft } = await mustGetFlow(flows, clientId, flowId)
    const before = stepsBefore(draft, node)
    const { items } = await runs.list(clientId, { flowId, environment, limit })
    const present = paths.map(() => 0)
    let records = 0
    for (let i = 0; i < items.length; i += AT_ONCE) {
      const found = await Promise.all(
        items.slice(i, i + AT_ONCE).map(async (run) => {
          const [events, body] = await Promise.all([runs.events(clientId, run.id), runs.body(clientId, run.id)])
          const here = recordAt(node, before, viewRun(run, events, body), parse(body), 0)
          return here.count === 0 ? undefined : paths.map((path) => isPresent(valuesAt(path, here)))
        }),
      )
      for (const one of found) {
        if (!one) continue
        records += 1
        one.forEach((isThere, index) => {
          if (isThere) present[index] = (present[index] ?? 0) + 1
        })
      }
    }
    return { records, present }
  }
}

function stepsBefore(flow: FlowDocument, node: string): readonly string[] {
  const ids = reach([node], predecessors(flow))
  ids.delete(node)
  return [...ids]
}

function valuesAt(path: string, { record, trigger, steps }: RecordAt): readonly unknown[] {
  return walkPath(path, [record], (name) =>
    name === '$' || name === '$$' ? [record] : name === '$trigger' ? [trigger] : name === '$steps' ? [steps] : [],
  )
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
