// Makes a return, with what shall be sent instead where it is an exchange. Shopify takes no key here, so it looks first: the note of the first line ends
// with a mark of the record, by which a repetition finds the return.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import type { AnswerOf } from '../../documents/document.ts'
import { CREATE_RETURN, RETURN_REASONS, RETURNABLE } from '../../documents/return.ts'
import { RETAIL_RETURN } from '../../examples/returns.ts'
import { lineItemGid, LineItemId, orderGid, OrderId, variantGid, VariantId } from '../../gid.ts'
import { markerOf, withMarker } from '../marker.ts'
import { needInput } from '../need-input.ts'
import { orderMissing } from '../orders/get-order.ts'
import { findVariantsBySku } from '../products/find-variants.ts'
import { RetailReturn, toRetailReturn } from './retail-return.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RETURN_INPUT_FIELDS, RETURN_FIELDS } from '../../retail.ts'

const Line = Type.Object(
  {
    lineItemId: LineItemId,
    quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 1_000_000 }),
    reason: Type.Optional(
      Type.String({
        title: 'Reason',
        description: "Name or handle of one of Shopify's return reasons, such as Defective",
        minLength: 1,
        maxLength: 255,
        default: 'Other',
      }),
    ),
    note: Type.Optional(Type.String({ title: 'Note', minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
)

const Input = Type.Object(
  {
    orderId: OrderId,
    lines: Type.Array(Line, { title: 'Lines', description: 'What comes back; only what was shipped can', minItems: 1, maxItems: 50 }),
    exchange: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sku: Type.Optional(Type.String({ title: 'SKU', minLength: 1, maxLength: 255 })),
            variantId: Type.Optional({ ...VariantId, description: 'Instead of the SKU' }),
            quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 1_000_000 }),
          },
          { additionalProperties: false },
        ),
        { title: 'Sent instead', minItems: 1, maxItems: 50 },
      ),
    ),
    shippingFee: Type.Optional(
      Type.Object(
        {
          amount: Type.String({ title: 'Amount', pattern: '^[0-9]{1,12}(\\.[0-9]{1,3})?$' }),
          currency: Type.String({ title: 'Currency', pattern: '^[A-Z]{3}$' }),
        },
        { title: 'Return shipping fee', description: 'Taken off what is given back', additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

export const createReturn = {
  id: 'create-return',
  label: 'Make a return',
  description: 'Registers what a customer sends or brings back, and what is sent instead. "Process a return" follows when it has come.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, RETURN_INPUT_FIELDS),
  output: speaking('refund', RetailReturn, RETURN_FIELDS),
  example: RETAIL_RETURN,
  async run(input, context) {
    const given = parseInput(Input, input)
    const id = orderGid(given.orderId)
    const { order, returnableFulfillments } = await graphql(context, RETURNABLE, { id })
    if (!order) throw orderMissing(id)
    const marker = markerOf(context)
    const made = order.returns.nodes.find(({ returnLineItems }) =>
      returnLineItems.nodes.some((line) => line.returnReasonNote.includes(marker)),
    )
    if (made) return toRetailReturn(made) satisfies Static<typeof RetailReturn>

    const reasons = await reasonIds(
      context,
      given.lines.map(({ reason }) => reason ?? 'Other'),
    )
    const exchangeLineItems = await exchangeLines(context, given.exchange ?? [])
    const answer = await graphql(context, CREATE_RETURN, {
      input: {
        orderId: order.id,
        returnLineItems: given.lines.flatMap((line, index) =>
          takeFrom(returnableFulfillments, line, index).map((part) => ({
            ...part,
            returnReasonDefinitionId: reasons[index] ?? '',
            returnReasonNote: withMarker(line.note, marker),
          })),
        ),
        ...(exchangeLineItems.length > 0 && { exchangeLineItems }),
        ...(given.shippingFee && {
          returnShippingFee: { amount: { amount: given.shippingFee.amount, currencyCode: given.shippingFee.currency } },
        }),
        // Otherwise Shopify takes the goods for received at once.
        unprocessed: true,
      },
    })
    const payload = payloadOf(answer.returnCreate, 'make the return')
    refuseUserErrors('make the return', payload.userErrors)
    if (!payload.return) throw new AppError('vendor-answer-invalid', { message: 'Shopify made the return without answering with it.' })
    return toRetailReturn(payload.return)
  },
} as const satisfies Action

type Returnable = AnswerOf<typeof RETURNABLE>['returnableFulfillments']

/** A line may have been shipped in several parcels: it is taken from them in their order. */
function takeFrom({ nodes }: Returnable, line: Input['lines'][number], index: number) {
  const id = lineItemGid(line.lineItemId)
  const parcels = nodes
    .flatMap(({ returnableFulfillmentLineItems }) => returnableFulfillmentLineItems.nodes)
    .filter(({ fulfillmentLineItem }) => fulfillmentLineItem.lineItem.id === id)
  let left = line.quantity
  const parts = parcels.flatMap(({ quantity, fulfillmentLineItem }) => {
    const taken = Math.min(left, quantity)
    left -= taken
    return taken === 0 ? [] : [{ fulfillmentLineItemId: fulfillmentLineItem.id, quantity: taken }]
  })
  if (left === 0) return parts
  const message = `Of this line ${line.quantity - left} can be returned, not ${line.quantity}: only what was shipped and is not coming back already can.`
  throw new AppError('vendor-rejected', {
    message,
    fix: 'Lower the quantity, or ship the order first.',
    issues: [{ path: `/lines/${index}/quantity`, code: 'vendor-rejected', message }],
  })
}

async function reasonIds(context: ActionContext, wanted: readonly string[]): Promise<readonly string[]> {
  const { returnReasonDefinitions } = await graphql(context, RETURN_REASONS, {})
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return wanted.map((reason, index) => {
    const found = returnReasonDefinitions.nodes.find(
      ({ handle, name, deleted }) => !deleted && (plain(handle) === plain(reason) || plain(name) === plain(reason)),
    )
    needInput(
      found !== undefined,
      `/lines/${index}/reason`,
      `Shopify has no return reason ${reason}. It has: ${returnReasonDefinitions.nodes
        .filter(({ deleted }) => !deleted)
        .map(({ name }) => name)
        .join(', ')}.`,
    )
    return found.id
  })
}

async function exchangeLines(context: ActionContext, lines: NonNullable<Input['exchange']>) {
  const found = await findVariantsBySku(
    context,
    lines.flatMap(({ sku, variantId }) => (sku !== undefined && variantId === undefined ? [sku] : [])),
  )
  return lines.map(({ sku, variantId, quantity }, index) => {
    const variant = variantId === undefined ? found.get(sku ?? '') : { id: variantGid(variantId) }
    needInput(
      variant !== undefined && 'id' in variant,
      `/exchange/${index}/sku`,
      variant && 'problem' in variant ? variant.problem : 'Name the product that is sent instead.',
    )
    return { variantId: variant.id, quantity }
  })
}
