// Runs as people read them, and how one is stopped.
import { AppError } from '#shared/errors.ts'
import type { Run, RunInList, RunView } from '#shared/model/runs.ts'
import { viewRun } from '#shared/run/view.ts'
import type { Page, RunQuery, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import { withStandings } from '#shared/run/with-standings.ts'
import type { Engine } from './ports.ts'

export interface Runs {
  list(clientId: string, query: RunQuery): Promise<Page<RunInList>>
  /** Throws `not-found`. */
  view(clientId: string, runId: string): Promise<RunView>
  /** The event's body as it came. Throws `not-found`. */
  input(clientId: string, runId: string): Promise<string>
  /** Throws `conflict` when the run has ended already. */
  cancel(by: Actor, clientId: string, runId: string): Promise<Run>
}

export function createRuns(options: { readonly runs: RunStore; readonly engine: Pick<Engine, 'cancel'>; readonly audit: Audit }): Runs {
  const { runs, engine, audit } = options
  const mustGet = async (clientId: string, runId: string) => {
    const run = await runs.get(clientId, runId)
    if (!run) throw new AppError('not-found')
    return run
  }
  return {
    list: async (clientId, query) => withStandings(runs, clientId, await runs.list(clientId, query), ({ id, lane }) => lane && id),
    view: async (clientId, runId) => {
      const [run, events, body, standings] = await Promise.all([
        mustGet(clientId, runId),
        runs.events(clientId, runId),
        runs.body(clientId, runId),
        runs.laneStandings(clientId, [runId]),
      ])
      const standing = standings.get(runId)
      return { ...viewRun(run, events, body), ...(standing && { standing }) }
    },
    input: async (clientId, runId) => {
      const body = await runs.body(clientId, runId)
      if (body === undefined) throw new AppError('not-found')
      return body
    },
    cancel: async (by, clientId, runId) => {
      await mustGet(clientId, runId)
      if (!(await engine.cancel(clientId, runId))) {
        throw new AppError('conflict', { message: 'The run has ended already.', fix: 'There is nothing left to cancel.' })
      }
      await audit.record(by, { action: 'run.cancel', target: runId, clientId })
      return mustGet(clientId, runId)
    },
  }
}
