// The exception desk: look, replay from the failed step, or discard with a reason.
// A replay is two writes: first the new run, then the exception's end. A process that dies between them leaves an open exception whose
// replay exists; replaying it once more sends nothing twice, because both runs share the event's idempotency keys.
import type { ReplayException } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { viewRun } from '#shared/run/view.ts'
import type { ExceptionQuery, FlowStore, Page, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Engine } from '../flows/ports.ts'
import { earlierSteps } from './earlier-steps.ts'

export interface Exceptions {
  list(clientId: string, query: ExceptionQuery): Promise<Page<ExceptionRecord>>
  /** Throws `not-found`. */
  get(clientId: string, exceptionId: string): Promise<ExceptionRecord>
  /** Throws `conflict` when somebody was faster, or the version has no such step; `not-deployed` for `deployed`. */
  replay(by: Actor, clientId: string, exceptionId: string, body: ReplayException): Promise<{ readonly runId: string }>
  /** Throws `conflict` when somebody was faster. */
  discard(by: Actor, clientId: string, exceptionId: string, reason: string): Promise<ExceptionRecord>
}

export interface ExceptionsOptions {
  readonly runs: RunStore
  readonly flows: Pick<FlowStore, 'activeDeployment' | 'version'>
  readonly engine: Pick<Engine, 'replay' | 'cancel'>
  readonly audit: Audit
  readonly clock?: () => Date
}

export function createExceptions(options: ExceptionsOptions): Exceptions {
  const { runs, flows, engine, audit } = options
  const clock = options.clock ?? (() => new Date())
  /** Replays under way in this process: two clicks at once make one run. */
  const busy = new Set<string>()

  const get = async (clientId: string, exceptionId: string) => {
    const exception = await runs.exception(clientId, exceptionId)
    if (!exception) throw new AppError('not-found')
    return exception
  }

  const mustBeOpen = async (clientId: string, exceptionId: string) => {
    const exception = await get(clientId, exceptionId)
    if (exception.status !== 'open') throw alreadyResolved(exception)
    return exception
  }

  /** The version to replay with: it must still have the step. */
  const chooseVersion = async (exception: ExceptionRecord, which: ReplayException['version']): Promise<number> => {
    const { clientId, flowId, environment, nodeId } = exception
    const number = which === 'original' ? exception.version : (await flows.activeDeployment(clientId, flowId, environment))?.version
    if (number === undefined) throw new AppError('not-deployed', { message: `The flow is not deployed in ${environment}.` })
    const version = await flows.version(clientId, flowId, number)
    if (!version || !Object.hasOwn(version.document.nodes, nodeId)) {
      throw new AppError('conflict', {
        message: `Version ${number} has no step "${nodeId}" to replay from.`,
        fix: 'Replay with the original version, or deploy a version that has the step.',
      })
    }
    return number
  }

  const readRun = (clientId: string) => async (runId: string) => {
    const [run, events, body] = await Promise.all([runs.get(clientId, runId), runs.events(clientId, runId), runs.body(clientId, runId)])
    return run && viewRun(run, events, body)
  }

  const replay: Exceptions['replay'] = async (by, clientId, exceptionId, body) => {
    const exception = await mustBeOpen(clientId, exceptionId)
    const original = await runs.get(clientId, exception.runId)
    if (!original) throw new AppError('not-found', { message: 'The run of this exception is gone.' })
    const version = await chooseVersion(exception, body.version)
    const at = clock()
    const run = await engine.replay({
      original,
      origin: { runId: exception.runId, exceptionId, nodeId: exception.nodeId, recordPath: exception.record },
      version,
      startInput: JSON.stringify((body.input === undefined ? exception.input : body.input) ?? null),
      startSteps: JSON.stringify(await earlierSteps(original.id, exception.record, readRun(clientId))),
      requestedBy: by.actor,
      at,
    })
    const won = await runs.resolveException(clientId, exceptionId, {
      status: 'replayed',
      by: by.actor,
      at,
      replayRunId: run.id,
      ...(body.note !== undefined && { note: body.note }),
    })
    if (!won) {
      await engine.cancel(clientId, run.id)
      throw alreadyResolved(await get(clientId, exceptionId))
    }
    await audit.record(by, {
      action: 'exception.replay',
      target: exceptionId,
      clientId,
      details: { runId: run.id, version, edited: body.input !== undefined },
    })
    return { runId: run.id }
  }

  return {
    list: (clientId, query) => runs.exceptions(clientId, query),
    get,
    replay: async (by, clientId, exceptionId, body) => {
      if (busy.has(exceptionId)) throw new AppError('conflict', { message: 'This exception is being replayed at this moment.' })
      busy.add(exceptionId)
      try {
        return await replay(by, clientId, exceptionId, body)
      } finally {
        busy.delete(exceptionId)
      }
    },
    discard: async (by, clientId, exceptionId, reason) => {
      await mustBeOpen(clientId, exceptionId)
      const won = await runs.resolveException(clientId, exceptionId, { status: 'discarded', by: by.actor, at: clock(), note: reason })
      if (!won) throw alreadyResolved(await get(clientId, exceptionId))
      await audit.record(by, { action: 'exception.discard', target: exceptionId, clientId, details: { reason } })
      return get(clientId, exceptionId)
    },
  }
}

function alreadyResolved({ status, resolvedBy, replayRunId }: ExceptionRecord): AppError {
  return new AppError('conflict', {
    message: `This exception was ${status}${resolvedBy ? ` by ${resolvedBy}` : ''} already.`,
    fix: replayRunId ? 'Look at the run of that replay.' : 'Reload the list.',
    ...(replayRunId && { details: { runId: replayRunId } }),
  })
}
