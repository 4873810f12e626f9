// Takes in what came back: restocks it, gives the money back, lets the exchange go out, and closes the return. The flow says how many have come back
// altogether, not how many more: so a repetition finds nothing left to do.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { CLOSE_RETURN, PROCESS_RETURN, RETURN_OUTCOME, type Return, type ReturnLine } from '../../documents/return.ts'
import { RETAIL_RETURN } from '../../examples/returns.ts'
import { lineItemGid, LineItemId, locationGid, LocationId, returnGid, ReturnId } from '../../gid.ts'
import { choice } from '../../schemas/parts.ts'
import { needInput } from '../need-input.ts'
import { readReturn } from './get-return.ts'
import { RetailReturn, toRetailReturn } from './retail-return.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RETURN_FIELDS } from '../../retail.ts'

const Input = Type.Object(
  {
    returnId: ReturnId,
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineItemId: LineItemId,
            quantity: Type.Integer({
              title: 'Came back',
              description: 'How many altogether, also earlier',
              minimum: 0,
              maximum: 1_000_000,
            }),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'Left out: everything came back', minItems: 1, maxItems: 50 },
      ),
    ),
    goods: Type.Optional(
      choice(['restocked', 'not_restocked', 'processing_required', 'missing'], {
        title: 'Goods',
        description:
          'restocked: back into stock at the location; not_restocked: not fit for sale; processing_required: to be looked at; missing',
        default: 'not_restocked',
      }),
    ),
    locationId: Type.Optional({ ...LocationId, description: 'Where the goods are; needed to restock' }),
    refund: Type.Optional(
      choice(['original', 'none'], {
        title: 'Pay back',
        description: 'original: what Shopify computes, the way it was paid; none: nothing',
        default: 'original',
      }),
    ),
    notifyCustomer: Type.Optional(Type.Boolean({ title: 'Notify the customer', default: false })),
    close: Type.Optional(Type.Boolean({ title: 'Close it', description: 'When everything came back', default: true })),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

export const processReturn = {
  id: 'process-return',
  label: 'Process a return',
  description: 'Takes in what came back: restocks it, pays back, and lets go what is sent instead.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: speaking('refund', RetailReturn, RETURN_FIELDS),
  example: { ...RETAIL_RETURN, status: 'closed', closedAt: '2026-11-24T11:00:00Z', refunded: { amount: '13.50', currency: 'GBP' } },
  async run(input, context) {
    const given = parseInput(Input, input)
    const goods = given.goods ?? 'not_restocked'
    needInput(goods !== 'restocked' || given.locationId !== undefined, '/locationId', 'Give the location where the goods go back to.')
    const id = returnGid(given.returnId)
    const found = await readReturn(context, id)
    if (found.status === 'REQUESTED' || found.status === 'DECLINED' || found.status === 'CANCELED') {
      throw new AppError('vendor-rejected', {
        message: say`${found.name} is ${found.status.toLowerCase()}, so nothing of it can come back.`,
        fix: 'Approve the return in Shopify first.',
      })
    }
    const lines = openLines(found, given.lines)
    const exchange = found.exchangeLineItems.nodes
      .filter(({ processableQuantity }) => processableQuantity > 0)
      .map((line) => ({ id: line.id, quantity: line.processableQuantity }))
    let now: Return = found
    if (lines.length > 0 || exchange.length > 0) {
      const asked = lines.map(({ line, quantity }) => ({ id: line.id, quantity }))
      const transactions = given.refund === 'none' ? [] : await paybacks(context, id, asked, exchange)
      const answer = await graphql(context, PROCESS_RETURN, {
        input: {
          returnId: id,
          returnLineItems: lines.map(({ line, quantity }) => ({
            id: line.id,
            quantity,
            dispositions: dispositions(found, line, quantity, goods, given.locationId),
          })),
          exchangeLineItems: exchange,
          notifyCustomer: given.notifyCustomer ?? false,
          ...(transactions.length > 0 && { financialTransfer: { issueRefund: { orderTransactions: transactions } } }),
        },
      })
      const payload = payloadOf(answer.returnProcess, 'process the return')
      refuseUserErrors('process the return', payload.userErrors)
      if (!payload.return)
        throw new AppError('vendor-answer-invalid', { message: 'Shopify processed the return without answering with it.' })
      now = payload.return
    }
    const isDone = now.returnLineItems.nodes.every(({ unprocessedQuantity }) => unprocessedQuantity === 0)
    if (!isDone || now.status !== 'OPEN' || given.close === false) return toRetailReturn(now)
    const closed = payloadOf((await graphql(context, CLOSE_RETURN, { id })).returnClose, 'close the return')
    refuseUserErrors('close the return', closed.userErrors)
    return toRetailReturn(closed.return ?? now) satisfies Static<typeof RetailReturn>
  },
} as const satisfies Action

interface OpenLine {
  readonly line: ReturnLine
  /** That is to be processed now. */
  readonly quantity: number
}

/** What came back and is not processed yet. Throws `action-input-invalid` for a line that the return does not have, or has fewer of. */
function openLines(found: Return, given: Input['lines']): readonly OpenLine[] {
  if (!given) {
    return found.returnLineItems.nodes.flatMap((line) =>
      line.processableQuantity > 0 ? [{ line, quantity: line.processableQuantity }] : [],
    )
  }
  return given.flatMap(({ lineItemId, quantity }, index) => {
    const id = lineItemGid(lineItemId)
    // One line of the order may come back in several lines of the return, one for each parcel.
    const parts = found.returnLineItems.nodes.filter(({ fulfillmentLineItem }) => fulfillmentLineItem?.lineItem.id === id)
    const most = parts.reduce((sum, part) => sum + part.quantity, 0)
    needInput(quantity <= most, `/lines/${index}/quantity`, `${found.name} has ${most} of this line, not ${quantity}.`)
    let left = quantity - parts.reduce((sum, part) => sum + part.processedQuantity, 0)
    return parts.flatMap((line): OpenLine[] => {
      const taken = Math.max(0, Math.min(left, line.processableQuantity))
      left -= taken
      return taken === 0 ? [] : [{ line, quantity: taken }]
    })
  })
}

function dispositions(
  found: Awaited<ReturnType<typeof readReturn>>,
  line: ReturnLine,
  quantity: number,
  goods: string,
  locationId: Input['locationId'],
): Json[] {
  const item = found.reverseFulfillmentOrders.nodes
    .flatMap(({ lineItems }) => lineItems.nodes)
    .find(({ fulfillmentLineItem }) => fulfillmentLineItem?.id === line.fulfillmentLineItem?.id)
  // Nothing to be sent back, such as a service: then there is nothing to say of it.
  if (!item) return []
  return [
    {
      reverseFulfillmentOrderLineItemId: item.id,
      quantity,
      dispositionType: goods.toUpperCase(),
      ...(locationId !== undefined && { locationId: locationGid(locationId) }),
    },
  ]
}

async function paybacks(context: ActionContext, id: string, lines: readonly Json[], exchange: readonly Json[]): Promise<Json[]> {
  const { return: outcome } = await graphql(context, RETURN_OUTCOME, { id, lines: [...lines], exchange: [...exchange] })
  const transactions = outcome?.suggestedFinancialOutcome?.financialTransfer?.suggestedTransactions ?? []
  return transactions.flatMap(({ amountSet, parentTransaction }) => {
    const { amount, currencyCode } = amountSet.presentmentMoney
    return parentTransaction && new Decimal(amount).gt(0)
      ? [{ parentId: parentTransaction.id, transactionAmount: { amount, currencyCode } }]
      : []
  })
}
