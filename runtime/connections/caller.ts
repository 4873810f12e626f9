// Makes the engine's calls: the connection is opened, the input checked, the action run, every failure an AppError without secrets.
import { hash, randomUUID } from 'node:crypto'
import { AppError, toErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import type { RecordedExchange } from '#shared/model/runs.ts'
import { createActionContext, createCallContext } from '#connectors/kit/call-context.ts'
import type { Action, Connector } from '#connectors/kit/contract.ts'
import { redactError } from '#connectors/kit/redact.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { Caller } from '../engine/ports.ts'
import type { FlowControl } from '../flow-control/flow-control.ts'
import type { ActionGate } from '../flow-control/gate.ts'
import type { ConnectionOpener, OpenConnection } from './open-connection.ts'

export interface CallerOptions {
  readonly connectors: readonly Connector[]
  readonly opener: ConnectionOpener
  readonly waitsUntil: FlowControl['waitsUntil']
  /** Which calls are kept for people to look at, with their requests and answers. Default `all`. */
  readonly recordCalls?: 'all' | 'failed' | 'off'
  /** Told of what should not happen: an error in a connector's own code. */
  readonly onBug?: (error: unknown, where: { readonly connector: string; readonly action: string }) => void
}

/** Longest time an action may take with all its requests. */
const ACTION_MS = 120_000

const CHECK_MS = 20_000
const CHECK_LASTS_MS = 60_000
const MOST_CHECKS = 2_000

export function createCaller({ connectors, opener, waitsUntil, recordCalls = 'all', onBug }: CallerOptions): Caller {
  const checks = new Map<string, { readonly until: number; readonly ok: Promise<boolean> }>()
  return {
    safetyOf(connectorId, actionId) {
      const action = findAction(connectors, connectorId, actionId)
      return action.effect === 'read' ? 'upsert' : action.safety
    },
    async call(call) {
      const opened = await opener.open(call.clientId, call.connectionId)
      const { connector, parts } = opened
      const action = actionOf(connector, connector.id, call.action)
      const input = parseInput(call.input)
      const issues = validate(action.input, input)
      if (issues.length > 0) {
        const first = issues[0]
        throw new AppError('action-input-invalid', {
          message: say`"${action.label}" does not accept this: ${first?.message ?? ''}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}`,
          issues,
        })
      }
      const { signal, end } = limitedTime(call.signal, ACTION_MS)
      const recording = createRecording()
      const tell = () => {
        const exchanges = recording.exchanges()
        if (exchanges.length > 0) call.recorded?.(exchanges)
      }
      const gate = opened.gate({ key: call.idempotencyKey, runId: call.runId })
      const context = createActionContext(
        { ...parts, gate, signal, traceparent: traceparentOf(call.runId), ...(recordCalls !== 'off' && { record: recording.add }) },
        call,
      )
      let output: Json
      try {
        output = await action.run(input, context)
      } catch (error) {
        tell()
        const redacted = redactError(error, context.redactor)
        if (redacted.code === 'internal') onBug?.(error, { connector: connector.id, action: action.id })
        throw await afterFailure(redacted, gate, opened)
      } finally {
        end()
      }
      await gate.succeeded()
      if (recordCalls === 'all') tell()
      return JSON.stringify(output ?? null)
    },
    waitsUntil: ({ clientId, connectionId, idempotencyKey }) => waitsUntil(clientId, connectionId, idempotencyKey),
  }

  /** Refused credentials stop the connection, so that one person is told once; a right that one call lacks concerns that call only. */
  async function afterFailure(error: AppError, gate: ActionGate, opened: OpenConnection): Promise<AppError> {
    if (error.disposition === 'reconnect' && (error.details?.['status'] === 401 || !(await signsIn(opened)))) return gate.refused(error)
    // A refused record was read by somebody who had let us in.
    if (error.disposition === 'rejected') await gate.succeeded()
    else await gate.failed()
    return error
  }

  /** Asks once for all calls that were refused at about the same time. */
  async function signsIn({ connection, connector, parts, gate }: OpenConnection): Promise<boolean> {
    const known = checks.get(connection.id)
    const at = (parts.now?.() ?? new Date()).getTime()
    if (known && known.until > at) return known.ok
    const context = createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(CHECK_MS) })
    const ok = connector.test(context).then(
      () => true,
      (error: unknown) => toErrorData(error).disposition !== 'reconnect',
    )
    if (checks.size >= MOST_CHECKS) checks.clear()
    checks.set(connection.id, { until: at + CHECK_LASTS_MS, ok })
    return ok
  }
}

const findAction = (connectors: readonly Connector[], connectorId: string, actionId: string): Action =>
  actionOf(
    connectors.find(({ id }) => id === connectorId),
    connectorId,
    actionId,
  )

function actionOf(connector: Connector | undefined, connectorId: string, actionId: string): Action {
  const action = connector?.actions.find(({ id }) => id === actionId)
  if (!action) throw new AppError('action-unknown', { message: say`The connector ${connectorId} has no action "${actionId}".` })
  return action
}

/** As `AbortSignal.any` with a timeout, which costs more than the rest of a call; `end` lets go of both. */
function limitedTime(outer: AbortSignal, ms: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController()
  const follow = () => controller.abort(outer.reason)
  const timer = setTimeout(() => controller.abort(new DOMException('The action took too long.', 'TimeoutError')), ms).unref()
  if (outer.aborted) follow()
  else outer.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      outer.removeEventListener('abort', follow)
    },
  }
}

function parseInput(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new AppError('action-input-invalid', { message: 'The mapping produced no JSON value.' })
  }
}

/** Of an action with very many requests the first ones are kept, and the last ones, which say how it ended. */
const FIRST_KEPT = 5
const LAST_KEPT = 5

function createRecording() {
  const first: RecordedExchange[] = []
  let last: readonly RecordedExchange[] = []
  return {
    add(exchange: RecordedExchange) {
      if (first.length < FIRST_KEPT) first.push(exchange)
      else last = [...last.slice(1 - LAST_KEPT), exchange]
    },
    exchanges: (): readonly RecordedExchange[] => [...first, ...last],
  }
}

/** All calls of a run are one trace (https://www.w3.org/TR/trace-context/), whose id can be computed from the run's. */
function traceparentOf(runId: string): string {
  const random = randomUUID()
  // The digits of a UUID that are random all the time: Node keeps a store of them, and asks the system for new ones once for many.
  return `00-${hash('sha256', runId).slice(0, 32)}-${random.slice(24)}${random.slice(0, 4)}-01`
}
