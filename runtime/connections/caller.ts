// Makes the engine's calls: the connection is opened, the input checked, the action run, every failure an AppError without secrets.
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import type { Action, Connector } from '#connectors/kit/contract.ts'
import { redactError } from '#connectors/kit/redact.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { Caller } from '../engine/ports.ts'
import type { ConnectionOpener } from './open-connection.ts'

export interface CallerOptions {
  readonly connectors: readonly Connector[]
  readonly opener: ConnectionOpener
  /** Told of what should not happen: an error in a connector's own code. */
  readonly onBug?: (error: unknown, where: { readonly connector: string; readonly action: string }) => void
}

/** Longest time an action may take with all its requests. */
const ACTION_MS = 120_000

export function createCaller({ connectors, opener, onBug }: CallerOptions): Caller {
  return {
    safetyOf(connectorId, actionId) {
      const action = findAction(connectors, connectorId, actionId)
      return action.effect === 'read' ? 'upsert' : action.safety
    },
    async call(call) {
      const { connection, connector, parts } = await opener.open(call.clientId, call.connectionId)
      const action = findAction(connectors, connection.connector, call.action)
      const input = parseInput(call.input)
      const issues = validate(action.input, input)
      if (issues.length > 0) {
        const first = issues[0]
        throw new AppError('action-input-invalid', {
          message: `"${action.label}" does not accept this: ${first?.message ?? ''}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}`,
          issues,
        })
      }
      const signal = AbortSignal.any([call.signal, AbortSignal.timeout(ACTION_MS)])
      const context = createActionContext({ ...parts, signal }, call)
      try {
        return JSON.stringify((await action.run(input, context)) ?? null)
      } catch (error) {
        const redacted = redactError(error, context.redactor)
        if (redacted.code === 'internal') onBug?.(error, { connector: connector.id, action: action.id })
        throw redacted
      }
    },
  }
}

function findAction(connectors: readonly Connector[], connectorId: string, actionId: string): Action {
  const action = connectors.find(({ id }) => id === connectorId)?.actions.find(({ id }) => id === actionId)
  if (!action) throw new AppError('action-unknown', { message: `The connector ${connectorId} has no action "${actionId}".` })
  return action
}

function parseInput(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new AppError('action-input-invalid', { message: 'The mapping produced no JSON value.' })
  }
}
