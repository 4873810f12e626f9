// What Tryton does with a sale: computes it, numbers it at the quotation, makes its invoice and takes the stock at the end.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { toDecimal } from '../values.ts'
import { userError } from './exception.ts'

const decimalOf = (value: unknown): Decimal => new Decimal(String((value as { decimal?: string } | undefined)?.decimal ?? 0))
const PRICE_DIGITS = 4

/** The totals of a sale from its lines: taxes rounded per tax and sale, the default of Tryton. */
export function totals(records: SimulatorRecords, sale: SimulatorRecord): SimulatorRecord {
  const lines = (sale['lines'] as number[]).map((id) => records.get('sale.line', id) ?? {})
  const amounts = lines.map((line) =>
    decimalOf(line['unit_price']).times(Number(line['quantity'])).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN),
  )
  const untaxed = amounts.reduce<Decimal>((sum, amount) => sum.plus(amount), new Decimal(0))
  const bases = new Map<number, Decimal>()
  lines.forEach((line, index) => {
    for (const tax of (line['taxes'] ?? []) as number[]) bases.set(tax, (bases.get(tax) ?? new Decimal(0)).plus(amounts[index] ?? 0))
  })
  const tax = [...bases].reduce<Decimal>(
    (sum, [id, base]) =>
      sum.plus(base.times(decimalOf(records.get('account.tax', id)?.['rate'])).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN)),
    new Decimal(0),
  )
  return {
    untaxed_amount: toDecimal(untaxed.toFixed(2)),
    tax_amount: toDecimal(tax.toFixed(2)),
    total_amount: toDecimal(untaxed.plus(tax).toFixed(2)),
  }
}

export function checkLine(line: SimulatorRecord): void {
  const price = decimalOf(line['unit_price'])
  if (price.decimalPlaces() > PRICE_DIGITS) {
    throw userError(
      `The number of digits in the value "Decimal('${price.toFixed()}')" for field "Unit Price" in "Sale Line" exceeds the limit of "${PRICE_DIGITS}".`,
    )
  }
  if (line['product'] && !line['unit']) throw userError('A value is required for field "Unit" in "Sale Line".')
}

const BEFORE: Readonly<Record<string, string>> = { quote: 'draft', confirm: 'quotation', process: 'confirmed' }

export function press(records: SimulatorRecords, button: string, sale: SimulatorRecord, at: SimulatorRecord): void {
  if (sale['state'] !== BEFORE[button]) throw userError(`You cannot ${button} sale "${String(sale['number'] ?? sale['id'])}".`)
  const changed = (values: SimulatorRecord) => records.put('sale.sale', sale['id'] as number, { ...sale, ...values, write_date: at })
  if (button === 'quote') {
    if (!sale['invoice_address'])
      throw userError(`To get a quote for sale "[${String(sale['reference'])}]" you must enter an invoice address.`)
    changed({ state: 'quotation', number: sale['number'] ?? String(records.nextId('_sale_number')) })
  } else if (button === 'confirm') {
    changed({ state: 'confirmed' })
  } else {
    const id = records.nextId('account.invoice')
    records.put('account.invoice', id, {
      id,
      number: null,
      state: 'draft',
      invoice_date: null,
      currency: sale['currency'],
      total_amount: sale['total_amount'],
      amount_to_pay: sale['total_amount'],
      sales: [sale['id']],
    })
    for (const lineId of sale['lines'] as number[]) promise(records, records.get('sale.line', lineId) ?? {})
    changed({ state: 'processing', invoices: [id], shipment_state: 'waiting', invoice_state: 'waiting' })
  }
}

function promise(records: SimulatorRecords, line: SimulatorRecord): void {
  const product = typeof line['product'] === 'number' ? records.get('product.product', line['product']) : undefined
  if (!product) return
  records.put('product.product', product['id'] as number, {
    ...product,
    forecast_quantity: Number(product['forecast_quantity']) - Number(line['quantity']),
  })
}
