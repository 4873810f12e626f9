// Ships an order, or some of its lines: a fulfilment, and its parcel with a tracking number. The fulfilment carries our key and the parcel
// its number, so that a second try goes on where the first one ended.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { write } from '../client.ts'
import type { Fulfillment, MedusaOrder } from '../schemas/order.ts'
import { readOrder } from './get-order.ts'
import { OrderId } from './order-id.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SHIPMENT_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'shipment',
  Type.Object(
    {
      orderId: OrderId,
      locationId: Type.String({
        title: 'Stock location',
        description: 'It leaves from, such as sloc_01J….',
        pattern: '^sloc_[0-9A-Za-z]{10,40}$',
      }),
      trackingNumber: Type.String({ title: 'Tracking number', description: 'Of the parcel.', minLength: 1, maxLength: 200 }),
      trackingUrl: Type.Optional(Type.String({ title: 'Tracking page', description: 'Address for the shopper.', maxLength: 1_000 })),
      lines: Type.Optional(
        Type.Array(
          Type.Object(
            {
              lineId: Type.String({ title: 'Line id', description: 'Of the order, such as ordli_01J….', minLength: 1, maxLength: 60 }),
              quantity: Type.Integer({ title: 'Quantity', description: 'That is in the parcel.', minimum: 1 }),
            },
            { additionalProperties: false },
          ),
          { title: 'Lines', description: 'Empty: all that is not fulfilled yet.', maxItems: 500 },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  SHIPMENT_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  fulfillmentId: Type.String({ title: 'Fulfilment id' }),
  trackingNumber: Type.String({ title: 'Tracking number' }),
})
const Anything = Type.Object({ order: Type.Object({ id: Type.String() }) })

export const createShipment = {
  id: 'create-shipment',
  label: 'Ship an order',
  description: 'Fulfils lines of an order and adds the parcel with its tracking number. The same parcel is made once.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { fulfillmentId: 'ful_01JQ8Z6T7N5V4W3X2Y1Z0A9B8C', trackingNumber: '1Z999AA10123456784' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`shipment ${identityOf(context.config)} ${wanted.orderId}`, () => shipOnce(wanted, context))
  },
} as const satisfies Action

const isOpen = ({ canceled_at: cancelled }: Fulfillment) => cancelled === null

async function shipOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const { orderId, trackingNumber } = wanted
  const answer = (fulfillment: Fulfillment) => ({ fulfillmentId: fulfillment.id, trackingNumber })
  const order = await readOrder(context, orderId)
  const shipped = order.fulfillments
    .filter(isOpen)
    .find(({ labels = [] }) => labels.some((label) => label.tracking_number === trackingNumber))
  if (shipped) return answer(shipped)
  const begun = order.fulfillments.filter(isOpen).find((fulfillment) => isOurs(fulfillment, context))
  const fulfillment = begun ?? (await fulfil(wanted, order, context))
  const url = wanted.trackingUrl ?? '#'
  await write(context, `/admin/orders/${orderId}/fulfillments/${fulfillment.id}/shipments`, Anything, {
    items: (fulfillment.items ?? []).flatMap((item) =>
      item.line_item_id === null ? [] : [{ id: item.line_item_id, quantity: new Decimal(item.raw_quantity.value).toNumber() }],
    ),
    labels: [{ tracking_number: trackingNumber, tracking_url: url, label_url: url }],
  })
  return answer(fulfillment)
}

const isOurs = ({ metadata }: Fulfillment, { idempotencyKey }: ActionContext) =>
  isRecord(metadata) && metadata['tillflow_key'] === idempotencyKey

async function fulfil({ orderId, locationId, lines }: Wanted, order: MedusaOrder, context: ActionContext): Promise<Fulfillment> {
  const items = lines ? lines.map(({ lineId, quantity }) => ({ id: lineId, quantity })) : remaining(order)
  if (items.length === 0) {
    throw new AppError('vendor-rejected', {
      message: say`Order #${order.display_id} has nothing left to fulfil.`,
      fix: 'Look at the order in Medusa: it may be fulfilled under another tracking number, or cancelled.',
    })
  }
  await write(context, `/admin/orders/${orderId}/fulfillments`, Anything, {
    location_id: locationId,
    items,
    metadata: { tillflow_key: context.idempotencyKey },
  })
  const made = (await readOrder(context, orderId)).fulfillments.filter(isOpen).find((fulfillment) => isOurs(fulfillment, context))
  if (made) return made
  throw new AppError('vendor-answer-invalid', {
    message: say`Medusa fulfilled order #${order.display_id}, but did not keep the key that a repetition is recognised by.`,
    disposition: 'uncertain',
  })
}

const remaining = ({ items }: MedusaOrder) =>
  items
    .map((item) => ({
      id: item.id,
      quantity: new Decimal(item.raw_quantity.value).minus(item.detail.raw_fulfilled_quantity.value).toNumber(),
    }))
    .filter(({ quantity }) => quantity > 0)
