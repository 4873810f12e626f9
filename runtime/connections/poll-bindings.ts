// Connections made ready for polls: one page of a connector's list, every failure an AppError without secrets.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { createCallContext } from '#connectors/kit/call-context.ts'
import type { PollPage, PollTrigger } from '#connectors/kit/contract.ts'
import { redactError } from '#connectors/kit/redact.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { ConnectionOpener } from './open-connection.ts'

export interface PollBindings {
  /** Throws `not-found` when the connection or the list is gone, `flow-invalid` for settings that do not fit, or the vendor's error. */
  poll(request: {
    readonly clientId: string
    readonly connectionId: string
    readonly event: string
    readonly page: Parameters<PollTrigger['poll']>[0]
    readonly signal: AbortSignal
  }): Promise<PollPage>
}

/** Longest time one page may take. */
const PAGE_MS = 120_000

export function createPollBindings({ opener }: { readonly opener: ConnectionOpener }): PollBindings {
  return {
    async poll({ clientId, connectionId, event, page, signal }) {
      const { connector, parts, gate } = await opener.open(clientId, connectionId)
      const poll = connector.polls?.find(({ id }) => id === event)
      if (!poll) throw new AppError('not-found', { message: say`The connector ${connector.id} has no list "${event}" to look at.` })
      const issues = poll.options ? validate(poll.options, page.options) : []
      if (issues.length > 0) {
        throw new AppError('flow-invalid', {
          message: say`The settings of "${poll.label}" do not fit: ${issues[0]?.message ?? ''}`,
          issues,
        })
      }
      // Waits like a run's call does: for limits, windows and an open breaker.
      const call = { key: `poll:${event}`, runId: '' }
      const context = createCallContext({ ...parts, gate: gate(call), signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_MS)]) })
      try {
        return await poll.poll(page, context)
      } catch (error) {
        throw redactError(error, context.redactor)
      }
    },
  }
}
