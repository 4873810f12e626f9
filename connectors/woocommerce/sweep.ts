// What happened in a shop while its webhooks found nobody: WooCommerce delivers nothing twice, and its lists give records just as its webhooks do.
import { createHash } from 'node:crypto'
import type { Static, TSchema } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import type { WebhookSweep } from '#connectors/kit/contract.ts'
import { versionKey } from '#connectors/kit/sweep-by-poll.ts'
import { LARGEST_PAGE, list } from './client.ts'

/** `by`: the time that the list is cut at. Drafts of a checkout are listed as well; they have a webhook, too. */
export function sweepList<S extends TSchema>(path: string, schema: S, by: 'after' | 'modified_after'): WebhookSweep {
  return async ({ since, cursor, limit }, context) => {
    const page = typeof cursor === 'number' ? cursor : 1
    const { records, pages } = await list(context, path, schema, {
      [by]: since.toISOString(),
      dates_are_gmt: true,
      orderby: 'id',
      order: 'asc',
      per_page: Math.min(limit, LARGEST_PAGE),
      page,
    })
    return { payloads: records as readonly Static<S>[] as readonly Json[], cursor: page + 1, more: page < pages }
  }
}

export const keyOfRecord = (payload: Json): string | undefined =>
  isRecord(payload) && typeof payload['id'] === 'number' ? String(payload['id']) : undefined

/**
 * The record at its time of change. Times are whole seconds, so that `members` tell two changes of one second apart; what plugins add to a record
 * is left out of them, for it may differ between a delivery and a list.
 */
export const keyOfVersion =
  (members: readonly string[]) =>
  (payload: Json): string | undefined => {
    if (!isRecord(payload)) return undefined
    const changedAt = payload['date_modified_gmt']
    const key = versionKey(payload['id'], typeof changedAt === 'string' ? `${changedAt.replace(/Z$/, '')}Z` : undefined)
    const state = JSON.stringify(members.map((member) => payload[member] ?? null))
    return key && `${key} ${createHash('sha256').update(state).digest('base64url').slice(0, 12)}`
  }
