// Ships an order, or a part of it, unless there is a shipment of this reference, and validates it.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf } from '../auth.ts'
import { create, press } from '../client.ts'
import { findDocument, idByRef, ORDERS, readDocument, statusOf, type ExternalDocument } from '../documents.ts'
import { SHIPMENT_INPUT_FIELDS, SHIPMENT_OUTPUT_FIELDS } from '../retail.ts'
import { findShipment, readShipment, Shipment, SHIPMENT, shipmentStatus, toShipment } from '../shipment.ts'
import { Amount, Day, decimalOf, momentOf, numberOf, Reference, Text, textOf } from '../values.ts'

const Input = Type.Object(
  {
    reference: Reference('Reference', 'Your own number, such as HF-1001-S1. A shipment of this reference is not made a second time.'),
    order: Reference('Order', 'Reference of the order that is shipped.'),
    date: Type.Optional(Day('Date', 'When it left.')),
    warehouse: Type.Optional(Reference('Warehouse', 'Ref of the warehouse that lines without one of their own leave.')),
    trackingNumber: Type.Optional(Text('Tracking number', 'Of the parcel.', 50)),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            product: Reference('Product', 'Its ref.', 128),
            quantity: Amount('Quantity', 'Decimal text with a point.'),
            warehouse: Type.Optional(Reference('Warehouse', 'Ref of the one that it leaves.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'What is shipped. All goods that were ordered when empty.', minItems: 1, maxItems: 300 },
      ),
    ),
    validate: Type.Optional(Type.Boolean({ title: 'Validate', description: 'Gives it a number and its effect on stock. Default: yes.' })),
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

export const createShipment = {
  id: 'create-shipment',
  label: 'Create a shipment',
  description:
    'Ships an order or a part of it, with warehouses and a tracking number, unless there is a shipment of this reference, and validates it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('shipment', Input, SHIPMENT_INPUT_FIELDS),
  output: Type.Object({
    shipment: speaking('shipment', Shipment, SHIPMENT_OUTPUT_FIELDS),
    created: Type.Boolean({ title: 'Made now' }),
  }),
  example: { shipment: SHIPMENT, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'shipments', wanted.reference]), async () => {
      const known = await findShipment(context, wanted.reference)
      const order = await shippedOrder(context, wanted.order, known === undefined)
      if (known && textOf(known.origin_id) !== String(order.id))
        throw new AppError('vendor-rejected', {
          message: say`Reference ${wanted.reference} is taken by shipment ${textOf(known.ref)} of another order than ${wanted.order}.`,
          fix: 'Give every shipment a reference of its own, such as that of the order with a number behind it.',
        })
      const id = known ? String(known.id) : await create(context, 'shipments', await bodyOf(context, wanted, order))
      const made = await readShipment(context, id)
      if (wanted.validate === false || shipmentStatus(made) !== 'draft')
        return { shipment: await toShipment(made, context), created: !known }
      await press(context, `shipments/${id}/validate`, { notrigger: 0 })
      return { shipment: await toShipment(await readShipment(context, id), context), created: !known }
    })
  },
} as const satisfies Action

/** Throws `vendor-rejected` for one that is not there, and where something is to be shipped for one that cannot be. */
async function shippedOrder(context: ActionContext, reference: string, isNew: boolean): Promise<ExternalDocument> {
  const found = await findDocument(context, ORDERS, reference)
  if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no order ${reference}.`, fix: 'Make the order first.' })
  const status = statusOf(ORDERS, found)
  if (isNew && (status === 'draft' || status === 'cancelled'))
    throw new AppError('vendor-rejected', {
      message: say`Order ${reference} is ${status === 'draft' ? 'a draft' : 'cancelled'} and cannot be shipped.`,
      fix: 'Validate the order in Dolibarr, if it is meant.',
    })
  return await readDocument(context, ORDERS, String(found.id))
}

async function bodyOf(context: ActionContext, wanted: Wanted, order: ExternalDocument): Promise<object> {
  const parts: readonly Part[] = wanted.lines
    ? allotted(wanted, wanted.lines, order)
    : goodsOf(order).map(({ line, open }) => ({ line, quantity: open }))
  if (parts.length === 0)
    throw new AppError('vendor-rejected', {
      message: say`Order ${wanted.order} has no goods to ship.`,
      fix: 'Only lines with a product that is no service are shipped.',
    })
  const warehouses = new Map<string, number>()
  const lines = []
  for (const [index, { line, quantity, warehouse = wanted.warehouse }] of parts.entries()) {
    if (warehouse !== undefined && !warehouses.has(warehouse))
      warehouses.set(warehouse, Number(await idByRef(context, 'warehouses', warehouse, 'warehouse')))
    lines.push({
      origin_line_id: lineId(line),
      qty: numberOf(quantity.toFixed()),
      entrepot_id: warehouse === undefined ? 0 : warehouses.get(warehouse),
      // What Dolibarr reads of each line, or complains about where it is missing.
      rang: index + 1,
      array_options: [],
    })
  }
  return {
    socid: Number(order.socid),
    // The one is checked, the other links the shipment to its order.
    origin_type: 'commande',
    origin: 'commande',
    origin_id: Number(order.id),
    ref_ext: wanted.reference,
    ...(textOf(order.ref_client) !== '' && { ref_customer: textOf(order.ref_client) }),
    ...(wanted.trackingNumber !== undefined && { tracking_number: wanted.trackingNumber }),
    // Version 16 reads the older name.
    ...(wanted.date !== undefined && { date_expedition: momentOf(wanted.date, context), date_shipping: momentOf(wanted.date, context) }),
    lines,
  }
}

type OrderLine = NonNullable<ExternalDocument['lines']>[number]
interface Part {
  readonly line: OrderLine
  readonly quantity: Decimal
  readonly warehouse?: string | undefined
}

const lineId = ({ id, rowid }: OrderLine): number => Number(textOf(id) || textOf(rowid))

/** Lines with a product that is no service, and what was ordered of each. */
const goodsOf = ({ lines = [] }: ExternalDocument) =>
  lines
    .filter((line) => !['', '0'].includes(textOf(line.fk_product)) && textOf(line.product_type) !== '1')
    .map((line) => ({ line, open: new Decimal(decimalOf(line.qty)) }))

/** Each wanted quantity on the order's lines of its product, in their order. Throws `vendor-rejected` for more than was ordered. */
function allotted({ order: reference }: Wanted, lines: NonNullable<Wanted['lines']>, order: ExternalDocument): readonly Part[] {
  const goods = goodsOf(order)
  const open = new Map(goods.map(({ line, open: ordered }) => [line, ordered]))
  return lines.flatMap(({ product, quantity, warehouse }) => {
    let left = new Decimal(quantity)
    const parts: Part[] = []
    for (const { line } of goods) {
      const still = open.get(line) ?? new Decimal(0)
      if (textOf(line.product_ref) !== product || left.lte(0) || still.lte(0)) continue
      const taken = Decimal.min(left, still)
      parts.push({ line, quantity: taken, warehouse })
      open.set(line, still.minus(taken))
      left = left.minus(taken)
    }
    if (left.gt(0) || parts.length === 0)
      throw new AppError('vendor-rejected', {
        message: say`Order ${reference} has not so much of ${product}: ${quantity} are to be shipped, ${new Decimal(quantity).minus(left).toFixed()} were ordered.`,
        fix: 'Correct the quantity, or the order in Dolibarr.',
      })
    return parts
  })
}
