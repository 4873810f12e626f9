// Charges by time or payment intent, newest first, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Payment, toPayment } from '../canonical.ts'
import { list } from '../client.ts'
import { PAYMENT } from '../examples.ts'
import { Charge } from '../schemas.ts'

const time = (title: string, description: string) => Type.Optional(Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T' }))
const Input = Type.Object(
  {
    paymentIntent: Type.Optional(
      Type.String({ title: 'Payment intent', description: 'Such as pi_3P…: only its charges.', pattern: '^pi_[A-Za-z0-9]{6,60}$' }),
    ),
    from: time('From', 'ISO instant: made then or later.'),
    before: time('Before', 'ISO instant: made earlier.'),
    after: Type.Optional(Type.String({ title: 'After', description: 'Next page: the cursor that the page before gave.', maxLength: 80 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 50.', minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  payments: Type.Array(Payment, { title: 'Payments', description: 'Newest first.' }),
  next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
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
    const { paymentIntent, from, before, after, limit = 50 } = parseInput(Input, input)
    const seconds = (iso: string | undefined) => (iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1_000))
    const { records, more } = await list(context, '/v1/charges', Charge, {
      payment_intent: paymentIntent,
      'created[gte]': seconds(from),
      'created[lt]': seconds(before),
      starting_after: after,
      limit,
      'expand[]': 'data.balance_transaction',
    })
    return { payments: records.map(toPayment), next: more ? (records.at(-1)?.id ?? null) : null }
  },
} as const satisfies Action
