// Books a deposit, such as the payout of a payment provider: receipts that wait in undeposited funds, less fees, to a bank account.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create } from '../client.ts'
import { DepositAnswer } from '../schemas.ts'
import { BOOKED, Booked, toBooked } from '../transaction.ts'
import { Amount, Currency, Day, Id, LineText, Note, refOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DEPOSIT_FIELDS } from '../retail.ts'

const Receipt = Type.Object(
  {
    id: Id('Id', "QuickBooks' id of the receipt."),
    kind: Type.Union(
      [Type.Literal('SalesReceipt', { title: 'Sales receipt' }), Type.Literal('RefundReceipt', { title: 'Refund receipt' })],
      {
        title: 'Kind',
        description: 'What it is.',
      },
    ),
    amount: Amount('Amount', 'The whole amount of the receipt; below zero for a refund.'),
  },
  { additionalProperties: false },
)

const Line = Type.Object(
  {
    amount: Amount('Amount', 'Decimal text; below zero for fees.'),
    accountId: Id('Account', 'Where it comes from, such as the account for payment fees.'),
    description: LineText,
    classId: Type.Optional(Id('Class', 'Where the company divides its books by classes.')),
  },
  { additionalProperties: false },
)

const Input = speaking(
  'payout',
  Type.Object(
    {
      date: Day('When the money arrived, in the calendar of the company.'),
      accountId: Id('Bank account', 'Where the money arrived.'),
      receipts: Type.Optional(
        Type.Array(Receipt, { title: 'Receipts', description: 'That were booked to undeposited funds. Each once.', maxItems: 750 }),
      ),
      lines: Type.Optional(Type.Array(Line, { title: 'Other lines', description: 'Such as fees.', maxItems: 750 })),
      currency: Currency,
      note: Note,
    },
    { additionalProperties: false },
  ),
  DEPOSIT_FIELDS,
)

export const createDeposit = {
  id: 'create-deposit',
  label: 'Book a deposit',
  description: 'Books money that arrived at a bank, such as a payout: the receipts in it, less fees.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Booked,
  example: { ...BOOKED, number: null, total: '35.26', tax: null },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    if ((wanted.receipts ?? []).length + (wanted.lines ?? []).length === 0)
      throw new AppError('action-input-invalid', { message: 'A deposit needs at least one receipt or line.' })
    return toBooked((await create(context, '/deposit', DepositAnswer, bodyOf(wanted))).Deposit)
  },
} as const satisfies Action

const bodyOf = ({ date, accountId, receipts = [], lines = [], currency, note }: Static<typeof Input>) => ({
  TxnDate: date,
  ...refOf('DepositToAccountRef', accountId),
  ...refOf('CurrencyRef', currency),
  ...(note !== undefined && { PrivateNote: note }),
  Line: [
    ...receipts.map(({ id, kind, amount }) => ({
      Amount: exactNumber(amount),
      LinkedTxn: [{ TxnId: id, TxnType: kind, TxnLineId: '0' }],
    })),
    ...lines.map((line) => ({
      ...(line.description !== undefined && { Description: line.description }),
      Amount: exactNumber(line.amount),
      DetailType: 'DepositLineDetail',
      DepositLineDetail: { ...refOf('AccountRef', line.accountId), ...refOf('ClassRef', line.classId) },
    })),
  ],
})
