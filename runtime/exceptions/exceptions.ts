// The exception desk: look, replay from the failed step, say that an uncertain call arrived, or discard with a reason.
// A replay and the end of its exception are one commit.
import type { ConfirmArrival, ReplayException } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { ExceptionInList, ExceptionRecord } from '#shared/model/runs.ts'
import type { ExceptionQuery, FlowStore, Page, RunStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Engine } from '../flows/ports.ts'
import { withStandings } from '#shared/run/with-standings.ts'
import { alreadyResolved, createReplayer } from './replayer.ts'

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

  const replay = createReplayer({ runs, flows, clock })

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
      const { runId, version } = await replay(exception, { ...body, requestedBy: by.actor }, engine.replay)
      const { flowId } = exception
      const details = { flowId, runId, version, edited: body.input !== undefined, ...sentAgain(exception) }
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
      const { runId, version } = await replay(exception, { ...body, requestedBy: by.actor }, (asked) => engine.confirm(asked, answerJson))
      const details = { flowId: exception.flowId, runId, version, answered: answer !== undefined }
      await audit.record(by, { action: 'exception.confirm', target: exceptionId, clientId, details })
      return { runId }
    },
    discard: async (by, clientId, exceptionId, reason) => {
      const { flowId } = await mustBeOpen(clientId, exceptionId)
      const won = await runs.resolveException(clientId, exceptionId, { status: 'discarded', by: by.actor, at: clock(), note: reason })
      if (!won) throw alreadyResolved(await get(clientId, exceptionId))
      await audit.record(by, { action: 'exception.discard', target: exceptionId, clientId, details: { flowId, reason } })
      return get(clientId, exceptionId)
    },
  }
}

/** That an uncertain call was made a second time on a person's word is a decision of its own. */
const sentAgain = ({ error }: ExceptionRecord) => (error.disposition === 'uncertain' ? { sentAgain: true } : {})
