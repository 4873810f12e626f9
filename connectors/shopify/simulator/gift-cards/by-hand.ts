// What shoppers do with gift cards: buy them with an order, and pay with them.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import type { ResolverContext } from '../context.ts'

/** An order of a gift card and nothing else. */
export const giftCardOrder = ({ amount }: SimulatorRecord): SimulatorRecord => ({
  line_items: [{ title: 'Gift card', sku: 'HF-GIFT', quantity: 1, price: String(amount ?? '50.00'), gift_card: true }],
  shipping_lines: [],
})

export function sellGiftCard(payload: SimulatorRecord, order: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  const id = records.nextId('gift_card', 663_920_000_001)
  const amount = String(payload['amount'] ?? '50.00')
  const card: SimulatorRecord = {
    id,
    admin_graphql_api_id: `gid://shopify/GiftCard/${id}`,
    code_hash: `sold ${id}`,
    last_characters: String(id).slice(-4),
    initial_value: amount,
    balance: amount,
    currency: 'GBP',
    customer_id: null,
    order: { __typename: 'Order', id: String(order['admin_graphql_api_id']), name: String(order['name']) },
    expires_on: payload['expires_on'] ?? null,
    note: null,
    created_at: at(),
    updated_at: at(),
    deactivated_at: null,
  }
  records.put('gift_card', id, card)
  return card
}

/** The newest card that has enough pays. */
export function useGiftCard({ amount }: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  const used = new Decimal(String(amount))
  const card = records.list('gift_card').findLast((one) => used.lessThanOrEqualTo(String(one['balance'])))
  if (!card) throw new Error(`The simulated shop has no gift card with ${used.toFixed(2)} on it.`)
  const id = records.nextId('gift_card_transaction')
  records.put('gift_card_transaction', id, { id, gift_card_id: card['id'], amount: used.negated().toFixed(2), processed_at: at() })
  const changed = { ...card, balance: new Decimal(String(card['balance'])).minus(used).toFixed(2), updated_at: at() }
  records.put('gift_card', String(card['id']), changed)
  return changed
}
