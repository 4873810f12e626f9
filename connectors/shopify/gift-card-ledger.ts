// What was done with a gift card, as money that moves a liability. Pure: the same card gives the same movements.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import type { CardTransaction, LedgerCard } from './documents/gift-card.ts'
import { nullable, optionalText, text } from './schemas/parts.ts'

export const GiftCardMovement = Type.Object({
  id: text('Movement id'),
  kind: text('Kind', 'sold, issued (by staff or an app), used, topped-up, deactivated or expired'),
  amount: { ...Money, description: 'Never below zero; what was left for one that is deactivated or expired' },
  at: text('When', 'ISO instant'),
  giftCardId: text('Gift card id'),
  lastCharacters: text('Last characters', 'Of its code'),
  order: nullable(Type.Object({ id: text('Order id'), name: text('Order number') }, { title: 'Bought with' })),
  note: optionalText('Note'),
})
export type GiftCardMovement = Static<typeof GiftCardMovement>

/** What was done with the card; or why that cannot be, when it is not the balance. */
export function movementsOf(
  card: LedgerCard,
  transactions: readonly CardTransaction[],
): { readonly movements: readonly GiftCardMovement[] } | { readonly reason: string } {
  const signed = transactions.map((one) => {
    const amount = new Decimal(one.amount.amount).abs()
    return { one, amount: one.__typename === 'GiftCardDebitTransaction' ? amount.negated() : amount }
  })
  const moved = signed.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
  const initial = new Decimal(card.initialValue.amount)
  const balance = new Decimal(card.balance.amount)
  // Whether the first value stands among the transactions Shopify does not say: the balance does.
  const first = [...signed].toSorted((a, b) => a.one.processedAt.localeCompare(b.one.processedAt))[0]
  const isListed = moved.equals(balance) && first?.amount.equals(initial) === true
  const isApart = moved.plus(initial).equals(balance)
  if (!isListed && !isApart && card.deactivatedAt === null) {
    return {
      reason: `The gift card ${card.id} does not add up: first ${initial.toFixed()}, moved ${moved.toFixed()}, left ${balance.toFixed()}.`,
    }
  }
  const others = isListed ? signed.filter((entry) => entry !== first) : signed
  const movements = [
    movement(card, { id: `${card.id}/first`, kind: card.order ? 'sold' : 'issued', amount: card.initialValue.amount, at: card.createdAt }),
    ...others.map(({ one, amount }) =>
      movement(card, {
        id: one.id,
        kind: amount.isNegative() ? 'used' : 'topped-up',
        amount: amount.abs().toFixed(),
        at: one.processedAt,
        note: one.note,
      }),
    ),
    ...(card.deactivatedAt !== null && balance.greaterThan(0)
      ? [movement(card, { id: `${card.id}/deactivated`, kind: 'deactivated', amount: card.balance.amount, at: card.deactivatedAt })]
      : []),
  ]
  return { movements }
}

/** At the end of its last day in UTC: the day in the books is that day. */
export const expiry = (card: LedgerCard): GiftCardMovement =>
  movement(card, {
    id: `${card.id}/expired/${card.expiresOn ?? ''}`,
    kind: 'expired',
    amount: card.balance.amount,
    at: `${card.expiresOn ?? ''}T12:00:00Z`,
  })

function movement(
  card: LedgerCard,
  given: { readonly id: string; readonly kind: string; readonly amount: string; readonly at: string; readonly note?: string | null },
): GiftCardMovement {
  const { id, kind, amount, at, note = null } = given
  return {
    id,
    kind,
    amount: moneyOf(amount, card.initialValue.currencyCode),
    at,
    giftCardId: card.id,
    lastCharacters: card.lastCharacters,
    order: card.order,
    note,
  }
}
