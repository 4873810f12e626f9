// What moved the account's balance, newest first, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Movement, toMovement } from '../canonical.ts'
import { MOVEMENT } from '../examples.ts'
import { BalanceTransaction } from '../schemas.ts'
import { madeWithin, NextPage, page, readPage } from './paging.ts'

const Input = Type.Object(
  {
    payoutId: Type.Optional(
      Type.String({ title: 'Payout', description: 'Only those in it, such as po_1P….', pattern: '^po_[A-Za-z0-9]{6,60}$' }),
    ),
    type: Type.Optional(Type.String({ title: 'Type', description: 'Such as charge, refund, stripe_fee.', pattern: '^[a-z_]{3,60}$' })),
    ...madeWithin,
    ...page(100),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  transactions: Type.Array(Movement, { title: 'Transactions', description: 'Newest first.' }),
  next: NextPage,
})

export const findBalanceTransactions = {
  id: 'find-balance-transactions',
  label: 'Find balance transactions',
  description: 'Lists what moved the balance: charges, refunds, fees, disputes, payouts.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { transactions: [MOVEMENT], next: null },
  paging: { items: 'transactions', next: 'next', cursor: 'after' },
  async run(input, context) {
    const { limit = 100, payoutId: payout, type, ...asked } = parseInput(Input, input)
    const { records, next } = await readPage(context, '/v1/balance_transactions', BalanceTransaction, asked, { payout, type, limit })
    return { transactions: records.map(toMovement), next }
  },
} as const satisfies Action
