// Purchase orders in Odoo (`purchase.order`): found by their number, with their lines, as a supplier's documents name them.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from './auth.ts'
import { fieldsAmong, idOf, idsOf, nameOf, readAll, readOne, searchRead, textOf, type OdooRow } from './client.ts'
import { DecimalText } from './decimals.ts'

export const OrderNumber = Type.String({
  title: 'Purchase order',
  description: 'Its number in Odoo, such as P00012.',
  minLength: 1,
  maxLength: 120,
})

/** How a supplier names a line: by a product, and among several lines of it by the number that the order gave it. */
export const LINE_KEYS = {
  line: Type.Optional(Type.String({ title: 'Line', description: 'The number that the order gave it.', maxLength: 40 })),
  sku: Type.Optional(
    Type.String({ title: 'SKU', description: 'Internal Reference, where the line is not known by its number.', maxLength: 120 }),
  ),
  barcode: Type.Optional(Type.String({ title: 'Barcode', description: 'GTIN, where neither is told.', maxLength: 40 })),
  supplierSku: Type.Optional(
    Type.String({
      title: "Supplier's SKU",
      description: "The supplier's own, as it stands with the product's vendors in Odoo.",
      maxLength: 120,
    }),
  ),
}
export const Quantity = (description: string) => DecimalText('Quantity', description)

export interface PurchaseLine {
  readonly id: number
  readonly productId: number
  readonly sku: string
  readonly barcode: string | undefined
  readonly name: string
  readonly ordered: Decimal
  readonly received: Decimal
  readonly billed: Decimal
  readonly price: Decimal
  readonly taxIds: readonly number[]
  readonly plannedAt: string | undefined
  readonly unit: string
}

const ORDER_FIELDS = [
  'name',
  'state',
  'partner_id',
  'partner_ref',
  'date_order',
  'date_approve',
  'date_planned',
  'currency_id',
  'company_id',
  'picking_type_id',
  'amount_total',
]

/** What changes one order follows one another. */
export const onPurchaseOrder = <T>(context: CallContext, number: string, work: () => Promise<T>): Promise<T> =>
  oneAtATime(`purchase.order ${identityOf(readConfig(context.config))} ${number}`, work)

/** Throws `vendor-rejected` when there is none, or it is not confirmed. */
export async function mustFindPurchaseOrder(context: CallContext, number: string): Promise<OdooRow> {
  const [order] = await searchRead(context, 'purchase.order', [['name', '=', number]], { fields: ORDER_FIELDS, limit: 1 })
  if (!order) {
    throw new AppError('vendor-rejected', {
      message: `Odoo has no purchase order ${number}.`,
      fix: 'Ask the supplier which order is meant.',
    })
  }
  const state = textOf(order['state'])
  if (state === 'purchase' || state === 'done') return order
  throw new AppError('vendor-rejected', {
    message: `The purchase order ${number} is not confirmed in Odoo: its state is ${state ?? 'unknown'}.`,
    fix: 'Confirm it, or tell the supplier that it is not wanted.',
  })
}

export async function readPurchaseLines(
  context: CallContext,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, readonly PurchaseLine[]>> {
  if (orderIds.length === 0) return new Map()
  const [taxes = 'taxes_id'] = await fieldsAmong(context, 'purchase.order.line', ['tax_ids', 'taxes_id'])
  const [unit = 'product_uom'] = await fieldsAmong(context, 'purchase.order.line', ['product_uom_id', 'product_uom'])
  const rows = (
    await readAll(
      context,
      'purchase.order.line',
      [['order_id', 'in', orderIds]],
      ['order_id', 'product_id', 'name', 'product_qty', 'qty_received', 'qty_invoiced', 'price_unit', 'date_planned', taxes, unit],
    )
  ).filter((row) => idOf(row['product_id']) !== undefined)
  const ids = [...new Set(rows.flatMap((row) => idOf(row['product_id']) ?? []))]
  const products = new Map(
    (
      await readAll(
        context,
        'product.product',
        [
          ['id', 'in', ids],
          ['active', 'in', [true, false]],
        ],
        ['default_code', 'barcode'],
      )
    ).map((row) => [row.id, row]),
  )
  const lines = rows.map((row): [number, PurchaseLine] => {
    const product = products.get(idOf(row['product_id']) ?? 0)
    return [
      idOf(row['order_id']) ?? 0,
      {
        id: row.id,
        productId: idOf(row['product_id']) ?? 0,
        sku: textOf(product?.['default_code']) ?? '',
        barcode: textOf(product?.['barcode']),
        name: textOf(row['name']) ?? nameOf(row['product_id']) ?? '',
        ordered: decimalOf(row['product_qty']),
        received: decimalOf(row['qty_received']),
        billed: decimalOf(row['qty_invoiced']),
        price: decimalOf(row['price_unit']),
        taxIds: idsOf(row[taxes]),
        plannedAt: textOf(row['date_planned']),
        unit: nameOf(row[unit]) ?? '',
      },
    ]
  })
  const byOrder = new Map<number, PurchaseLine[]>()
  for (const [orderId, line] of lines) byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), line])
  return byOrder
}

