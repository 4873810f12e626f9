// Refunds an order once: the refund carries our key, and an order's refunds are looked through for it first.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { listAll, read, write } from '../client.ts'
import { REFUND } from '../examples.ts'
import { Refund, toRefund } from '../refund.ts'
import { WooOrder, WooRefund } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS } from '../retail.ts'

const Amount = (title: string, description: string) => Type.String({ title, description, pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' })

const Input = speaking(
  'refund',
  Type.Object(
    {
      orderId: OrderId,
      amount: Amount('Amount', 'All that is given back, with tax and shipping, as decimal text.'),
      reason: Type.Optional(Type.String({ title: 'Reason', description: 'The shopper may see it.', maxLength: 500 })),
      payBack: Type.Boolean({
        title: 'Pay back now',
        description: 'Lets the payment provider of the order send the money. Otherwise the refund is only written down.',
      }),
      restock: Type.Optional(
        Type.Boolean({ title: 'Restock', description: 'Puts the quantities of the lines back into stock. Default: no.' }),
      ),
      lines: Type.Optional(
        Type.Array(
          Type.Object(
            {
              lineId: OrderId,
              quantity: Type.Optional(Type.Integer({ title: 'Quantity', description: 'That comes back.', minimum: 0 })),
              amount: Amount('Amount', 'Without tax.'),
              taxes: Type.Optional(
                Type.Array(
                  Type.Object(
                    {
                      rateId: Type.Integer({ title: 'Tax rate id', description: 'Of a tax line of the order.' }),
                      amount: Amount('Tax', 'Given back.'),
                    },
                    { additionalProperties: false },
                  ),
                  { title: 'Taxes', description: 'Given back with this line.' },
                ),
              ),
            },
            { additionalProperties: false },
          ),
          { title: 'Lines', description: 'Of lines, shipping or fees. Empty: an amount that stands on no line.', maxItems: 500 },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  REFUND_INPUT_FIELDS,
)
const Output = Type.Object({
  refund: Refund,
  created: Type.Boolean({ title: 'Made now', description: 'False: an earlier try had made it.' }),
})

/** Without an underscore in front, so that no version of the API hides it. */
const KEY = 'tillflow_key'

export const createRefund = {
  id: 'create-refund',
  label: 'Refund an order',
  description: 'Refunds an amount, with or without lines. The same record never refunds twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { refund: REFUND, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`refund ${identityOf(context.config)} ${wanted.orderId}`, () => refundOnce(wanted, context))
  },
} as const satisfies Action

async function refundOnce(wanted: Static<typeof Input>, context: ActionContext): Promise<Static<typeof Output>> {
  const path = `/orders/${wanted.orderId}`
  const { currency } = await read(context, path, WooOrder)
  const isOurs = (refund: WooRefund) => refund.meta_data.some(({ key, value }) => key === KEY && value === context.idempotencyKey)
  const known = (await listAll(context, `${path}/refunds`, WooRefund)).find(isOurs)
  if (known) return { refund: toRefund(known, currency), created: false }
  const refund = await write(context, 'POST', `${path}/refunds`, WooRefund, {
    amount: wanted.amount,
    reason: wanted.reason ?? '',
    api_refund: wanted.payBack,
    api_restock: wanted.restock === true,
    meta_data: [{ key: KEY, value: context.idempotencyKey }],
    ...(wanted.lines && { line_items: wanted.lines.map(lineOf) }),
  })
  if (!isOurs(refund)) {
    throw new AppError('vendor-answer-invalid', {
      message: say`WooCommerce made the refund ${refund.id}, but did not keep the key that a repetition is recognised by.`,
      disposition: 'uncertain',
    })
  }
  return { refund: toRefund(refund, currency), created: true }
}

/** WooCommerce wants numbers here, and text for the amount of the whole. */
const lineOf = ({ lineId, quantity, amount, taxes }: NonNullable<Static<typeof Input>['lines']>[number]) => ({
  id: Number(lineId),
  ...(quantity !== undefined && { quantity }),
  refund_total: exactNumber(amount),
  ...(taxes && { refund_tax: taxes.map((tax) => ({ id: tax.rateId, refund_total: exactNumber(tax.amount) })) }),
})
