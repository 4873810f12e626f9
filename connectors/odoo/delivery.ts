// Deliveries out of a warehouse (`stock.picking` of an outgoing type) with what they hold.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsAmong, idOf, nameOf, readAll, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromOdoo } from './dates.ts'
import { quantityText, skuOf } from './stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SHIPMENT_FIELDS } from './retail.ts'

const instant = (title: string, description: string) => Type.Union([Type.String(), Type.Null()], { title, description })

export const Delivery = speaking(
  'shipment',
  Type.Object({
    id: Type.Integer({ title: 'Odoo id', description: 'Of the stock.picking.' }),
    number: Type.String({ title: 'Number', description: 'Such as WH/OUT/00012.' }),
    state: Type.String({ title: 'State', description: '`draft`, `waiting`, `confirmed`, `assigned` (ready), `done` or `cancel`.' }),
    order: Type.Union([Type.String(), Type.Null()], { title: 'Sales order', description: 'Number in Odoo, such as S00012.' }),
    orderReference: Type.Union([Type.String(), Type.Null()], { title: 'Order reference', description: "The shop's order number." }),
    warehouse: Type.Union([Type.String(), Type.Null()], { title: 'Warehouse', description: 'Its Short Name.' }),
    scheduledAt: instant('Scheduled', 'ISO instant.'),
    doneAt: instant('Done', 'ISO instant; nothing before it is done.'),
    trackingNumber: Type.Union([Type.String(), Type.Null()], { title: 'Tracking number', description: 'Needs the Odoo app Delivery.' }),
    carrier: Type.Union([Type.String(), Type.Null()], { title: 'Carrier', description: 'Name of the delivery method.' }),
    backorderOf: Type.Union([Type.Integer(), Type.Null()], {
      title: 'Backorder of',
      description: 'Odoo id of the delivery that this is the rest of.',
    }),
    lines: Type.Array(
      Type.Object({
        sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
        name: Type.String({ title: 'Product', description: 'Name in Odoo.' }),
        ordered: Type.String({ title: 'Demand', description: 'Decimal text.' }),
        quantity: Type.String({ title: 'Quantity', description: 'Decimal text: delivered when done, before that reserved.' }),
      }),
      { title: 'Lines', description: 'Without those that were cancelled.' },
    ),
  }),
  SHIPMENT_FIELDS,
)
export type Delivery = Static<typeof Delivery>

export const DELIVERY_EXAMPLE = {
  id: 12,
  number: 'WH/OUT/00012',
  state: 'done',
  order: 'S00012',
  orderReference: '#1001',
  warehouse: 'WH',
  scheduledAt: '2026-03-01T10:00:00.000Z',
  doneAt: '2026-03-01T14:12:08.000Z',
  trackingNumber: '1Z999AA10123456784',
  carrier: 'UPS',
  backorderOf: null,
  lines: [{ sku: 'MUG-NAVY', name: 'Harbour mug, navy', ordered: '2', quantity: '2' }],
} as const satisfies Delivery

export const DELIVERY_FIELDS = [
  'name',
  'state',
  'origin',
  'sale_id',
  'picking_type_id',
  'scheduled_date',
  'date_done',
  'backorder_id',
  'write_date',
]
/** Of apps that a database may not have. */
export const DELIVERY_MORE_FIELDS = ['carrier_tracking_ref', 'carrier_id']

export async function findDeliveryRows(
  context: CallContext,
  domain: Domain,
  search: { readonly limit?: number; readonly order?: string },
): Promise<readonly OdooRow[]> {
  const more = await fieldsAmong(context, 'stock.picking', DELIVERY_MORE_FIELDS)
  return await searchRead(context, 'stock.picking', [['picking_type_code', '=', 'outgoing'], ...domain], {
    fields: [...DELIVERY_FIELDS, ...more],
    ...search,
  })
}

