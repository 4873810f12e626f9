// A delivery note for goods that left, tied to the order they are of; made when it is not there, and submitted.
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { readConfig } from '../auth.ts'
import { create, submit } from '../client.ts'
import { DELIVERY_EXAMPLE, DELIVERY_NOTE, DeliveryNote, ErpDelivery, findDelivery, toDeliveryNote } from '../delivery-note.ts'
import { amount, Company, Currency, day, name } from '../inputs.ts'
import { mustFindOrder, SALES_ORDER } from '../sales-order.ts'
import { rowsOf } from '../selling.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DELIVERY_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'shipment',
  Type.Object(
    {
      reference: name(
        'Reference',
        'With the customer it names the delivery for ever, such as the shop’s fulfilment: one order may have several.',
      ),
      customer: name('Customer', 'The customer’s name in ERPNext.'),
      date: day('Date', 'YYYY-MM-DD, the day it left.'),
      salesOrder: Type.Optional(
        name('PO number of the order', 'Of this customer’s sales order: its lines then count as delivered, at its rates.'),
      ),
      trackingNumber: Type.Optional(name('Tracking number', 'Becomes the Transport Receipt No.')),
      currency: Type.Optional({ ...Currency, description: 'ISO 4217. The customer’s when empty.' }),
      company: Company,
      submit: Type.Boolean({ title: 'Submit', description: 'A draft moves no stock.' }),
      lines: Type.Array(
        Type.Object(
          {
            itemCode: name('Item code', 'Of an item in ERPNext, usually the SKU.'),
            quantity: amount('Quantity', 'As decimal text.'),
            warehouse: Type.Optional(name('Warehouse', 'That it left. Without it, that of the order’s line or the item’s default.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  DELIVERY_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>

export const createDeliveryNote = {
  id: 'create-delivery-note',
  label: 'Create delivery note',
  description: 'Books goods that left, unless the customer has a delivery note with this reference already.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: DeliveryNote,
  example: DELIVERY_EXAMPLE,
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { url, simulator } = readConfig(context.config)
    return await oneAtATime(`erpnext ${url} ${simulator ?? ''} delivery ${wanted.customer} ${wanted.reference}`, () =>
      deliverOnce(wanted, context),
    )
  },
} as const satisfies Action

async function deliverOnce(wanted: Wanted, context: ActionContext): Promise<DeliveryNote> {
  const note =
    (await findDelivery(context, wanted.customer, wanted.reference)) ??
    (await create(context, DELIVERY_NOTE, ErpDelivery, await toDocument(wanted, context)))
  const isDone = !wanted.submit || note.docstatus === 1
  return toDeliveryNote(isDone ? note : await submit(context, DELIVERY_NOTE, note.name, ErpDelivery), context.config)
}

async function toDocument(wanted: Wanted, context: ActionContext) {
  const order = wanted.salesOrder === undefined ? undefined : await mustFindOrder(context, wanted.customer, wanted.salesOrder)
  const rows = order && (await rowsOf(context, SALES_ORDER, order.name, wanted.lines))
  return {
    po_no: wanted.reference,
    customer: wanted.customer,
    posting_date: wanted.date,
    set_posting_time: 1,
    ignore_pricing_rule: 1,
    ...(wanted.currency !== undefined && { currency: wanted.currency }),
    ...(wanted.company !== undefined && { company: wanted.company }),
    ...(wanted.trackingNumber !== undefined && { lr_no: wanted.trackingNumber }),
    items: wanted.lines.map(({ itemCode, quantity, warehouse }, index) => {
      const row = rows?.(index)
      const from = warehouse ?? row?.warehouse ?? undefined
      return {
        item_code: itemCode,
        qty: exactNumber(quantity),
        ...(from !== undefined && { warehouse: from }),
        ...(row && { rate: row.rate, against_sales_order: order?.name, so_detail: row.name }),
      }
    }),
  }
}
