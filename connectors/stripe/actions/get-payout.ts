// A payout with every transaction in it, proved to add up to the deposit: what clears the bank account in the books.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { Movement, Payout, toMovement, toPayout } from '../canonical.ts'
import { list, read } from '../client.ts'
import { MOVEMENT, PAYOUT, REFUND_MOVEMENT } from '../examples.ts'
import { BalanceTransaction, Payout as StripePayout } from '../schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { READ_PAYOUT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  { payoutId: Type.String({ title: 'Payout id', description: 'Such as po_1P….', pattern: '^po_[A-Za-z0-9]{6,60}$' }) },
  { additionalProperties: false },
)
const money = (title: string) => Type.Object(Money.properties, { title })
const Output = speaking(
  'payout',
  Type.Object({
    payout: Payout,
    transactions: Type.Array(Movement, { title: 'Transactions', description: 'All but the payout itself.' }),
    totals: Type.Array(
      Type.Object({
        category: Type.String({ title: 'Category', description: 'charge, refund, fee, dispute, …' }),
        count: Type.Integer({ title: 'How many' }),
        amount: money('Amount'),
        fee: money('Fee'),
        net: money('Net'),
      }),
      { title: 'Totals', description: 'By category; their nets are the deposit.' },
    ),
  }),
  READ_PAYOUT_FIELDS,
)
/** So many transactions fit into the memory of a step; a payout with more is read with "Find balance transactions". */
const MOST = 10_000

export const getPayout = {
  id: 'get-payout',
  label: 'Get a payout',
  description: 'Reads a payout with all its charges, refunds, fees and disputes, and checks that they are the deposit to the cent.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    payout: PAYOUT,
    transactions: [MOVEMENT, REFUND_MOVEMENT],
    totals: [MOVEMENT, REFUND_MOVEMENT].map(({ category, amount, fee, net }) => ({ category, count: 1, amount, fee, net })),
  },
  async run(input, context) {
    const { payoutId } = parseInput(Input, input)
    const payout = toPayout(await read(context, `/v1/payouts/${payoutId}`, StripePayout))
    const transactions = payout.automatic ? await readTransactions(context, payoutId) : []
    if (payout.automatic) proveDeposit(payout, transactions)
    return { payout, transactions: [...transactions], totals: totalsOf(transactions) }
  },
} as const satisfies Action

async function readTransactions(context: ActionContext, payout: string): Promise<readonly Movement[]> {
  const all: Movement[] = []
  let after: string | undefined
  for (;;) {
    const { records, more } = await list(context, '/v1/balance_transactions', BalanceTransaction, {
      payout,
      limit: 100,
      starting_after: after,
    })
    all.push(...records.filter(({ type }) => type !== 'payout').map(toMovement))
    if (!more) return all
    if (all.length >= MOST) {
      throw new AppError('vendor-rejected', {
        message: say`The payout ${payout} has more than ${MOST} transactions.`,
        fix: 'Read it page by page with "Find balance transactions".',
      })
    }
    after = records.at(-1)?.id
  }
}

const sum = (list: readonly Movement[], member: 'amount' | 'fee' | 'net') =>
  list.reduce<Decimal>((total, movement) => total.plus(movement[member].amount), new Decimal(0))

function proveDeposit({ id, amount }: Static<typeof Payout>, transactions: readonly Movement[]): void {
  const net = sum(transactions, 'net')
  if (net.equals(amount.amount)) return
  throw new AppError('vendor-rejected', {
    message: say`The transactions of payout ${id} are ${net.toFixed(2)} ${amount.currency}, and the deposit is ${amount.amount}.`,
    fix: 'Try again later: Stripe may still be adding transactions. If it stays so, compare with the payout in the dashboard.',
    details: { transactions: net.toFixed(), deposit: amount.amount },
  })
}

function totalsOf(transactions: readonly Movement[]): Static<typeof Output>['totals'] {
  const groups = [...Map.groupBy(transactions, ({ category }) => category)].toSorted(([a], [b]) => a.localeCompare(b))
  return groups.map(([category, list]) => {
    const currency = list[0]?.net.currency ?? ''
    return {
      category,
      count: list.length,
      amount: moneyOf(sum(list, 'amount'), currency),
      fee: moneyOf(sum(list, 'fee'), currency),
      net: moneyOf(sum(list, 'net'), currency),
    }
  })
}
