// The exception desk: look, replay from the failed step, say that an uncertain call arrived, or discard with a reason.
// A replay and the end of its exception are one commit.
import type { ConfirmArrival, ReplayException } from '#shared/api/contract.ts'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { ExceptionInList, ExceptionRecord, Run } from '#shared/model/runs.ts'
import { viewRun } from '#shared/run/view.ts'
import type { ExceptionQuery, FlowStore, Page, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { NewReplay } from '../engine/ports.ts'
import type { Engine } from '../flows/ports.ts'
import { withStandings } from '#shared/run/with-standings.ts'
import { earlierSteps } from './earlier-steps.ts'

export interface Exceptions {
  list(clientId: string, query: ExceptionQuery): Promise<Page<ExceptionInList>>
  /** Throws `not-found`. */
  get(clientId: string, exceptionId: string): Promise<ExceptionInList>
  /** Throws `conflict` when somebody was faster, or the version has no such step; `not-deployed` for `deployed`. */
  replay(by: Actor, clientId: string, exceptionId: string, body: ReplayException): Promise<{ readonly runId: string }>
  /**
   * The call of an uncertain exception arrived: it counts as done, and the run goes on behind it. Throws `conflict` when somebody was faster,
   * or the outcome is not uncertain.
   */
  confirm(by: Actor, clientId: string, exceptionId: string, body: ConfirmArrival): Promise<{ readonly runId: string }>
  /** Throws `conflict` when somebody was faster. */
  discard(by: Actor, clientId: string, exceptionId: string, reason: string): Promise<ExceptionRecord>
}

export interface ExceptionsOptions {
  readonly runs: RunStore
  readonly flows: Pick<FlowStore, 'activeDeployment' | 'version'>
  readonly engine: Pick<Engine, 'replay' | 'confirm'>
  readonly audit: Audit
  readonly clock?: () => Date
}

export function createExceptions(options: ExceptionsOptions): Exceptions {
  const { runs, flows, engine, audit } = options
  const clock = options.clock ?? (() => new Date())
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

  /** A replay of the exception by `start`, which closes it in the same commit. */
  const replayBy = async (
    by: Actor,
    exception: ExceptionRecord,
    { version: which, input, note }: ReplayException,
    start: (replay: NewReplay) => Promise<Run>,
  ) => {
    const { clientId, id: exceptionId } = exception
    const original = await runs.get(clientId, exception.runId)
    if (!original) throw new AppError('not-found', { message: 'The run of this exception is gone.' })
    const version = await chooseVersion(exception, which)
    const replay: NewReplay = {
      original,
      origin: { runId: exception.runId, exceptionId, nodeId: exception.nodeId, recordPath: exception.record },
      version,
      startInput: JSON.stringify((input === undefined ? exception.input : input) ?? null),
      startSteps: JSON.stringify(await earlierSteps(original.id, exception.record, readRun(clientId))),
      requestedBy: by.actor,
      at: clock(),
      resolves: { exceptionId, ...(note !== undefined && { note }) },
    }
    try {
      return { runId: (await start(replay)).id, version }
    } catch (error) {
      const now = await get(clientId, exceptionId)
      throw hasErrorCode(error) && error.code === 'conflict' && now.status !== 'open' ? alreadyResolved(now) : error
    }
  }

  return {
    list: async (clientId, query) =>
      withStandings(runs, clientId, await runs.exceptions(clientId, query), ({ status, runId }) => (status === 'open' ? runId : undefined)),
    get: async (clientId, exceptionId) => {
      const exception = await get(clientId, exceptionId)
      const standing = (await runs.laneStandings(clientId, [exception.runId])).get(exception.runId)
      return { ...exception, ...(standing && exception.status === 'open' && { standing }) }
    },
    replay: async (by, clientId, exceptionId, body) => {
      const exception = await mustBeOpen(clientId, exceptionId)
      const { runId, version } = await replayBy(by, exception, body, engine.replay)
      const details = { runId, version, edited: body.input !== undefined, ...sentAgain(exception) }
      await audit.record(by, { action: 'exception.replay', target: exceptionId, clientId, details })
      return { runId }
    },
    confirm: async (by, clientId, exceptionId, { answer, ...body }) => {
      const exception = await mustBeOpen(clientId, exceptionId)
      if (exception.error.disposition !== 'uncertain') {
        throw new AppError('conflict', {
          message: 'It is known that this record did not arrive.',
          fix: 'Mend the cause and replay it, or discard it.',
        })
      }
      const answerJson = JSON.stringify(answer ?? null)
      const { runId, version } = await replayBy(by, exception, body, (replay) => engine.confirm(replay, answerJson))
      const details = { runId, version, answered: answer !== undefined }
      await audit.record(by, { action: 'exception.confirm', target: exceptionId, clientId, details })
      return { runId }
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

/** That an uncertain call was made a second time on a person's word is a decision of its own. */
const sentAgain = ({ error }: ExceptionRecord) => (error.disposition === 'uncertain' ? { sentAgain: true } : {})
