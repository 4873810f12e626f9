// Refunds a payment, once: Square answers a repeated key with the first refund. Its keys have 45 characters at most.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOfMinor, toMinor } from '#connectors/kit/retail/money.ts'
import { post } from '../client.ts'
import { SQUARE_REFUND } from '../examples.ts'
import { SquareRefund, type SquareRefund as Refund } from '../schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      paymentId: Type.String({ title: 'Payment id', description: 'Of the tender.', pattern: '^[A-Za-z0-9_-]{5,192}$' }),
      amount: Type.String({ title: 'Amount', description: 'As decimal text.', pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' }),
      currency: Type.String({ title: 'Currency', description: 'Of the payment, such as GBP.', pattern: '^[A-Z]{3}$' }),
      reason: Type.Optional(Type.String({ title: 'Reason', description: 'For staff.', maxLength: 192 })),
    },
    { additionalProperties: false },
  ),
  REFUND_INPUT_FIELDS,
)
export const RefundOutput = Type.Object({
  id: Type.String({ title: 'Refund id' }),
  status: Type.Union([Type.String(), Type.Null()], { title: 'Status', description: 'PENDING, COMPLETED, REJECTED or FAILED' }),
  amount: Type.Object(Money.properties, { title: 'Amount' }),
  paymentId: Type.Union([Type.String(), Type.Null()], { title: 'Payment id' }),
  orderId: Type.Union([Type.String(), Type.Null()], { title: 'Sale of the refund', description: 'A sale of its own, with what came back' }),
})
const toOutput = (refund: Refund) => ({
  id: refund.id,
  status: refund.status ?? null,
  amount: moneyOfMinor(refund.amount_money.amount ?? 0, refund.amount_money.currency ?? 'USD'),
  paymentId: refund.payment_id ?? null,
  orderId: refund.order_id ?? null,
})

export const createRefund = {
  id: 'create-refund',
  label: 'Refund a payment',
  description: 'Pays back a payment, all or in part. The same record never refunds twice.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: RefundOutput,
  example: toOutput(SQUARE_REFUND),
  async run(input, context) {
    const { paymentId, amount, currency, reason } = parseInput(Input, input)
    const minor = toMinor(amount, currency)
    if (minor === undefined) {
      throw new AppError('action-input-invalid', {
        message: say`${amount} has more decimals than ${currency} has.`,
        issues: [{ path: '/amount', code: 'decimals', message: 'More decimals than the currency has.' }],
      })
    }
    const { refund } = await post(context, '/v2/refunds', Type.Object({ refund: SquareRefund }), {
      idempotency_key: keyOf(context.idempotencyKey),
      payment_id: paymentId,
      amount_money: { amount: minor, currency },
      ...(reason !== undefined && { reason }),
    })
    return toOutput(refund)
  },
} as const satisfies Action

export const keyOf = (key: string): string => createHash('sha256').update(key).digest('base64url')
