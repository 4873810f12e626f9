// The sweep behind a webhook, made of a poll of the same records: what changed while nobody was at the door is told as a delivery would have told it.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollRecord, PollTrigger, WebhookSweep } from './contract.ts'

interface SweepByPoll {
  readonly poll: PollTrigger['poll']
  readonly options?: Readonly<Record<string, unknown>>
  /** The delivery that would have told of the record; its `recordKey` must be that of a real one. */
  readonly payloadsOf: (records: readonly PollRecord[], context: CallContext) => Promise<readonly Json[]> | readonly Json[]
}

export function sweepByPoll({ poll, options = {}, payloadsOf }: SweepByPoll): WebhookSweep {
  return async ({ since, cursor, limit }, context) => {
    const { records, cursor: next, more } = await poll({ since, cursor, limit, options }, context)
    return { payloads: await payloadsOf(records, context), cursor: next, more }
  }
}

/** A record and its version: the instant of its change, however it is written. Undefined where either is missing. */
export function versionKey(id: unknown, changedAt: unknown): string | undefined {
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || typeof changedAt !== 'string') return undefined
  const at = Date.parse(changedAt)
  return Number.isNaN(at) ? undefined : `${id}@${new Date(at).toISOString()}`
}
