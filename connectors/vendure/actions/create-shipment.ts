// Ships an order, or some of its lines: a fulfilment with its tracking code, moved to Shipped. The tracking code tells a second try.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { graphql, refuseErrorResult } from '../client.ts'
import type { VendureOrder } from '../order.ts'
import { OrderId, readOrder } from './get-order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SHIPMENT_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'shipment',
  Type.Object(
    {
      orderId: OrderId,
      trackingCode: Type.String({ title: 'Tracking code', description: 'Of the parcel.', minLength: 1, maxLength: 200 }),
      method: Type.Optional(Type.String({ title: 'Carrier', description: 'Such as UPS.', maxLength: 100 })),
      lines: Type.Optional(
        Type.Array(
          Type.Object(
            {
              lineId: Type.String({ title: 'Line id', description: 'Of the order.', minLength: 1, maxLength: 60 }),
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
  state: Type.String({ title: 'State' }),
  trackingCode: Type.String({ title: 'Tracking code' }),
})

const ADD = `mutation AddFulfillment($input: FulfillOrderInput!) {
  addFulfillmentToOrder(input: $input) { __typename ... on Fulfillment { id state } ... on ErrorResult { errorCode message } }
}`
const SHIP = `mutation ShipFulfillment($id: ID!) {
  transitionFulfillmentToState(id: $id, state: "Shipped") { __typename ... on Fulfillment { id state } ... on ErrorResult { errorCode message } }
}`
const Result = Type.Object({
  __typename: Type.String(),
  id: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
})

export const createShipment = {
  id: 'create-shipment',
  label: 'Ship an order',
  description: 'Fulfils lines of an order with a tracking code. The same parcel is made once.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { fulfillmentId: '7', state: 'Shipped', trackingCode: '1Z999AA10123456784' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`shipment ${identityOf(context.config)} ${wanted.orderId}`, () => shipOnce(wanted, context))
  },
} as const satisfies Action

async function shipOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const { orderId, trackingCode, method = 'Carrier' } = wanted
  const order = await readOrder(context, orderId)
  const known = (order.fulfillments ?? []).find(
    (fulfillment) => fulfillment.trackingCode === trackingCode && fulfillment.state !== 'Cancelled',
  )
  if (known && known.state !== 'Pending' && known.state !== 'Created') return { fulfillmentId: known.id, state: known.state, trackingCode }
  let id = known?.id
  if (id === undefined) {
    const lines = wanted.lines ? wanted.lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity })) : remaining(order)
    if (lines.length === 0) {
      throw new AppError('vendor-rejected', {
        message: say`Order ${order.code} has nothing left to fulfil.`,
        fix: 'Look at the order in Vendure: it may be fulfilled under another tracking code, or cancelled.',
      })
    }
    const handler = {
      code: 'manual-fulfillment',
      arguments: [
        { name: 'method', value: method },
        { name: 'trackingCode', value: trackingCode },
      ],
    }
    const { addFulfillmentToOrder: added } = await graphql(
      context,
      ADD,
      { input: { lines, handler } },
      Type.Object({ addFulfillmentToOrder: Result }),
    )
    refuseErrorResult(added, 'Fulfillment')
    id = added.id ?? ''
  }
  const { transitionFulfillmentToState: shipped } = await graphql(
    context,
    SHIP,
    { id },
    Type.Object({ transitionFulfillmentToState: Result }),
  )
  refuseErrorResult(shipped, 'Fulfillment')
  return { fulfillmentId: id, state: shipped.state ?? 'Shipped', trackingCode }
}

function remaining({ lines, fulfillments }: VendureOrder): readonly { readonly orderLineId: string; readonly quantity: number }[] {
  const done = new Map<string, number>()
  for (const part of (fulfillments ?? []).filter(({ state }) => state !== 'Cancelled').flatMap((fulfillment) => fulfillment.lines)) {
    done.set(part.orderLineId, (done.get(part.orderLineId) ?? 0) + part.quantity)
  }
  return lines
    .map(({ id, quantity }) => ({ orderLineId: id, quantity: quantity - (done.get(id) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}
