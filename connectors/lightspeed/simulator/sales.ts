// Sales at the simulated tills. Lightspeed's numbers are without tax and have five decimals; cash is rounded to five pence, and a payment of its own says so.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { decimalOf, sumOf } from '../amounts.ts'
import { invalid } from './refusal.ts'
import {
  CASHIER,
  idOf,
  levelOf,
  needArticle,
  NO_TAX,
  outletOf,
  paymentType,
  putVersioned,
  registerOf,
  setLevel,
  stores,
  taxIn,
} from './store.ts'

const CASH_UNIT = '0.05'
const five = (value: Decimal) => value.toDecimalPlaces(5).toNumber()
const utc = (now: Date) => `${now.toISOString().slice(0, 19)}+00:00`

interface RungLine {
  readonly product: string
  readonly quantity: Decimal
  /** Without tax. */
  readonly price: Decimal
  readonly tax: Decimal
  readonly taxId: string
  readonly discount?: Decimal
  readonly giftCard?: string
  readonly isReturn?: boolean
}

function lineOf(line: RungLine, id: string, sequence: number): SimulatorRecord {
  const { quantity, price, tax } = line
  return {
    id,
    product: { id: line.product },
    quantity: quantity.toNumber(),
    pricing: {
      price: five(price),
      total: five(price.times(quantity)),
      discount: five(line.discount ?? new Decimal(0)),
      discount_total: five((line.discount ?? new Decimal(0)).times(quantity)),
    },
    tax: { id: line.taxId, amount: five(tax), total: five(tax.times(quantity)) },
    return: { is_return: line.isReturn ?? quantity.isNegative() },
    ...(line.giftCard !== undefined && { gift_card_number: line.giftCard }),
    status: 'CONFIRMED',
    // Unsigned, as in the vendor's example of a return.
    _metadata: { sequence, tax_components: [{ rate_id: line.taxId, total_tax: five(tax.times(quantity).abs()) }] },
  }
}

function put(records: SimulatorRecords, sale: SimulatorRecord): SimulatorRecord {
  const lines = sale['line_items'] as SimulatorRecord[]
  const net = sumOf(lines.map(({ pricing }) => decimalOf(pricing.total as number)))
  const tax = sumOf(lines.map((line) => decimalOf(line['tax'].total as number)))
  return putVersioned(records, 'sales', {
    ...sale,
    totals: { price: five(net), tax: five(tax), price_incl_tax: five(net.plus(tax)), surcharge: 0, loyalty: 0 },
  })
}

function moveStock(records: SimulatorRecords, sale: SimulatorRecord): void {
  const { outlet_id: outlet } = sale['source'] as { outlet_id: string }
  for (const { product, quantity } of sale['line_items'] as { product: { id: string }; quantity: number }[]) {
    if (records.get('products', product.id)?.['has_inventory'] === true)
      setLevel(records, product.id, outlet, levelOf(records, product.id, outlet) - quantity)
  }
}

/**
 * `payload`: { outlet: 'WHI', tender: 'cash' | 'card' | 'gift-card', items: [{ sku, quantity, price, discount }], returnOf: <sale id>, returned: [0] };
 * prices with tax. Items of `returned` are those of the sale that comes back; with `items` it is an exchange.
 */
