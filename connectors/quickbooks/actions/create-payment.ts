// Books a customer's payment, and sets it and credit memos against invoices.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { readConfig } from '../auth.ts'
import { create, LARGEST_PAGE } from '../client.ts'
import { find, quoted } from '../query.ts'
import { PaymentAnswer, QuickBooksPayment } from '../schemas.ts'
import { Amount, Currency, Day, decimalText, ExchangeRate, Id, Note, refOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const Applied = (title: string, description: string) =>
  Type.Optional(
    Type.Array(
      Type.Object(
        { id: Id('Id', "QuickBooks' id of the document."), amount: Amount('Amount', 'Above zero.') },
        { additionalProperties: false },
      ),
      { title, description, maxItems: 375 },
    ),
  )

const Input = speaking(
  'payment',
  Type.Object(
    {
      reference: Type.String({
        title: 'Payment reference',
        description: 'Such as the id of a charge. A payment of this customer and day with it is never made a second time.',
        minLength: 1,
        maxLength: 21,
      }),
      date: Day('In the calendar of the company.'),
      customerId: Id('Customer', "QuickBooks' id."),
      amount: Amount('Amount', 'That was paid; 0 to set credit memos against invoices only.'),
      accountId: Type.Optional(Id('Account', 'The bank account where the money went. Undeposited funds when empty.')),
      paymentMethodId: Type.Optional(Id('Payment method', "QuickBooks' id.")),
      invoices: Applied('Invoices', 'That are paid with it. What is left over stays to the credit of the customer.'),
      creditMemos: Applied('Credit memos', 'That are set against the invoices too.'),
      currency: Currency,
      exchangeRate: ExchangeRate,
      note: Note,
    },
    { additionalProperties: false },
  ),
  PAYMENT_FIELDS,
)
type Input = Static<typeof Input>

const Output = Type.Object({
  id: Type.String({ title: 'Id' }),
  created: Type.Boolean({ title: 'Created', description: 'Off when it was there already' }),
  date: Type.String({ title: 'Date' }),
  total: Type.String({ title: 'Amount', description: 'Decimal text' }),
  unapplied: Type.Union([Type.String(), Type.Null()], { title: 'Left over', description: 'Decimal text: to the credit of the customer' }),
  currency: Type.Union([Type.String(), Type.Null()], { title: 'Currency' }),
})

export const createPayment = {
  id: 'create-payment',
  label: 'Book a payment',
  description: 'Books a payment of a customer and sets it against invoices. The same reference again books nothing twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { id: '147', created: true, date: '2026-03-04', total: '36.00', unapplied: '0.00', currency: 'GBP' },
  async run(input, context) {
    const payment = parseInput(Input, input)
    checkAmounts(payment)
    const { realmId = '' } = readConfig(context.config)
    return await oneAtATime(`quickbooks ${realmId} Payment ${payment.customerId} ${payment.reference}`, () => payOnce(payment, context))
  },
} as const satisfies Action

const sumOf = (documents: Input['invoices']) => (documents ?? []).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))

function checkAmounts({ amount, invoices, creditMemos }: Input): void {
  const [paid, credit] = [sumOf(invoices), sumOf(creditMemos)]
  if (new Decimal(amount).isNegative() || [...(invoices ?? []), ...(creditMemos ?? [])].some((one) => !new Decimal(one.amount).gt(0))) {
    throw new AppError('action-input-invalid', {
      message: 'Amounts of a payment are above zero.',
      fix: 'Book money that goes out as a refund receipt.',
    })
  }
  if (credit.gt(paid) || paid.minus(credit).gt(amount)) {
    throw new AppError('action-input-invalid', {
      message: say`The invoices come to ${paid.toFixed(2)}, credit memos to ${credit.toFixed(2)}, and the payment to ${new Decimal(amount).toFixed(2)}.`,
      fix: 'Set no more against invoices than was paid and credited, and no more credit than there are invoices.',
    })
  }
}

async function payOnce(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const found = await findPayment(context, input)
  if (found && !new Decimal(input.amount).equals(found.TotalAmt)) {
    throw new AppError('vendor-rejected', {
      message: say`QuickBooks has a payment ${input.reference} of ${decimalText(found.TotalAmt)} already, and this one is of ${input.amount}.`,
      fix: 'Give each payment a reference of its own.',
    })
  }
  const payment = found ?? (await create(context, '/payment', PaymentAnswer, bodyOf(input))).Payment
  return {
    id: payment.Id,
    created: !found,
    date: payment.TxnDate,
    total: decimalText(payment.TotalAmt),
    unapplied: payment.UnappliedAmt === undefined ? null : decimalText(payment.UnappliedAmt),
    currency: payment.CurrencyRef?.value ?? null,
  }
}

/** Payments cannot be asked for by their reference: those of the customer and day are looked through. */
async function findPayment(context: CallContext, { customerId, date, reference }: Input): Promise<QuickBooksPayment | undefined> {
  const where = [`CustomerRef = ${quoted(customerId)}`, `TxnDate = ${quoted(date)}`]
  for (let skip = 0; ; skip += LARGEST_PAGE) {
    const page = await find(context, QuickBooksPayment, { entity: 'Payment', where, orderBy: 'Id', skip, limit: LARGEST_PAGE })
    const found = page.find(({ PaymentRefNum }) => PaymentRefNum === reference)
    if (found || page.length < LARGEST_PAGE) return found
  }
}

const bodyOf = (input: Input) => ({
  TxnDate: input.date,
  PaymentRefNum: input.reference,
  ...refOf('CustomerRef', input.customerId),
  TotalAmt: exactNumber(input.amount),
  ...refOf('DepositToAccountRef', input.accountId),
  ...refOf('PaymentMethodRef', input.paymentMethodId),
  ...refOf('CurrencyRef', input.currency),
  ...(input.exchangeRate !== undefined && { ExchangeRate: exactNumber(input.exchangeRate) }),
  ...(input.note !== undefined && { PrivateNote: input.note }),
  Line: [...linesOf(input.invoices, 'Invoice'), ...linesOf(input.creditMemos, 'CreditMemo')],
})

const linesOf = (documents: Input['invoices'], TxnType: string) =>
  (documents ?? []).map(({ id, amount }) => ({ Amount: exactNumber(amount), LinkedTxn: [{ TxnId: id, TxnType }] }))