export async function readMoves(
  context: CallContext,
  pickingIds: readonly number[],
  more: readonly string[] = [],
): Promise<readonly OdooRow[]> {
  return pickingIds.length === 0
    ? []
    : await readAll(
        context,
        'stock.move',
        [
          ['picking_id', 'in', pickingIds],
          ['state', '!=', 'cancel'],
        ],
        ['picking_id', 'product_id', 'product_uom_qty', 'quantity', 'state', ...more],
      )
}

/** The SKUs of these moves, by product id. */
export async function skusOf(context: CallContext, moves: readonly OdooRow[]): Promise<ReadonlyMap<number, OdooRow>> {
  const ids = [...new Set(moves.flatMap((row) => idOf(row['product_id']) ?? []))]
  const products =
    ids.length === 0
      ? []
      : await readAll(
          context,
          'product.product',
          [
            ['id', 'in', ids],
            ['active', 'in', [true, false]],
          ],
          ['default_code', 'name'],
        )
  return new Map(products.map((row) => [row.id, row]))
}

export async function toDeliveries(context: CallContext, rows: readonly OdooRow[]): Promise<readonly Delivery[]> {
  if (rows.length === 0) return []
  const orderIds = [...new Set(rows.flatMap((row) => idOf(row['sale_id']) ?? []))]
  const typeIds = [...new Set(rows.flatMap((row) => idOf(row['picking_type_id']) ?? []))]
  const [moves, orders, warehouses] = await Promise.all([
    readMoves(
      context,
      rows.map(({ id }) => id),
    ),
    orderIds.length === 0 ? [] : readAll(context, 'sale.order', [['id', 'in', orderIds]], ['name', 'client_order_ref']),
    warehouseCodes(context, typeIds),
  ])
  const products = await skusOf(context, moves)
  const orderById = new Map(orders.map((row) => [row.id, row]))
  return rows.map((row): Delivery => {
    const order = orderById.get(idOf(row['sale_id']) ?? 0)
    return {
      id: row.id,
      number: textOf(row['name']) ?? '',
      state: textOf(row['state']) ?? '',
      order: textOf(order?.['name']) ?? textOf(row['origin']) ?? null,
      orderReference: textOf(order?.['client_order_ref']) ?? null,
      warehouse: warehouses.get(idOf(row['picking_type_id']) ?? 0) ?? null,
      scheduledAt: instantOf(row, 'scheduled_date'),
      doneAt: instantOf(row, 'date_done'),
      trackingNumber: textOf(row['carrier_tracking_ref']) ?? null,
      carrier: nameOf(row['carrier_id']) ?? null,
      backorderOf: idOf(row['backorder_id']) ?? null,
      lines: moves
        .filter((move) => idOf(move['picking_id']) === row.id)
        .map((move) => {
          const product = products.get(idOf(move['product_id']) ?? 0)
          return {
            sku: product ? skuOf(product) : '',
            name: textOf(product?.['name']) ?? nameOf(move['product_id']) ?? '',
            ordered: quantityText(move['product_uom_qty']),
            quantity: quantityText(move['quantity']),
          }
        }),
    }
  })
}

function instantOf(row: OdooRow, field: string): string | null {
  const at = textOf(row[field])
  return at === undefined ? null : fromOdoo(at)
}

/** The warehouse of each operation type, by its id. */
export async function warehouseCodes(context: CallContext, typeIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (typeIds.length === 0) return new Map()
  const [types, warehouses] = await Promise.all([
    readAll(context, 'stock.picking.type', [['id', 'in', typeIds]], ['warehouse_id']),
    searchRead(context, 'stock.warehouse', [], { fields: ['code'] }),
  ])
  const codes = new Map(warehouses.map((row) => [row.id, textOf(row['code'])]))
  return new Map(
    types.flatMap((row) => {
      const code = codes.get(idOf(row['warehouse_id']) ?? 0)
      return code === undefined ? [] : [[row.id, code] as const]
    }),
  )
}

/** Throws `vendor-rejected` when there is none. */
export function expectDelivery(row: OdooRow | undefined, wanted: string): OdooRow {
  if (row) return row
  throw new AppError('vendor-rejected', { message: say`Odoo has no delivery ${wanted}.`, fix: 'Replay this when the delivery is there.' })
}
