// Charges by time or payment intent, newest first, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Payment, toPayment } from '../canonical.ts'
import { PAYMENT } from '../examples.ts'
import { Charge } from '../schemas.ts'
import { madeWithin, NextPage, page, readPage } from './paging.ts'

const Input = Type.Object(
  {
    paymentIntent: Type.Optional(
      Type.String({ title: 'Payment intent', description: 'Such as pi_3P…: only its charges.', pattern: '^pi_[A-Za-z0-9]{6,60}$' }),
    ),
    ...madeWithin,
    ...page(50),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  payments: Type.Array(Payment, { title: 'Payments', description: 'Newest first.' }),
  next: NextPage,
})

export const findPayments = {
  id: 'find-payments',
  label: 'Find payments',
  description: 'Lists charges with fee and net amount.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { payments: [PAYMENT], next: null },
  paging: { items: 'payments', next: 'next', cursor: 'after' },
  async run(input, context) {
    const { limit = 50, paymentIntent, ...asked } = parseInput(Input, input)
    const query = { payment_intent: paymentIntent, limit, 'expand[]': 'data.balance_transaction' }
    const { records, next } = await readPage(context, '/v1/charges', Charge, asked, query)
    return { payments: records.map(toPayment), next }
  },
} as const satisfies Action