export function ringUp(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const original = payload['returnOf'] === undefined ? undefined : records.get('sales', String(payload['returnOf']))
  if (payload['returnOf'] !== undefined && !original) throw new Error(`There is no sale ${String(payload['returnOf'])}.`)
  const store =
    stores.find(({ code }) => code === (payload['outlet'] ?? 'WHI')) ??
    stores.find(({ code }) => outletOf(code) === original?.['source'].outlet_id)
  if (!store) throw new Error(`There is no outlet ${String(payload['outlet'])}.`)
  const rate = decimalOf(records.get('taxes', taxIn(store.country))?.['rates'][0].rate as number)
  const sequence = records.nextId('_sale')
  const id = idOf('sale', String(sequence))

  const back = original ? returnedLines(original, payload['returned']) : []
  const given = Array.isArray(payload['items']) ? payload['items'].filter(isRecord) : []
  const items = given.length === 0 && !original ? [{ sku: 'HF-1004', quantity: 1 }] : given
  const sold = items.map((item, index) => soldLine(records, item, rate, taxIn(store.country), `GC${sequence}${index}`))
  const lines = [...back, ...sold].map((line, index) => lineOf(line, idOf('line', `${sequence}/${index}`), index))
  const total = sumOf([...back, ...sold].map(({ price, tax, quantity }) => price.plus(tax).times(quantity))).toDecimalPlaces(2)
  const at = utc(now)
  const sale = put(records, {
    id,
    state: 'closed',
    attributes: [],
    created_at: at,
    date: at,
    updated_at: at,
    invoice_number: `${store.code}-${sequence}`,
    receipt_number: `${store.code}-${sequence}`,
    note: '',
    source: { outlet_id: outletOf(store.code), register_id: registerOf(store.code), author: { id: CASHIER } },
    return: { is_return: back.length > 0 && sold.length === 0, original_sale_id: original?.['id'] ?? null, return_sale_ids: [] },
    line_items: lines,
    payments: paymentsOf(total, String(payload['tender'] ?? 'card'), store.code, sequence, at),
    taxes: [],
  })
  moveStock(records, sale)
  return sale
}

function soldLine(records: SimulatorRecords, item: SimulatorRecord, rate: Decimal, taxId: string, card: string): RungLine {
  const product = needArticle(records, String(item['sku']))
  if (!product) throw new Error(`There is no product ${String(item['sku'])}.`)
  const isCard = product['has_inventory'] !== true
  const own = isCard ? new Decimal(0) : rate
  const shown = decimalOf((item['price'] as string | undefined) ?? (product['price_including_tax'] as number))
  const off = decimalOf(item['discount'] as string | undefined)
  const price = shown.minus(off).div(own.plus(1)).toDecimalPlaces(5)
  return {
    product: String(product['id']),
    quantity: decimalOf((item['quantity'] as number | undefined) ?? 1),
    price,
    tax: shown.minus(off).minus(price),
    taxId: isCard ? NO_TAX : taxId,
    discount: off.div(own.plus(1)),
    ...(isCard && { giftCard: card }),
  }
}

const returnedLines = (original: SimulatorRecord, indexes: unknown): readonly RungLine[] =>
  (original['line_items'] as SimulatorRecord[])
    .filter((_, index) => !Array.isArray(indexes) || indexes.includes(index))
    .map((line) => ({
      product: String(line['product'].id),
      quantity: decimalOf(line['quantity'] as number).neg(),
      price: decimalOf(line['pricing'].price as number),
      tax: decimalOf(line['tax'].amount as number),
      taxId: String(line['tax'].id),
      isReturn: true,
    }))

function paymentsOf(total: Decimal, tender: string, code: string, sequence: number, at: string): SimulatorRecord[] {
  const payment = (name: Parameters<typeof paymentType>[0], amount: Decimal, nth: number) => ({
    id: idOf('payment', `${sequence}/${nth}`),
    amount: amount.toNumber(),
    date: at,
    type: { config_id: paymentType(name), name },
    source: { outlet_id: outletOf(code), register_id: registerOf(code) },
  })
  if (total.isZero()) return []
  if (tender !== 'cash') return [payment(tender === 'gift-card' ? 'Gift Card' : 'Card', total, 1)]
  const paid = total.div(CASH_UNIT).round().times(CASH_UNIT)
  const rest = total.minus(paid)
  return [payment('Cash', paid, 1), ...(rest.isZero() ? [] : [payment('Cash Rounding', rest, 2)])]
}

