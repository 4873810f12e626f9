// What is told of gift cards: each movement once, and nothing that is not the balance.
import { describe, expect, it } from 'vitest'
import { movementsOf } from './gift-card-ledger.ts'
import type { CardTransaction, LedgerCard } from './documents/gift-card.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const gbp = (amount: string) => ({ amount, currencyCode: 'GBP' })
const card = (balance: string, more: Partial<LedgerCard> = {}): LedgerCard => ({
  id: 'gid://shopify/GiftCard/1',
  lastCharacters: '7hq4',
  enabled: true,
  initialValue: gbp('50.0'),
  balance: gbp(balance),
  expiresOn: null,
  deactivatedAt: null,
  createdAt: '2026-11-20T09:00:00Z',
  updatedAt: '2026-11-20T09:00:00Z',
  note: null,
  customer: null,
  order: { id: 'gid://shopify/Order/1', name: '#1001' },
  transactions: null,
  ...more,
})
const moved = (id: number, amount: string): CardTransaction => ({
  __typename: amount.startsWith('-') ? 'GiftCardDebitTransaction' : 'GiftCardCreditTransaction',
  id: `gid://shopify/GiftCardTransaction/${id}`,
  amount: gbp(amount),
  processedAt: `2026-11-20T1${id}:00:00Z`,
  note: null,
})
function told(...given: Parameters<typeof movementsOf>) {
  const result = movementsOf(...given)
  return 'reason' in result ? result.reason : result.movements.map(({ kind, amount }) => `${kind} ${amount.amount}`)
}

describe('movements of a gift card', () => {
  it('are its first value, what was used and what was added', () => {
    expect(told(card('42.5'), [moved(1, '-12.50'), moved(2, '5.00')])).toEqual(['sold 50.00', 'used 12.50', 'topped-up 5.00'])
    expect(told(card('50.0', { order: null }), [])).toEqual(['issued 50.00'])
  })
  it('have the first value once, also where Shopify lists it', () => {
    expect(told(card('37.5'), [moved(1, '50.00'), moved(2, '-12.50')])).toEqual(['sold 50.00', 'used 12.50'])
  })
  it('have what was left when it was deactivated', () => {
    expect(told(card('37.5', { deactivatedAt: '2026-11-21T09:00:00Z' }), [moved(1, '-12.50')])).toEqual([
      'sold 50.00',
      'used 12.50',
      'deactivated 37.50',
    ])
  })
  it('that are not its balance are refused', () => {
    expect(told(card('40.0'), [moved(1, '-12.50')])).toBe(
      'The gift card gid://shopify/GiftCard/1 does not add up: first 50, moved -12.5, left 40.',
    )
  })
})

describe('the list of movements', () => {
  const { poll, emit } = simulatedShop()
  const listed = async () =>
    (await poll('gift-card-movements')).map(
      ({ value }) => value as { kind: string; amount: { amount: string }; order: { name: string } | null },
    )

  it('tells what was sold and used, and expired cards once their last day is over', async () => {
    await emit('gift-cards/sold', { amount: '50.00' })
    await emit('gift-cards/used', { amount: '12.50' })
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
    await emit('gift-cards/sold', { amount: '25.00', expires_on: day(3) })
    await emit('gift-cards/sold', { amount: '10.00', expires_on: day(0) })
    const all = await listed()
    expect(all.map(({ kind, amount }) => `${kind} ${amount.amount}`).toSorted()).toEqual([
      'expired 25.00',
      'sold 10.00',
      'sold 25.00',
      'sold 50.00',
      'used 12.50',
    ])
    expect(all.find(({ kind }) => kind === 'sold')?.order?.name).toMatch(/^#/)
  })
})
