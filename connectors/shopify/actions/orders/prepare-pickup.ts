// Tells that an order can be picked up at a store: Shopify sends the customer its message. Shopify takes no idempotency key here and shows
// nowhere what is ready: it refuses what was told before, with a code, and that is nothing left to do.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import type { AnswerOf } from '../../documents/document.ts'
import { ORDER_PICKUPS, PREPARED_FOR_PICKUP, type Pickup } from '../../documents/pickup.ts'
import { locationGid, LocationId, orderGid, OrderId } from '../../gid.ts'
import { orderMissing } from './get-order.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    locationId: Type.Optional({ ...LocationId, description: 'Only what is picked up at this store' }),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  orderName: Type.String({ title: 'Order number' }),
  alreadyReady: Type.Boolean({
    title: 'Already ready',
    description: 'True when nothing was left to do: the customer was told before, or has the goods',
  }),
  pickups: Type.Array(
    Type.Object({
      fulfillmentOrderId: Type.String({ title: 'Fulfilment order id' }),
      locationId: Type.Union([Type.String(), Type.Null()], { title: 'Location id' }),
      location: Type.String({ title: 'Location' }),
      collected: Type.Boolean({ title: 'Collected', description: 'True when the goods were handed out' }),
    }),
    { title: 'Pick-ups', description: 'One for each store' },
  ),
})

const OPEN = ['OPEN', 'IN_PROGRESS']
/** Of 50: far more than one order has. */
const MOST_PAGES = 10
const NOTHING_LEFT = 'NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER'

export const preparePickup = {
  id: 'prepare-pickup',
  label: 'Tell that a pick-up is ready',
  description:
    'Marks what a customer picks up at a store as ready there; Shopify sends its message, once. "Ship an order" follows when it is handed out.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    orderId: 'gid://shopify/Order/6151042531042',
    orderName: '#1042',
    alreadyReady: false,
    pickups: [
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/9825000000001',
        locationId: 'gid://shopify/Location/70210388195',
        location: 'Harbour Street shop',
        collected: false,
      },
    ],
  },
  async run(input, context) {
    const { orderId, locationId } = parseInput(Input, input)
    const order = await readPickups(orderGid(orderId), context)
    if (order.cancelledAt !== null) throw refused(say`Order ${order.name} was cancelled: nothing of it is picked up.`)
    const place = locationId === undefined ? undefined : locationGid(locationId)
    const pickups = order.pickups.filter((one) => place === undefined || one.assignedLocation.location?.id === place)
    if (pickups.length === 0) {
      throw refused(
        place === undefined
          ? say`Nothing of order ${order.name} is picked up at a store: its customer did not choose that.`
          : say`Nothing of order ${order.name} is picked up at the location ${place}.`,
      )
    }
    const held = pickups.find(({ status }) => !OPEN.includes(status) && status !== 'CLOSED')
    if (held) throw refused(say`The pick-up of order ${order.name} is ${held.status.toLowerCase()} in Shopify: it cannot be ready.`)
    let told = 0
    for (const pickup of pickups) if (OPEN.includes(pickup.status) && (await prepare(order.name, pickup, context))) told++
    return {
      orderId: order.id,
      orderName: order.name,
      alreadyReady: told === 0,
      pickups: pickups.map(({ id, status, assignedLocation }) => ({
        fulfillmentOrderId: id,
        locationId: assignedLocation.location?.id ?? null,
        location: assignedLocation.name,
        collected: status === 'CLOSED',
      })),
    } satisfies Static<typeof Output>
  },
} as const satisfies Action

/** What of an order is picked up; what was moved to another store leaves a cancelled one behind. */
async function readPickups(id: string, context: CallContext) {
  const pickups: Pickup[] = []
  let after: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const answer: AnswerOf<typeof ORDER_PICKUPS> = await graphql(context, ORDER_PICKUPS, { id, after })
    const { order } = answer
    if (!order) throw orderMissing(id)
    const { nodes, pageInfo } = order.fulfillmentOrders
    pickups.push(...nodes.filter((one) => one.deliveryMethod?.methodType === 'PICK_UP' && one.status !== 'CANCELLED'))
    if (!pageInfo.hasNextPage) return { id: order.id, name: order.name, cancelledAt: order.cancelledAt, pickups }
    after = pageInfo.endCursor
  }
  throw refused(say`Order ${id} has more fulfilment orders than Tillflow reads.`)
}

/** False when it was told before. */
async function prepare(name: string, { id }: Pickup, context: CallContext): Promise<boolean> {
  const answer = await graphql(context, PREPARED_FOR_PICKUP, { input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] } })
  const { userErrors } = payloadOf(answer.fulfillmentOrderLineItemsPreparedForPickup, 'tell that the pick-up is ready')
  refuseUserErrors(
    `tell that the pick-up of order ${name} is ready`,
    userErrors.filter(({ code }) => code !== NOTHING_LEFT),
  )
  return userErrors.length === 0
}

const refused = (message: ReturnType<typeof say>): AppError => new AppError('vendor-rejected', { message })
