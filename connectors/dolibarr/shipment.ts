// Shipments of an order: a head and what of the order's lines leaves which warehouse.
// Source: https://github.com/Dolibarr/dolibarr/blob/16.0/htdocs/expedition/class/api_shipments.class.php and expedition.class.php beside it
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { condition, find, Loose, read } from './client.ts'
import { decimalOf, instantOrNull, textOf, textOrNull } from './values.ts'
import { warehouseRefs } from './warehouses.ts'

export const ExternalShipment = Type.Object({
  id: Type.Union([Type.String(), Type.Integer()]),
  ref: Loose,
  ref_ext: Loose,
  socid: Loose,
  statut: Loose,
  status: Loose,
  origin_id: Loose,
  tracking_number: Loose,
  date_shipping: Loose,
  date_expedition: Loose,
  date_creation: Loose,
  lines: Type.Optional(
    Type.Array(
      Type.Object({
        fk_product: Loose,
        product_ref: Loose,
        ref: Loose,
        qty: Loose,
        qty_shipped: Loose,
        entrepot_id: Loose,
        // Of a line that leaves several warehouses.
        details_entrepot: Type.Optional(Type.Union([Type.Array(Type.Object({ entrepot_id: Loose, qty_shipped: Loose })), Type.Null()])),
      }),
    ),
  ),
})
export type ExternalShipment = Static<typeof ExternalShipment>

export const Shipment = Type.Object({
  id: Type.String({ title: 'Id' }),
  number: Type.String({ title: 'Number', description: 'Ref of Dolibarr; provisional while it is a draft' }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference', description: 'External reference' }),
  orderId: Type.Union([Type.String(), Type.Null()], { title: 'Order', description: 'Its id in Dolibarr' }),
  thirdParty: Type.String({ title: 'Third party', description: 'Its id' }),
  status: Type.String({ title: 'Status', description: 'draft, validated, closed or cancelled' }),
  trackingNumber: Type.Union([Type.String(), Type.Null()], { title: 'Tracking number' }),
  shippedAt: Type.Union([Type.String(), Type.Null()], { title: 'Shipped at', description: 'Where Dolibarr knows it' }),
  lines: Type.Array(
    Type.Object({
      product: Type.Union([Type.String(), Type.Null()], { title: 'Product', description: 'Its ref' }),
      quantity: Type.String({ title: 'Quantity' }),
      warehouse: Type.Union([Type.String(), Type.Null()], { title: 'Warehouse', description: 'Its ref' }),
    }),
    { title: 'Lines' },
  ),
})
export type Shipment = Static<typeof Shipment>

export const SHIPMENT: Shipment = {
  id: '7',
  number: 'SH2603-0007',
  reference: 'HF-1001-S1',
  orderId: '41',
  thirdParty: '12',
  status: 'validated',
  trackingNumber: '1Z999AA10123456784',
  shippedAt: '2026-03-02T11:00:00.000Z',
  lines: [{ product: 'HF-1010', quantity: '2', warehouse: 'WH1' }],
}

const STATES: Readonly<Record<string, string>> = { '-1': 'cancelled', '0': 'draft', '1': 'validated', '2': 'closed' }

export const shipmentStatus = ({ statut, status }: Pick<ExternalShipment, 'statut' | 'status'>): string => {
  const state = textOf(statut ?? status)
  return STATES[state] ?? state
}

export const findShipment = (context: CallContext, reference: string): Promise<ExternalShipment | undefined> =>
  find(context, 'shipments', ExternalShipment, [condition('ref_ext', '=', reference)])

/**
 * Since version 15. An order without shipments is a 404.
 * Source: https://github.com/Dolibarr/dolibarr/pull/18521
 */
export const shipmentsOfOrder = async (context: CallContext, orderId: string): Promise<readonly ExternalShipment[]> =>
  (await read(context, `orders/${orderId}/shipment`, Type.Array(ExternalShipment))) ?? []

export async function readShipment(context: CallContext, id: string): Promise<ExternalShipment> {
  const found = await read(context, `shipments/${id}`, ExternalShipment)
  if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no shipment of id ${id} any more.` })
  return found
}

export async function toShipment(one: ExternalShipment, context: CallContext): Promise<Shipment> {
  const warehouses = await warehouseRefs(context)
  const place = (id: Loose) => warehouses.get(textOf(id)) ?? null
  return {
    id: String(one.id),
    number: textOf(one.ref),
    reference: textOrNull(one.ref_ext),
    orderId: textOrNull(one.origin_id),
    thirdParty: textOf(one.socid),
    status: shipmentStatus(one),
    trackingNumber: textOrNull(one.tracking_number),
    shippedAt: instantOrNull(one.date_shipping ?? one.date_expedition, context),
    lines: (one.lines ?? []).flatMap((line) => {
      const product = textOrNull(line.product_ref ?? line.ref)
      const parts = line.details_entrepot ?? []
      if (parts.length > 1)
        return parts.map((part) => ({ product, quantity: decimalOf(part.qty_shipped), warehouse: place(part.entrepot_id) }))
      return [{ product, quantity: decimalOf(line.qty_shipped ?? line.qty), warehouse: place(line.entrepot_id) }]
    }),
  }
}
