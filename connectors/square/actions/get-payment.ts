// One payment and one refund, such as those that a webhook or a sale names.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { Payment, PAYMENT, Refund, REFUND, toPayment, toRefund } from '../payment.ts'
import { SquarePayment, SquareRefund } from '../schemas.ts'

const PaymentInput = Type.Object(
  { paymentId: Type.String({ title: 'Payment id', description: 'Of the tender.', pattern: '^[A-Za-z0-9_-]{5,192}$' }) },
  { additionalProperties: false },
)
const RefundInput = Type.Object(
  { refundId: Type.String({ title: 'Refund id', description: 'As the list of refunds has it.', pattern: '^[A-Za-z0-9_-]{5,255}$' }) },
  { additionalProperties: false },
)

export const getPayment = {
  id: 'get-payment',
  label: 'Get a payment',
  description: 'Reads a payment with tip, what was refunded of it, and the fee once Square knows it.',
  effect: 'read',
  safety: 'upsert',
  input: PaymentInput,
  output: Payment,
  example: PAYMENT,
  async run(input, context) {
    const { paymentId } = parseInput(PaymentInput, input)
    const { payment } = await read(context, `/v2/payments/${paymentId}`, Type.Object({ payment: SquarePayment }))
    return toPayment(payment)
  },
} as const satisfies Action

export const getRefund = {
  id: 'get-refund',
  label: 'Get a refund',
  description: 'Reads a refund and how far it is; "Get a sale" reads what came back with it.',
  effect: 'read',
  safety: 'upsert',
  input: RefundInput,
  output: Refund,
  example: REFUND,
  async run(input, context) {
    const { refundId } = parseInput(RefundInput, input)
    const { refund } = await read(context, `/v2/refunds/${refundId}`, Type.Object({ refund: SquareRefund }))
    return toRefund(refund)
  },
} as const satisfies Action
