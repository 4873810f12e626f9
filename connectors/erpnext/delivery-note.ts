// Delivery notes: goods that left for a customer.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { instantOf } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import { list } from './client.ts'
import { Docstatus, NullableText, Stage, stageOf } from './inputs.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DELIVERY_NOTE_FIELDS } from './retail.ts'

export const DELIVERY_NOTE = 'Delivery Note'

export const ErpDelivery = Type.Object({
  name: Type.String({ minLength: 1 }),
  po_no: NullableText,
  customer: Type.String(),
  docstatus: Docstatus,
  status: Type.String(),
  posting_date: Type.String(),
  lr_no: NullableText,
  modified: Type.String(),
})
export type ErpDelivery = Static<typeof ErpDelivery>

export const DeliveryNote = speaking(
  'shipment',
  Type.Object({
    number: Type.String({ title: 'Number', description: 'Such as MAT-DN-2026-00042.' }),
    reference: Type.String({ title: 'Reference', description: 'As given; may be empty.' }),
    customer: Type.String({ title: 'Customer', description: 'The customer’s name in ERPNext.' }),
    stage: Stage,
    status: Type.String({ title: 'Status', description: 'In ERPNext’s words, such as To Bill or Completed.' }),
    date: Type.String({ title: 'Date', description: 'YYYY-MM-DD.' }),
    trackingNumber: Type.String({ title: 'Tracking number', description: 'Transport Receipt No in ERPNext; may be empty.' }),
    changedAt: Type.String({ title: 'Changed', description: 'ISO 8601, in UTC.' }),
  }),
  DELIVERY_NOTE_FIELDS,
)
export type DeliveryNote = Static<typeof DeliveryNote>

export const DELIVERY_EXAMPLE: DeliveryNote = {
  number: 'MAT-DN-2026-00042',
  reference: '#1042-F1',
  customer: 'Grace Hopper',
  stage: 'submitted',
  status: 'To Bill',
  date: '2026-03-02',
  trackingNumber: '1Z999AA10123456784',
  changedAt: '2026-03-02T10:15:00.123Z',
}

export const toDeliveryNote = (note: ErpDelivery, config: Readonly<Record<string, unknown>>): DeliveryNote => ({
  number: note.name,
  reference: note.po_no ?? '',
  customer: note.customer,
  stage: stageOf(note.docstatus),
  status: note.status,
  date: note.posting_date,
  trackingNumber: note.lr_no ?? '',
  changedAt: instantOf(note.modified, readConfig(config).timeZone),
})

/** The oldest one that is not cancelled. */
export async function findDelivery(context: CallContext, customer: string, reference: string): Promise<ErpDelivery | undefined> {
  const notes = await list(context, DELIVERY_NOTE, ErpDelivery, {
    filters: [
      ['po_no', '=', reference],
      ['customer', '=', customer],
      ['docstatus', '<', 2],
    ],
    fields: Object.keys(ErpDelivery.properties),
    orderBy: 'creation asc, name asc',
    limit: 100,
  })
  return notes.find((note) => note.po_no === reference)
}
