// Consignments: goods on their way to an outlet, counted there when they arrive. https://x-series-api.lightspeedhq.com/v2026.07/reference/listconsignments
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { decimalOf } from './amounts.ts'
import { readOne } from './client.ts'
import { readWhole } from './lists.ts'
import { CONSIGNMENT_FIELDS, CONSIGNMENT_HEAD_FIELDS } from './retail.ts'
import { ConsignmentProduct, oneOf, Product, type LightspeedConsignment, type LightspeedConsignmentProduct } from './schemas.ts'

const HEAD = {
  id: Type.String({ title: 'Consignment id' }),
  reference: orNull('Reference', 'The number that it was made with; where Lightspeed keeps none, its name'),
  type: orNull('Type', 'OUTLET: stock transfer between outlets; SUPPLIER: stock order; RETURN; STOCKTAKE'),
  status: Type.String({ title: 'Status', description: 'OPEN, SENT, DISPATCHED, RECEIVED or CANCELLED; a stocktake has others' }),
  outletId: orNull('Outlet', 'That receives'),
  sourceOutletId: orNull('From outlet', 'Of a stock transfer'),
  supplierId: orNull('Supplier id', 'Of a stock order'),
  expectedAt: orNull('Expected', 'ISO instant'),
  receivedAt: orNull('Received', 'ISO instant'),
  updatedAt: orNull('Changed', 'ISO instant'),
  version: Type.Integer({ title: 'Version', description: 'Grows with every change' }),
}
export const ConsignmentHead = speaking('transfer', Type.Object(HEAD), CONSIGNMENT_HEAD_FIELDS)
export type ConsignmentHead = Static<typeof ConsignmentHead>

export const toConsignmentHead = (consignment: LightspeedConsignment): ConsignmentHead => ({
  id: consignment.id,
  reference: consignment.reference || consignment.name || null,
  type: consignment.type ?? null,
  status: consignment.status ?? '',
  outletId: consignment.outlet_id ?? null,
  sourceOutletId: consignment.source_outlet_id || null,
  supplierId: consignment.supplier_id || null,
  expectedAt: consignment.due_at ?? null,
  receivedAt: consignment.received_at ?? null,
  updatedAt: consignment.updated_at ?? null,
  version: consignment.version,
})

export const Consignment = speaking(
  'transfer',
  Type.Object({
    ...HEAD,
    lines: Type.Array(
      Type.Object({
        productId: Type.String({ title: 'Product id' }),
        sku: orNull('SKU', "The product's own"),
        codes: Type.Array(Type.String(), { title: 'Codes', description: 'The SKU, and other codes that the product is known by' }),
        name: orNull('Name'),
        sent: Type.String({ title: 'Sent', description: 'Decimal text' }),
        received: Type.String({ title: 'Received', description: 'Decimal text; 0 while it is not counted' }),
      }),
      { title: 'Lines', description: 'One for each product' },
    ),
  }),
  CONSIGNMENT_FIELDS,
)
export type Consignment = Static<typeof Consignment>

export const CONSIGNMENT_HEAD: ConsignmentHead = {
  id: '0af7b240-ab83-11e7-eddc-402337165363',
  reference: 'WH/OUT/00012',
  type: 'OUTLET',
  status: 'RECEIVED',
  outletId: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
  sourceOutletId: '064dce89-c73d-11e5-ec2a-c92ca32c62a3',
  supplierId: null,
  expectedAt: '2026-03-02T09:00:00+00:00',
  receivedAt: '2026-03-02T10:20:00+00:00',
  updatedAt: '2026-03-02T10:20:03+00:00',
  version: 3_505_324_485,
}

export const CONSIGNMENT: Consignment = {
  ...CONSIGNMENT_HEAD,
  lines: [
    {
      productId: '0adaafb3-6583-11e5-fb60-d5b67a17df2f',
      sku: 'HF-MUG-NAVY',
      codes: ['HF-MUG-NAVY', '5012345000015'],
      name: 'Stoneware Mug / Navy',
      sent: '12',
      received: '12',
    },
    {
      productId: '06bf537b-c783-11e6-f6b9-7ea7909c64b9',
      sku: 'HF-TOTE',
      codes: ['HF-TOTE'],
      name: 'Canvas Tote',
      sent: '6',
      received: '5',
    },
  ],
}

/** What is in it, by product: a product may stand there several times. */
export async function readCounts(context: CallContext, id: string) {
  const rows = await readWhole(context, `/consignments/${id}/products`, ConsignmentProduct)
  const counts = new Map<string, { readonly sent: Decimal; readonly received: Decimal }>()
  for (const row of rows as readonly LightspeedConsignmentProduct[]) {
    if (row.deleted_at) continue
    const before = counts.get(row.product_id)
    counts.set(row.product_id, {
      sent: (before?.sent ?? new Decimal(0)).plus(decimalOf(row.count)),
      received: (before?.received ?? new Decimal(0)).plus(decimalOf(row.received)),
    })
  }
  return counts
}

/** With products read one by one: a line names none of the codes by which another system may know it. */
export async function fullConsignment(context: CallContext, consignment: LightspeedConsignment): Promise<Consignment> {
  const lines: Consignment['lines'] = []
  for (const [productId, { sent, received }] of await readCounts(context, consignment.id)) {
    const product = (await readOne(context, `/products/${productId}`, oneOf(Product)))?.data
    const codes = [product?.sku ?? '', ...(product?.product_codes ?? []).map(({ code }) => code)].filter((code) => code !== '')
    lines.push({
      productId,
      sku: product?.sku ?? null,
      codes: [...new Set(codes)],
      name: product?.variant_name || product?.name || null,
      sent: sent.toFixed(),
      received: received.toFixed(),
    })
  }
  return { ...toConsignmentHead(consignment), lines }
}
