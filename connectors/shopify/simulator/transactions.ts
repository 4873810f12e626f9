// How an order was paid, derived from its gateways: all but the last one paid ten each, the last one the rest.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { locationView } from './fulfillment-view.ts'
import type { View } from './order-view.ts'

/** Money that was given back came in before. */
const WAS_PAID: ReadonlySet<unknown> = new Set(['paid', 'partially_refunded', 'refunded'])

/** Those that brought money in, whatever was given back since. */
export function transactionViews(order: SimulatorRecord): View[] {
  return WAS_PAID.has(order['financial_status']) ? saleViews(order) : []
}

/** What would be given back, also of an order that was never paid. */
export function saleViews(order: SimulatorRecord): View[] {
  const gateways = Array.isArray(order['payment_gateway_names']) ? order['payment_gateway_names'].map(String) : []
  const currency = String(order['currency'])
  const set = isRecord(order['total_price_set']) ? order['total_price_set'] : {}
  const presentment = isRecord(set['presentment_money']) ? set['presentment_money'] : undefined
  const total = new Decimal(String(order['total_price'] ?? '0'))
  const shown = new Decimal(textOf(presentment?.['amount']) ?? total)
  let left = total
  return gateways.map((gateway, index) => {
    const isLast = index === gateways.length - 1
    const amount = isLast ? left : Decimal.min(10, left)
    left = left.minus(amount)
    const share = total.isZero() ? new Decimal(0) : shown.times(amount).div(total)
    return {
      __typename: 'OrderTransaction',
      id: `gid://shopify/OrderTransaction/${7_200_000_000_000 + Number(order['number'] ?? 0) * 10 + index}`,
      kind: 'SALE',
      status: 'SUCCESS',
      gateway,
      paymentId: gateway === 'gift_card' ? null : `${String(order['name'])}.${index + 1}`,
      processedAt: new Date(String(order['processed_at'])).toISOString().replace('.000Z', 'Z'),
      location: order['source_name'] === 'pos' ? locationView(order['location_id']) : null,
      // Only coins are rounded.
      amountRoundingSet: gateway === 'cash' ? roundingOf(order) : null,
      amountSet: {
        shopMoney: { amount: amount.toFixed(2), currencyCode: currency },
        presentmentMoney: { amount: share.toFixed(2), currencyCode: textOf(presentment?.['currency_code']) ?? currency },
      },
    }
  })
}

function roundingOf(order: SimulatorRecord): View | null {
  const set = order['total_cash_rounding_payment_adjustment_set'] as SimulatorRecord | undefined
  const money = (part: SimulatorRecord | undefined): View => ({
    amount: part?.['amount'] ?? '0.00',
    currencyCode: part?.['currency_code'] ?? order['currency'],
  })
  if (Number(set?.['shop_money']?.amount ?? 0) === 0) return null
  return { shopMoney: money(set?.['shop_money']), presentmentMoney: money(set?.['presentment_money']) }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