const decimalOf = (value: Json | undefined) => new Decimal(typeof value === 'number' ? value : 0)

const Keys = Type.Object(LINE_KEYS)

/** Ids of the products that this supplier calls so: by what stands with products' vendors (`product.supplierinfo`), of one variant or of all. */
export type SupplierSkus = ReadonlyMap<string, ReadonlySet<number>>

export async function readSupplierSkus(
  context: CallContext,
  order: OdooRow,
  lines: readonly PurchaseLine[],
  given: readonly Static<typeof Keys>[],
): Promise<SupplierSkus> {
  const codes = [...new Set(given.flatMap(({ supplierSku = '' }) => (supplierSku === '' ? [] : [supplierSku])))]
  const partnerId = idOf(order['partner_id'])
  if (codes.length === 0 || partnerId === undefined) return new Map()
  // Orders may be with a contact of the company whose articles these are.
  const { parent_id: parent } = await readOne(context, 'res.partner', partnerId, ['parent_id'])
  const rows = await readAll(
    context,
    'product.supplierinfo',
    [
      ['partner_id', 'in', [partnerId, idOf(parent) ?? partnerId]],
      ['product_code', 'in', codes],
    ],
    ['product_code', 'product_id', 'product_tmpl_id'],
  )
  if (rows.length === 0) return new Map()
  const products = await readAll(
    context,
    'product.product',
    [
      ['id', 'in', [...new Set(lines.map(({ productId }) => productId))]],
      ['active', 'in', [true, false]],
    ],
    ['product_tmpl_id'],
  )
  const found = new Map<string, Set<number>>()
  for (const row of rows) {
    const code = textOf(row['product_code']) ?? ''
    const isMeant = (product: OdooRow) =>
      idOf(row['product_id']) === undefined
        ? idOf(product['product_tmpl_id']) === idOf(row['product_tmpl_id'])
        : product.id === idOf(row['product_id'])
    found.set(code, new Set([...(found.get(code) ?? []), ...products.filter(isMeant).map(({ id }) => id)]))
  }
  return found
}

/** The line of the order that each of these means. Throws `vendor-rejected` that names those which the order does not have. */
export function matchLines<T extends Static<typeof Keys>>(
  number: string,
  lines: readonly PurchaseLine[],
  given: readonly T[],
  supplierSkus: SupplierSkus = new Map(),
): readonly { readonly line: PurchaseLine; readonly given: T; readonly path: string }[] {
  const issues: Issue[] = []
  const matched = given.flatMap((one, index) => {
    const path = `/lines/${index}`
    const suppliers = supplierSkus.get(one.supplierSku ?? '')
    const isProduct = ({ sku, barcode, productId }: PurchaseLine) =>
      (one.sku !== undefined && one.sku !== '' && sku === one.sku) ||
      (one.barcode !== undefined && one.barcode !== '' && barcode === one.barcode) ||
      suppliers?.has(productId) === true
    // A supplier's SKU that Odoo does not know says nothing.
    const tellsProduct = suppliers !== undefined || [one.sku, one.barcode].some((text) => text !== undefined && text !== '')
    // Ship notices count lines of their own: a number alone is believed only where no product says otherwise.
    const candidates = tellsProduct ? lines.filter(isProduct) : lines
    const byNumber = candidates.find(({ id }) => one.line !== undefined && String(id) === one.line.replace(/^0+/, ''))
    const line = byNumber ?? (tellsProduct ? candidates[0] : undefined)
    if (line) return [{ line, given: one, path }]
    const name = [one.sku, one.supplierSku, one.barcode, one.line].find((text) => text !== undefined && text !== '') ?? `line ${index + 1}`
    issues.push({ path, code: 'not-in-order', message: `The purchase order ${number} has no ${name}.` })
    return []
  })
  if (issues.length === 0) return matched
  throw new AppError('vendor-rejected', {
    message: issues.map(({ message }) => message).join(' '),
    fix: 'Ask the supplier what is meant; correct the order in Odoo, or discard this.',
    issues,
  })
}
