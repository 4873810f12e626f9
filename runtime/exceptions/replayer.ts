// Makes the replay of one exception: the version, the record, and what earlier steps gave. The replay and the end of its exception are one commit.
import type { ReplayException } from '#shared/api/contract.ts'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { viewRun } from '#shared/run/view.ts'
import type { NewReplay } from '../engine/ports.ts'
import type { FlowStore, RunStore } from '../store/ports.ts'
import { earlierSteps } from './earlier-steps.ts'

export interface ReplayerOptions {
  readonly runs: Pick<RunStore, 'get' | 'events' | 'body' | 'exception'>
  readonly flows: Pick<FlowStore, 'activeDeployment' | 'version'>
  readonly clock: () => Date
}

export interface AskedReplay extends ReplayException {
  readonly requestedBy: string
  /** The bulk replay that it is part of. */
  readonly bulkId?: string
}

/**
 * `start` stores the replay and closes the exception. Throws `conflict` when somebody was faster, or the version has no such step; `not-found`
 * when the run is gone; `not-deployed` for `deployed`.
 */
export type Replayer = (
  exception: ExceptionRecord,
  asked: AskedReplay,
  start: (replay: NewReplay) => Promise<Run>,
) => Promise<{ readonly runId: string; readonly version: number }>

export function createReplayer({ runs, flows, clock }: ReplayerOptions): Replayer {
  /** The version to replay with: it must still have the step. */
  const chooseVersion = async (exception: ExceptionRecord, which: ReplayException['version']): Promise<number> => {
    const { clientId, flowId, environment, nodeId } = exception
    const number = which === 'original' ? exception.version : (await flows.activeDeployment(clientId, flowId, environment))?.version
    if (number === undefined) throw new AppError('not-deployed', { message: say`The flow is not deployed in ${environment}.` })
    const version = await flows.version(clientId, flowId, number)
    if (!version || !Object.hasOwn(version.document.nodes, nodeId)) {
      throw new AppError('conflict', {
        message: say`Version ${number} has no step "${nodeId}" to replay from.`,
        fix: 'Replay with the original version, or deploy a version that has the step.',
      })
    }
    return number
  }

  const readRun = (clientId: string) => async (runId: string) => {
    const [run, events, body] = await Promise.all([runs.get(clientId, runId), runs.events(clientId, runId), runs.body(clientId, runId)])
    return run && viewRun(run, events, body)
  }

  return async (exception, { version: which, input, note, requestedBy, bulkId }, start) => {
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
      requestedBy,
      at: clock(),
      resolves: { exceptionId, ...(note !== undefined && { note }), ...(bulkId !== undefined && { bulkId }) },
    }
    try {
      return { runId: (await start(replay)).id, version }
    } catch (error) {
      const now = await runs.exception(clientId, exceptionId)
      throw hasErrorCode(error) && error.code === 'conflict' && now && now.status !== 'open' ? alreadyResolved(now) : error
    }
  }
}

export function alreadyResolved({ status, resolvedBy, replayRunId }: ExceptionRecord): AppError {
  const how = status === 'replayed' ? say`replayed` : status === 'discarded' ? say`discarded` : say`resolved`
  return new AppError('conflict', {
    message: resolvedBy ? say`This exception was ${how} by ${resolvedBy} already.` : say`This exception was ${how} already.`,
    fix: replayRunId ? 'Look at the run of that replay.' : 'Reload the list.',
    ...(replayRunId && { details: { runId: replayRunId } }),
  })
}
