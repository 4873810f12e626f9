// Purchase orders that were confirmed, each once: what is sent to a supplier. What changes afterwards does not bring an order again.
import { Type, type Static } from 'typebox'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { idOf, nameOf, searchRead, textOf, type OdooRow } from '../client.ts'
import { fromWire } from '../decimals.ts'
import { fromOdoo } from '../dates.ts'
import { readPurchaseLines } from '../purchase-order.ts'
import { quantityText } from '../stock.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const orNull = (title: string, description: string) => Type.Union([Type.String(), Type.Null()], { title, description })

const PurchaseOrder = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the purchase.order.' }),
  number: Type.String({ title: 'Number', description: 'Such as P00012.' }),
  supplier: Type.Object(
    {
      id: Type.Integer({ title: 'Odoo id' }),
      name: Type.String({ title: 'Name' }),
      ref: orNull('Reference', 'Of the contact: by it a flow knows its supplier.'),
    },
    { title: 'Supplier' },
  ),
  orderedAt: orNull('Ordered', 'ISO instant.'),
  confirmedAt: orNull('Confirmed', 'ISO instant.'),
  expectedAt: orNull('Expected', 'ISO instant.'),
  currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
  warehouse: orNull('Warehouse', 'Short Name of the one that receives.'),
  total: Type.String({ title: 'Total', description: 'Decimal text, with tax.' }),
  lines: Type.Array(
    Type.Object({
      line: Type.String({ title: 'Line', description: 'Its number, by which the supplier answers.' }),
      sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
      barcode: orNull('Barcode', 'GTIN.'),
      title: Type.String({ title: 'Description' }),
      quantity: Type.String({ title: 'Quantity', description: 'Decimal text.' }),
      unit: Type.String({ title: 'Unit', description: 'As Odoo calls it, such as Units.' }),
      unitPrice: Type.String({ title: 'Unit price', description: 'Decimal text, as agreed with the supplier.' }),
      expectedAt: orNull('Expected', 'ISO instant.'),
    }),
    { title: 'Lines' },
  ),
})
type PurchaseOrder = Static<typeof PurchaseOrder>

const EXAMPLE = {
  id: 12,
  number: 'P00012',
  supplier: { id: 9, name: 'Quayside Pottery', ref: 'SUP-QUAY' },
  orderedAt: '2026-03-01T09:00:00.000Z',
  confirmedAt: '2026-03-01T10:00:00.000Z',
  expectedAt: '2026-03-15T09:00:00.000Z',
  currency: 'GBP',
  warehouse: 'WH',
  total: '288.00',
  lines: [
    {
      line: '31',
      sku: 'HF-MUG-NAVY',
      barcode: '5012345000015',
      title: 'Harbour mug, navy',
      quantity: '48',
      unit: 'Units',
      unitPrice: '5.00',
      expectedAt: '2026-03-15T09:00:00.000Z',
    },
  ],
} as const satisfies PurchaseOrder

const FIELDS = [
  'name',
  'state',
  'partner_id',
  'date_order',
  'date_approve',
  'date_planned',
  'currency_id',
  'picking_type_id',
  'amount_total',
]

export const purchaseOrdersConfirmed = {
  kind: 'poll',
  id: 'purchase-orders-confirmed',
  label: 'Purchase orders confirmed',
  description: 'Reads purchase orders with their lines when they are confirmed, each once.',
  output: PurchaseOrder,
  example: EXAMPLE,
  async poll(page, context) {
    return await readChangedByWriteDate(context, {
      ...page,
      model: 'purchase.order',
      domain: [['state', 'in', ['purchase', 'done']]],
      fields: FIELDS,
      async toRecords(rows) {
        const [lines, suppliers, types] = await Promise.all([
          readPurchaseLines(
            context,
            rows.map(({ id }) => id),
          ),
          byId('res.partner', 'partner_id', ['ref'], rows),
          byId('stock.picking.type', 'picking_type_id', ['warehouse_id'], rows),
        ])
        const warehouses = await byId('stock.warehouse', 'warehouse_id', ['code'], [...types.values()])
        return rows.map((row) => {
          const type = types.get(idOf(row['picking_type_id']) ?? 0)
          const value: PurchaseOrder = {
            id: row.id,
            number: textOf(row['name']) ?? '',
            supplier: {
              id: idOf(row['partner_id']) ?? 0,
              name: nameOf(row['partner_id']) ?? '',
              ref: textOf(suppliers.get(idOf(row['partner_id']) ?? 0)?.['ref']) ?? null,
            },
            orderedAt: instant(row['date_order']),
            confirmedAt: instant(row['date_approve']),
            expectedAt: instant(row['date_planned']),
            currency: nameOf(row['currency_id']) ?? '',
            warehouse: textOf(warehouses.get(idOf(type?.['warehouse_id']) ?? 0)?.['code']) ?? null,
            total: fromWire(row['amount_total'], nameOf(row['currency_id'])),
            lines: (lines.get(row.id) ?? []).map((line) => ({
              line: String(line.id),
              sku: line.sku,
              barcode: line.barcode ?? null,
              title: line.name,
              quantity: quantityText(line.ordered),
              unit: line.unit,
              unitPrice: line.price.toFixed(),
              expectedAt: instant(line.plannedAt),
            })),
          }
          return { key: String(row.id), version: value.confirmedAt ?? 'confirmed', value }
        })
      },
    })

    async function byId(model: string, field: string, fields: readonly string[], rows: readonly OdooRow[]) {
      const ids = [...new Set(rows.flatMap((row) => idOf(row[field]) ?? []))]
      const found = ids.length === 0 ? [] : await searchRead(context, model, [['id', 'in', ids]], { fields })
      return new Map(found.map((row) => [row.id, row]))
    }
  },
} as const satisfies PollTrigger

const instant = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? fromOdoo(value) : null)
