// What was done with gift cards: sold or issued, used, topped up, deactivated, expired. Shopify tells changes of a card by its time of change; when a
// card expires nothing of it changes, so those are asked for by their day.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollPage, PollRecord, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { roundOf, type Round } from '#connectors/kit/round.ts'
import { expiry, GiftCardMovement, movementsOf } from '../gift-card-ledger.ts'
import { graphql } from '../client.ts'
import { GIFT_CARD_LEDGER, GIFT_CARD_TRANSACTIONS, type CardTransaction, type LedgerCard } from '../documents/gift-card.ts'

const LARGEST_PAGE = 25
/** Shopify's search index lags behind the records. */
const OVERLAP_MS = 3_600_000
/** A day ends everywhere on earth a day and a half after it began in UTC: before that an expired card may still be used. */
const DAY_OVER_MS = 36 * 3_600_000
const DAY_MS = 86_400_000

interface Cursor extends Round {
  /** What it reads now; absent: a new round begins. */
  readonly reading?: 'changed' | 'expired'
  readonly after?: string
}

export const giftCardMovements = {
  kind: 'poll',
  id: 'gift-card-movements',
  label: 'Gift card movements',
  description:
    'Reads what was done with gift cards, each once: sold, issued, used, topped up, deactivated with what was left, or expired with it.',
  output: GiftCardMovement,
  example: {
    id: 'gid://shopify/GiftCardDebitTransaction/1',
    kind: 'used',
    amount: { amount: '12.50', currency: 'GBP' },
    at: '2026-11-20T14:32:10Z',
    giftCardId: 'gid://shopify/GiftCard/663920050482',
    lastCharacters: '7hq4',
    order: null,
    note: null,
  },
  async poll({ cursor, since, limit }, context): Promise<PollPage> {
    const round = roundOf<Cursor>(cursor, 'reading', { since, now: context.now(), overlapMs: OVERLAP_MS })
    const isExpired = round.reading === 'expired'
    const { giftCards } = await graphql(context, GIFT_CARD_LEDGER, {
      query: isExpired ? expiredBetween(round.since, round.began) : null,
      sortKey: isExpired ? 'ID' : 'UPDATED_AT',
      reverse: !isExpired,
      first: Math.min(limit, LARGEST_PAGE),
      after: round.after ?? null,
    })
    const records: PollRecord[] = []
    const rejected: RejectedRecord[] = []
    const from = Date.parse(round.since)
    for (const card of giftCards.nodes) {
      if (!isExpired && Date.parse(card.updatedAt) < from) break
      const told = isExpired ? { movements: [expiry(card)] } : movementsOf(card, await allTransactions(context, card))
      if ('reason' in told) {
        // The same card in another state is another reason to look.
        rejected.push({ key: `${card.id}/${card.updatedAt}`, reason: told.reason, text: JSON.stringify(card) })
        continue
      }
      for (const movement of told.movements)
        if (isExpired || Date.parse(movement.at) >= from) records.push({ key: movement.id, value: movement as unknown as Json })
    }
    const { pageInfo } = giftCards
    // Newest changes first: behind the first older one there are only older ones.
    const oldest = giftCards.nodes.at(-1)
    const goesOn = pageInfo.hasNextPage && (isExpired || (oldest !== undefined && Date.parse(oldest.updatedAt) >= from))
    const next = goesOn && pageInfo.endCursor !== null ? { reading: round.reading ?? 'changed', after: pageInfo.endCursor } : undefined
    const reading = next ?? (isExpired ? undefined : { reading: 'expired' as const })
    return {
      records,
      ...(rejected.length > 0 && { rejected }),
      cursor: { since: round.since, began: round.began, ...reading } satisfies Cursor as Json,
      more: reading !== undefined,
    }
  },
} as const satisfies PollTrigger

/** Cards whose last day ended everywhere in this round or a little before, and on which something was left. */
function expiredBetween(since: string, began: string): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10)
  const first = day(Date.parse(since) - DAY_OVER_MS - DAY_MS)
  const last = day(Date.parse(began) - DAY_OVER_MS)
  return `expires_on:>=${first} AND expires_on:<=${last} AND balance_status:full_or_partial`
}

async function allTransactions(context: CallContext, card: LedgerCard): Promise<readonly CardTransaction[]> {
  const nodes = [...(card.transactions?.nodes ?? [])]
  let pageInfo = card.transactions?.pageInfo
  while (pageInfo?.hasNextPage === true) {
    const { giftCard } = await graphql(context, GIFT_CARD_TRANSACTIONS, { id: card.id, after: pageInfo.endCursor })
    nodes.push(...(giftCard?.transactions?.nodes ?? []))
    pageInfo = giftCard?.transactions?.pageInfo
  }
  return nodes
}
