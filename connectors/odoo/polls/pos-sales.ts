// Sales, returns and cancelled sales of tills, each as the retail model's store sale.
import { Type, type Static } from 'typebox'
import type { CallContext, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { fieldsAmong, idOf, idsOf, readAll, type Domain, type OdooRow } from '../client.ts'
import { toStoreSale, type SaleOrReason } from '../canonical.ts'
import { readTills } from '../pos.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const Options = Type.Object(
  {
    timeZone: Type.String({ title: 'Time zone', description: "Of the shops' clocks, such as Europe/London.", minLength: 1, maxLength: 60 }),
    dayBeginsAtHour: Type.Optional(
      Type.Integer({
        title: 'Day begins at',
        description: 'Hour of the shops’ clocks; a sale before it belongs to the business day before. Default 0.',
        minimum: 0,
        maximum: 12,
      }),
    ),
  },
  { additionalProperties: false },
)

const pounds = (amount: string) => ({ amount, currency: 'GBP' })
const tax = { name: '20% incl.', rate: '0.2', amount: pounds('4.17'), included: true }
const EXAMPLE = {
  id: '48',
  store: 'SHOP',
  register: 'Harbour Street till 1',
  businessDay: '2026-03-01',
  sequence: 'Order 00012-001-0048',
  status: 'completed',
  training: false,
  offline: false,
  endedAt: '2026-03-01T10:15:00.000Z',
  tillClock: '2026-03-01 10:15:00',
  cashier: 'Grace Hopper',
  currency: 'GBP',
  lines: [
    {
      id: '91',
      kind: 'sale',
      sku: 'MUG-NAVY',
      barcode: '5012345000039',
      title: 'Harbour mug, navy',
      itemType: 'consu',
      quantity: '2',
      unitPrice: pounds('12.50'),
      amount: pounds('25.00'),
      discounts: [],
      taxes: [tax],
    },
  ],
  taxes: [tax],
  tenders: [{ type: 'Card', id: '77', amount: pounds('25.00'), cashback: pounds('0.00') }],
  rounding: pounds('0.00'),
  total: pounds('25.00'),
  links: [],
} as const satisfies StoreSale

const FIELDS = ['name', 'pos_reference', 'state', 'date_order', 'config_id', 'currency_id', 'user_id']
const LINE_FIELDS = [
  'order_id',
  'product_id',
  'full_product_name',
  'qty',
  'price_unit',
  'discount',
  'price_subtotal',
  'price_subtotal_incl',
  'tax_ids_after_fiscal_position',
  'refunded_orderline_id',
]

export const posSales = {
  kind: 'poll',
  id: 'pos-sales',
  label: 'Till sales',
  description: 'Reads paid sales, returns and cancelled sales of tills with lines, taxes and payments.',
  options: Options,
  output: StoreSale,
  example: EXAMPLE,
  async poll({ options, ...page }, context) {
    const rejected: RejectedRecord[] = []
    const read = await readChangedByWriteDate(context, {
      ...page,
      model: 'pos.order',
      // A draft is a sale that nobody has paid yet.
      domain: [['state', '!=', 'draft']],
      fields: [...FIELDS, ...(await fieldsAmong(context, 'pos.order', ['employee_id']))],
      async toRecords(rows) {
        const sales = await toStoreSales(context, rows, options as Static<typeof Options>)
        return sales.map((result, index) => {
          const id = String(rows[index]?.id)
          if ('reason' in result) rejected.push({ key: id, reason: result.reason, text: JSON.stringify(rows[index]) })
          // No version: the close of the session writes the order once more, and the sale is the same.
          return { key: id, value: 'sale' in result ? result.sale : null }
        })
      },
    })
    return { ...read, records: read.records.filter(({ value }) => value !== null), ...(rejected.length > 0 && { rejected }) }
  },
} as const satisfies PollTrigger

async function toStoreSales(
  context: CallContext,
  orders: readonly OdooRow[],
  { timeZone, dayBeginsAtHour = 0 }: Static<typeof Options>,
): Promise<readonly SaleOrReason[]> {
  if (orders.length === 0) return []
  const ids = orders.map(({ id }) => id)
  const [lines, payments] = await Promise.all([
    readAll(context, 'pos.order.line', [['order_id', 'in', ids]], LINE_FIELDS),
    readAll(context, 'pos.payment', [['pos_order_id', 'in', ids]], ['pos_order_id', 'payment_method_id', 'amount', 'transaction_id']),
  ])
  const byIds = async (model: string, wanted: readonly number[], fields: readonly string[], archived = true) => {
    const some = [...new Set(wanted)]
    const domain: Domain = [['id', 'in', some], ...(archived ? [['active', 'in', [true, false]] as const] : [])]
    return new Map((some.length === 0 ? [] : await readAll(context, model, domain, fields)).map((row) => [row.id, row]))
  }
  const many = (rows: readonly OdooRow[], field: string) => rows.flatMap((row) => idOf(row[field]) ?? [])
  const [products, taxes, methods, refunded] = await Promise.all([
    byIds('product.product', many(lines, 'product_id'), ['default_code', 'barcode', 'name', 'type']),
    byIds(
      'account.tax',
      lines.flatMap((row) => idsOf(row['tax_ids_after_fiscal_position'])),
      ['name', 'amount', 'amount_type', 'price_include'],
    ),
    byIds('pos.payment.method', many(payments, 'payment_method_id'), ['name']),
    byIds('pos.order.line', many(lines, 'refunded_orderline_id'), ['order_id'], false),
  ])
  const earlier = await byIds('pos.order', many([...refunded.values()], 'order_id'), FIELDS, false)
  const tills = await readTills(context, [...orders, ...earlier.values()])
  const tillOf = (order: OdooRow) => tills.get(idOf(order['config_id']) ?? 0) ?? { store: '', register: '' }
  return orders.map((order) => {
    const own = lines.filter((line) => idOf(line['order_id']) === order.id)
    const originalIds = new Set(own.flatMap((line) => idOf(refunded.get(idOf(line['refunded_orderline_id']) ?? 0)?.['order_id']) ?? []))
    return toStoreSale({
      order,
      till: tillOf(order),
      lines: own,
      payments: payments.filter((payment) => idOf(payment['pos_order_id']) === order.id),
      products,
      taxes,
      methods,
      originals: [...originalIds].flatMap((id) => {
        const original = earlier.get(id)
        return original ? [{ order: original, till: tillOf(original) }] : []
      }),
      timeZone,
      dayBeginsAtHour,
    })
  })
}
