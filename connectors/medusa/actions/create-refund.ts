// Pays back part of a captured payment, once: the note of the refund carries our key, and the refunds are looked through for it first.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { identityOf } from '../auth.ts'
import { paymentsOf } from '../canonical.ts'
import { write } from '../client.ts'
import { Refund, type MedusaOrder, type MedusaPayment, type MedusaRefund } from '../schemas/order.ts'
import { readOrder } from './get-order.ts'
import { OrderId } from './order-id.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      orderId: OrderId,
      amount: Type.String({
        title: 'Amount',
        description: "In the order's currency, as decimal text.",
        pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$',
      }),
      note: Type.Optional(Type.String({ title: 'Note', description: 'For staff.', maxLength: 300 })),
    },
    { additionalProperties: false },
  ),
  REFUND_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  refundId: Type.String({ title: 'Refund id' }),
  amount: Type.Object(Money.properties, { title: 'Amount' }),
  created: Type.Boolean({ title: 'Paid back now', description: 'False: an earlier try had done it.' }),
})
const Refunded = Type.Object({ payment: Type.Object({ id: Type.String(), refunds: Type.Optional(Type.Array(Refund)) }) })

export const createRefund = {
  id: 'create-refund',
  label: 'Refund an order',
  description: 'Pays back an amount of a captured payment. The same record never refunds twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { refundId: 'ref_01JQ8Z6T7N5V4W3X2Y1Z0A9B8C', amount: { amount: '79.50', currency: 'USD' }, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`refund ${identityOf(context.config)} ${wanted.orderId}`, () => refundOnce(wanted, context))
  },
} as const satisfies Action

async function refundOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const order = await readOrder(context, wanted.orderId)
  const mark = `[${context.idempotencyKey}]`
  const isOurs = ({ note }: MedusaRefund) => note?.endsWith(mark) === true
  const answer = (refund: MedusaRefund, created: boolean) => ({
    refundId: refund.id,
    amount: moneyOf(new Decimal(refund.raw_amount.value), order.currency_code.toUpperCase()),
    created,
  })
  const known = paymentsOf(order)
    .flatMap(({ refunds = [] }) => refunds)
    .find(isOurs)
  if (known) return answer(known, false)
  const payment = payable(order, new Decimal(wanted.amount))
  const { payment: after } = await write(
    context,
    `/admin/payments/${payment.id}/refund`,
    Refunded,
    { amount: exactNumber(wanted.amount), note: `${wanted.note ?? 'Refund'} ${mark}` },
    { fields: 'id,*refunds' },
  )
  const made = after.refunds?.find(isOurs)
  if (made) return answer(made, true)
  throw new AppError('vendor-answer-invalid', {
    message: say`Medusa refunded order #${order.display_id}, but does not show the refund.`,
    disposition: 'uncertain',
  })
}

/** The first captured payment from which so much can still be paid back. */
function payable(order: MedusaOrder, amount: Decimal): MedusaPayment {
  const left = ({ raw_amount: paid, refunds = [] }: MedusaPayment) =>
    refunds.reduce<Decimal>((rest, { raw_amount: back }) => rest.minus(back.value), new Decimal(paid.value))
  const payment = paymentsOf(order).find((candidate) => candidate.captured_at !== null && left(candidate).gte(amount))
  if (payment) return payment
  throw new AppError('vendor-rejected', {
    message: say`No captured payment of order #${order.display_id} has ${amount.toFixed()} left to pay back.`,
    fix: 'Look at the payments of the order in Medusa.',
    issues: [{ path: '/amount', code: 'too-much', message: 'More than can be paid back from one payment.' }],
  })
}
