// What moved the balance of Shopify Payments, a page at a time, such as all of one payout.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailMovement, toRetailMovement } from '../../canonical-payout.ts'
import { RETAIL_MOVEMENT } from '../../examples/payouts.ts'
import { numberOf, payoutGid, PayoutId } from '../../gid.ts'
import { nullable } from '../../schemas/parts.ts'
import { ofPayout, pageOfTransactions } from './balance-transactions.ts'

const instant = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})$' }))

const Input = Type.Object(
  {
    payoutId: Type.Optional({ ...PayoutId, description: 'Only those in this payout' }),
    from: instant('From', 'ISO instant: processed then or later'),
    before: instant('Before', 'ISO instant: processed earlier'),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 250, default: 100 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  transactions: Type.Array(RetailMovement, { title: 'Transactions', description: 'Oldest first' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export const findBalanceTransactions = {
  id: 'find-balance-transactions',
  label: 'Find balance transactions',
  description: 'Lists what moved the balance of Shopify Payments, with gross, fee and net: all of a payout, or of a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { transactions: [RETAIL_MOVEMENT], hasMore: false, nextCursor: null },
  paging: { items: 'transactions', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { payoutId, from, before, limit, cursor } = parseInput(Input, input)
    const terms = [
      ...(payoutId === undefined ? [] : [ofPayout(numberOf(payoutGid(payoutId)))]),
      ...(from === undefined ? [] : [`processed_at:>='${from}'`]),
      ...(before === undefined ? [] : [`processed_at:<'${before}'`]),
    ]
    const { nodes, next } = await pageOfTransactions(context, terms.length === 0 ? null : terms.join(' AND '), limit ?? 100, cursor ?? null)
    return { transactions: nodes.map(toRetailMovement), hasMore: next !== null, nextCursor: next } satisfies Static<typeof Output>
  },
} as const satisfies Action
