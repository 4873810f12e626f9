// The sweep behind a webhook, made of a poll of the same records: what changed while nobody was at the door is told as a delivery would have told it.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, PollRecord, PollTrigger, WebhookSweep } from './contract.ts'
import { validate } from './validate.ts'

interface SweepByPoll {
  readonly poll: PollTrigger['poll']
  readonly options?: Readonly<Record<string, unknown>>
  /** The delivery that would have told of the record; its `recordKey` must be that of a real one. */
  readonly payloadsOf: (records: readonly PollRecord[], context: CallContext) => Promise<readonly Json[]> | readonly Json[]
}

export function sweepByPoll({ poll, options = {}, payloadsOf }: SweepByPoll): WebhookSweep {
  return async ({ since, cursor, limit }, context) => {
    const { records, rejected, cursor: next, more } = await poll({ since, cursor, limit, options }, context)
    const gap = rejected?.map(({ reason }) => reason).join(' ')
    return { payloads: await payloadsOf(records, context), cursor: next, more, ...(gap && { gap }) }
  }
}

const InTurn = Type.Object({ nth: Type.Integer({ minimum: 0 }), within: Type.Unknown() })

/** Several sweeps, one after the other, where one list does not tell of everything that a webhook tells of. */
export const sweepInTurn =
  (sweepsOf: (context: CallContext) => Promise<readonly WebhookSweep[]> | readonly WebhookSweep[]): WebhookSweep =>
  async ({ since, cursor, limit }, context) => {
    const sweeps = await sweepsOf(context)
    const { nth, within } = validate(InTurn, cursor).length === 0 ? (cursor as unknown as Static<typeof InTurn>) : { nth: 0, within: null }
    const sweep = sweeps[nth]
    if (!sweep) return { payloads: [], cursor: null, more: false }
    const page = await sweep({ since, cursor: within === null ? undefined : (within as Json), limit }, context)
    return {
      ...page,
      cursor: page.more ? { nth, within: page.cursor } : { nth: nth + 1, within: null },
      more: page.more || nth + 1 < sweeps.length,
    }
  }

/** A record and its version: the instant of its change, however it is written. Undefined where either is missing. */
export function versionKey(id: unknown, changedAt: unknown): string | undefined {
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || typeof changedAt !== 'string') return undefined
  const at = Date.parse(changedAt)
  return Number.isNaN(at) ? undefined : `${id}@${new Date(at).toISOString()}`
}
