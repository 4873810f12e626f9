// The totals of a simulated order, computed from its lines as Shopify does: subtotal after discounts, tax on top unless it is included.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { recordsOf, setOf, sumOf, type OrderMoney } from './order-lines.ts'

export function totalsOf(order: SimulatorRecord, money: OrderMoney): SimulatorRecord {
  const lines = recordsOf(order['line_items'])
  const shipping = recordsOf(order['shipping_lines'])
  const gross = lines.reduce<Decimal>(
    (sum, line) => sum.plus(new Decimal(String(line['price'])).times(Number(line['quantity']))),
    new Decimal(0),
  )
  const lineDiscounts = allocated(lines)
  const shippingDiscounts = allocated(shipping)
  const taxes = [...lines, ...shipping].flatMap((line) => recordsOf(line['tax_lines']))
  const tax = sumOf(taxes, 'price')
  const shippingPrice = sumOf(shipping, 'price')
  const duties = amountOfSet(order['original_total_duties_set'])
  const subtotal = gross.minus(lineDiscounts)
  const tip = new Decimal(String(order['total_tip_received'] ?? '0'))
  const total = subtotal
    .plus(shippingPrice)
    .minus(shippingDiscounts)
    .plus(order['taxes_included'] === true ? 0 : tax)
    .plus(tip)
    .plus(duties)

  const given = (name: string, computed: Decimal): string => String(order[name] ?? computed.toFixed(2))
  const text = {
    total_line_items_price: given('total_line_items_price', gross),
    subtotal_price: given('subtotal_price', subtotal),
    total_discounts: given('total_discounts', lineDiscounts.plus(shippingDiscounts)),
    total_tax: given('total_tax', tax),
    total_price: given('total_price', total),
    total_tip_received: given('total_tip_received', tip),
  }
  const outstanding = order['financial_status'] === 'pending' ? text.total_price : '0.00'
  const set = (amount: string): SimulatorRecord => setOf(amount, money)
  return {
    ...text,
    total_line_items_price_set: set(text.total_line_items_price),
    subtotal_price_set: set(text.subtotal_price),
    total_discounts_set: set(text.total_discounts),
    total_tax_set: set(text.total_tax),
    total_price_set: set(text.total_price),
    total_shipping_price_set: set(shippingPrice.toFixed(2)),
    current_shipping_price_set: set(shippingPrice.minus(shippingDiscounts).toFixed(2)),
    current_subtotal_price: text.subtotal_price,
    current_subtotal_price_set: set(text.subtotal_price),
    current_total_discounts: text.total_discounts,
    current_total_discounts_set: set(text.total_discounts),
    current_total_tax: text.total_tax,
    current_total_tax_set: set(text.total_tax),
    current_total_price: text.total_price,
    current_total_price_set: order['total_price_set'] ?? set(text.total_price),
    current_total_additional_fees_set: null,
    original_total_additional_fees_set: null,
    current_total_duties_set: order['original_total_duties_set'] ?? null,
    original_total_duties_set: null,
    total_outstanding: outstanding,
    total_cash_rounding_payment_adjustment_set: set('0.00'),
    total_cash_rounding_refund_adjustment_set: set('0.00'),
    tax_lines: addedUp(taxes, money),
  }
}

function allocated(lines: readonly SimulatorRecord[]): Decimal {
  return sumOf(
    lines.flatMap((line) => recordsOf(line['discount_allocations'])),
    'amount',
  )
}

function amountOfSet(set: unknown): Decimal {
  const amount = (set as { readonly shop_money?: { readonly amount?: string } } | null | undefined)?.shop_money?.amount
  return new Decimal(amount ?? '0')
}

/** One tax line for each title and rate. */
function addedUp(taxes: readonly SimulatorRecord[], money: OrderMoney): SimulatorRecord[] {
  return [...Map.groupBy(taxes, (tax) => `${tax['title']}/${tax['rate']}`).values()].map((same) => {
    const price = sumOf(same, 'price').toFixed(2)
    return { channel_liable: false, price, price_set: setOf(price, money), rate: same[0]?.['rate'], title: same[0]?.['title'] }
  })
}
