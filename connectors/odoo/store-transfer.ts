// Transfers between warehouses in two steps, as Odoo's resupply routes make them: out of one warehouse into a transit location, and from there into
// the other one. The moves of the first step name those of the second (`move_dest_ids`).
// https://www.odoo.com/documentation/16.0/applications/inventory_and_mrp/inventory/management/warehouses/resupply_warehouses.html
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { idOf, idsOf, nameOf, readAll, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromOdoo } from './dates.ts'
import { readMoves, skusOf, warehouseCodes } from './delivery.ts'
import { TRANSFER_FIELDS } from './retail.ts'
import { quantityText, skuOf } from './stock.ts'

export const StoreTransfer = speaking(
  'transfer',
  Type.Object({
    id: Type.Integer({ title: 'Odoo id', description: 'Of the stock.picking.' }),
    number: Type.String({ title: 'Number', description: 'Of the transfer out of the warehouse, such as WH/OUT/00012.' }),
    origin: orNull('Source document', 'What it was made for.'),
    from: orNull('From warehouse', 'Its Short Name.'),
    to: orNull('To warehouse', 'Its Short Name; nothing where Odoo has no receipt for it, or receipts of several warehouses.'),
    receipts: Type.Array(Type.String(), { title: 'Receipts', description: 'Transfers that take the goods in, such as SHOP/IN/00007.' }),
    dispatchedAt: orNull('Dispatched', 'ISO instant.'),
    expectedAt: orNull('Expected', 'ISO instant, of the first receipt.'),
    lines: Type.Array(
      Type.Object({
        sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
        name: Type.String({ title: 'Product', description: 'Name in Odoo.' }),
        quantity: Type.String({ title: 'Sent', description: 'Decimal text.' }),
      }),
      { title: 'Lines' },
    ),
  }),
  TRANSFER_FIELDS,
)
export type StoreTransfer = Static<typeof StoreTransfer>

export const TRANSFER_EXAMPLE = {
  id: 12,
  number: 'WH/OUT/00012',
  origin: 'Replenishment SHOP',
  from: 'WH',
  to: 'SHOP',
  receipts: ['SHOP/IN/00013'],
  dispatchedAt: '2026-03-01T06:40:00.000Z',
  expectedAt: '2026-03-02T09:00:00.000Z',
  lines: [
    { sku: 'HF-MUG-NAVY', name: 'Harbour mug, navy', quantity: '12' },
    { sku: 'HF-TOTE', name: 'Canvas tote', quantity: '6' },
  ],
} as const satisfies StoreTransfer

export const DISPATCH_FIELDS = ['name', 'state', 'origin', 'picking_type_id', 'location_dest_id', 'date_done']
const RECEIPT_FIELDS = ['name', 'state', 'note', 'picking_type_id', 'location_id', 'scheduled_date']

/** Out of a warehouse into transit: what comes from a location of differences is no transfer between warehouses. */
export const OUT_TO_TRANSIT: Domain = [
  ['location_dest_id.usage', '=', 'transit'],
  ['location_id.usage', '=', 'internal'],
]

/** Throws `vendor-rejected` for one that is not there, is cancelled or has not left. */
export async function mustFindDispatch(context: CallContext, number: string): Promise<OdooRow> {
  const [row] = await searchRead(context, 'stock.picking', [['name', '=', number], ...OUT_TO_TRANSIT], {
    fields: DISPATCH_FIELDS,
    limit: 1,
  })
  const state = textOf(row?.['state'])
  if (row && state === 'done') return row
  throw new AppError('vendor-rejected', {
    message: row
      ? say`The transfer ${number} has not left the warehouse in Odoo (${state ?? 'draft'}).`
      : say`Odoo has no transfer ${number} to another warehouse by way of a transit location.`,
    fix: 'Compare the transfer in Odoo with what the store received, and correct it there. Then replay or discard this.',
  })
}

/** What was sent with some transfers, and the second step of each: moves that take it in, also cancelled ones, and their receipts. */
export async function readSecondStep(context: CallContext, pickingIds: readonly number[]) {
  const sent = await readMoves(context, pickingIds, ['move_dest_ids'])
  const moves = await byIds(
    context,
    'stock.move',
    sent.flatMap((move) => idsOf(move['move_dest_ids'])),
    ['picking_id', 'product_id', 'product_uom_qty', 'quantity', 'state'],
  )
  const receipts = await byIds(
    context,
    'stock.picking',
    moves.flatMap((move) => idOf(move['picking_id']) ?? []),
    RECEIPT_FIELDS,
  )
  return { sent, moves, receipts }
}

async function byIds(context: CallContext, model: string, ids: readonly number[], fields: readonly string[]): Promise<readonly OdooRow[]> {
  return ids.length === 0 ? [] : await readAll(context, model, [['id', 'in', [...new Set(ids)]]], fields)
}

export async function toStoreTransfers(context: CallContext, rows: readonly OdooRow[]): Promise<readonly StoreTransfer[]> {
  const { sent, moves, receipts } = await readSecondStep(
    context,
    rows.map(({ id }) => id),
  )
  const types = [...rows, ...receipts].flatMap((row) => idOf(row['picking_type_id']) ?? [])
  const [products, warehouses] = await Promise.all([skusOf(context, sent), warehouseCodes(context, [...new Set(types)])])
  const codeOf = (row: OdooRow) => warehouses.get(idOf(row['picking_type_id']) ?? 0) ?? null
  return rows.map((row): StoreTransfer => {
    const own = sent.filter((move) => idOf(move['picking_id']) === row.id)
    const next = new Set(own.flatMap((move) => idsOf(move['move_dest_ids'])))
    const into = new Set(moves.flatMap((move) => (next.has(move.id) ? (idOf(move['picking_id']) ?? []) : [])))
    const ownReceipts = receipts.filter(({ id }) => into.has(id))
    const codes = [...new Set(ownReceipts.map(codeOf))]
    return {
      id: row.id,
      number: textOf(row['name']) ?? '',
      origin: textOf(row['origin']) ?? null,
      from: codeOf(row),
      to: codes.length === 1 ? (codes[0] ?? null) : null,
      receipts: ownReceipts.map((receipt) => textOf(receipt['name']) ?? ''),
      dispatchedAt: instantOf(row, 'date_done'),
      expectedAt: ownReceipts[0] ? instantOf(ownReceipts[0], 'scheduled_date') : null,
      lines: own.map((move) => {
        const product = products.get(idOf(move['product_id']) ?? 0)
        return {
          sku: product ? skuOf(product) : '',
          name: textOf(product?.['name']) ?? nameOf(move['product_id']) ?? '',
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