/** POST /sales. */
export function createSale(records: SimulatorRecords, given: SimulatorRecord, now: Date): SimulatorRecord {
  const source = isRecord(given['source']) ? given['source'] : {}
  if (typeof source['author_id'] !== 'string') throw invalid('source.author_id is required')
  if (typeof given['state'] !== 'string') throw invalid('state is required')
  const register = records.get('registers', String(source['register_id']))
  if (!register) throw invalid('source.register_id is not a valid register')
  const sequence = records.nextId('_sale')
  const id = typeof given['id'] === 'string' ? given['id'] : idOf('sale', String(sequence))
  const items = Array.isArray(given['line_items']) ? given['line_items'].filter(isRecord) : []
  const lines = items.map((item, index) => {
    const { product, pricing, tax, quantity } = item as {
      product?: SimulatorRecord
      pricing?: SimulatorRecord
      tax?: SimulatorRecord
      quantity?: number
    }
    if (!records.get('products', String(product?.['id']))) throw invalid(`line_items.${index}.product.id is not a valid product`)
    if (!records.get('taxes', String(tax?.['id']))) throw invalid(`line_items.${index}.tax.id is not a valid tax`)
    if (typeof quantity !== 'number' || typeof pricing?.['price'] !== 'number' || typeof tax?.['amount'] !== 'number')
      throw invalid(`line_items.${index} lacks a quantity, a price or a tax`)
    const line = {
      product: String(product?.['id']),
      quantity: decimalOf(quantity),
      price: decimalOf(pricing['price'] as number),
      tax: decimalOf(tax['amount'] as number),
      taxId: String(tax['id']),
    }
    return lineOf(line, idOf('line', `${id}/${index}`), index)
  })
  const payments = (Array.isArray(given['payments']) ? given['payments'].filter(isRecord) : []).map((payment, index) => {
    const config = isRecord(payment['type']) ? payment['type']['config_id'] : undefined
    const type = records.get('payment_types', String(config))
    if (!type || typeof payment['amount'] !== 'number') throw invalid(`payments.${index} has no valid type or amount`)
    return {
      id: idOf('payment', `${id}/${index}`),
      amount: payment['amount'],
      date: payment['date'] ?? utc(now),
      type: { config_id: type['id'], name: type['name'] },
      source: { outlet_id: register['outlet_id'], register_id: register['id'] },
    }
  })
  const number = `${String(register['invoice_prefix'])}${sequence}`
  const sale = put(records, {
    id,
    state: given['state'],
    attributes: given['attributes'] ?? [],
    created_at: utc(now),
    updated_at: utc(now),
    date: typeof given['date'] === 'string' ? given['date'] : utc(now),
    invoice_number: given['invoice_number'] ?? number,
    receipt_number: number,
    note: given['note'] ?? '',
    ...(typeof given['customer_id'] === 'string' && { customer_id: given['customer_id'] }),
    source: {
      id: source['id'] ?? null,
      type: source['type'] ?? null,
      outlet_id: register['outlet_id'],
      register_id: register['id'],
      author: { id: source['author_id'] },
    },
    return: { is_return: false, original_sale_id: null, return_sale_ids: [] },
    line_items: lines,
    payments,
    taxes: [],
  })
  if (sale['state'] === 'closed') moveStock(records, sale)
  return sale
}

/** What was paid at the register since it was opened. */
export function totalsOf(records: SimulatorRecords, register: SimulatorRecord) {
  const payments = records
    .list('sales')
    .filter((sale) => sale['source'].register_id === register['id'] && sale['state'] === 'closed')
    .flatMap((sale) => sale['payments'] as { amount: number; date: string; type: { config_id: string } }[])
    .filter(({ date }) => Date.parse(date) >= Date.parse(String(register['register_open_time'])))
  return records.list('payment_types').map(({ id, name }) => ({
    payment_type_id: String(id),
    payment_type_name: String(name),
    total: sumOf(payments.filter(({ type }) => type.config_id === id).map(({ amount }) => decimalOf(amount))).toFixed(2),
  }))
}
