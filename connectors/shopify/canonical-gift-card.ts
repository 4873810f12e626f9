// A gift card as flows see it: money, owner and state, and the last characters of its code only.
import { Type, type Static } from 'typebox'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import type { GiftCard } from './documents/gift-card.ts'
import { flag, nullable, optionalText, text } from './schemas/parts.ts'

export const RetailGiftCard = Type.Object({
  id: text('Gift card id'),
  lastCharacters: text('Last characters', 'Of its code'),
  enabled: flag('Can be used', 'False once it is deactivated'),
  initial: Money,
  balance: Money,
  expiresOn: optionalText('Expires on'),
  customerId: optionalText('Customer id'),
  order: nullable(Type.Object({ id: text('Order id'), name: text('Order number') }, { title: 'Bought with' })),
  note: optionalText('Note'),
  createdAt: text('Created'),
  updatedAt: text('Changed'),
  deactivatedAt: optionalText('Deactivated'),
})
export type RetailGiftCard = Static<typeof RetailGiftCard>

export function toRetailGiftCard(card: GiftCard): RetailGiftCard {
  return {
    id: card.id,
    lastCharacters: card.lastCharacters,
    enabled: card.enabled,
    initial: moneyOf(card.initialValue.amount, card.initialValue.currencyCode),
    balance: moneyOf(card.balance.amount, card.balance.currencyCode),
    expiresOn: card.expiresOn,
    customerId: card.customer?.id ?? null,
    order: card.order,
    note: card.note,
    createdAt: card.createdAt,
    updatedAt: card.updatedAt,
    deactivatedAt: card.deactivatedAt,
  }
}
