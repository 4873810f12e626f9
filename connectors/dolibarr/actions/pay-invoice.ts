// Books a payment of an invoice, unless it has one of this number.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { condition, create, find, list, Loose } from '../client.ts'
import { findDocument, idByRef, INVOICES, isOfKind, readDocument, statusOf } from '../documents.ts'
import { Amount, Day, decimalOf, momentOf, Reference, textOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    invoice: Reference('Invoice', 'Its reference, as it was given when it was made.'),
    number: Reference(
      'Payment number',
      'Your own, such as that of the payment provider. A payment of this number is not booked a second time.',
      50,
    ),
    amount: Type.Optional(Amount('Amount', 'Decimal text with a point. All that is owed when empty.')),
    date: Day('Date', 'Of the payment.'),
    means: Reference('Means', 'Code of the payment type in Dolibarr, such as CB, VIR or LIQ.', 6),
    account: Reference('Bank account', 'Ref of the bank or cash account in Dolibarr.'),
  },
  { additionalProperties: false },
)

const Payment = Type.Object({ amount: Loose, num: Loose })
const PaymentType = Type.Object({ id: Type.Union([Type.String(), Type.Integer()]) })
const Output = Type.Object({
  number: Type.String({ title: 'Payment number' }),
  amount: Type.String({ title: 'Amount', description: 'Decimal text' }),
  status: Type.String({ title: 'Status of the invoice', description: 'Such as paid' }),
  created: Type.Boolean({ title: 'Booked now' }),
})

export const payInvoice = {
  id: 'pay-invoice',
  label: 'Pay an invoice',
  description: 'Books a payment of an invoice, unless it has one of this number. An invoice that is paid completely is closed.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('payment', Input, PAYMENT_FIELDS),
  output: Output,
  example: { number: 'pi_123', amount: '30', status: 'paid', created: true },
  async run(input, context): Promise<Static<typeof Output>> {
    const wanted = parseInput(Input, input)
    const { number } = wanted
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'payments', wanted.invoice]), async () => {
      const found = await findDocument(context, INVOICES, wanted.invoice)
      if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no invoice ${wanted.invoice}.` })
      const id = String(found.id)
      const known = (await paymentsOf()).find(({ num }) => textOf(num) === number)
      if (!known) await book(id)
      const payment = known ?? (await paymentsOf()).find(({ num }) => textOf(num) === number)
      if (!payment)
        throw new AppError('vendor-answer-invalid', {
          message: 'Dolibarr does not show the payment that it booked.',
          disposition: 'uncertain',
        })
      const status = statusOf(INVOICES, await readDocument(context, INVOICES, id))
      return { number, amount: decimalOf(payment.amount), status, created: !known }

      async function paymentsOf() {
        return await list(context, `invoices/${id}/payments`, Payment, {})
      }
    })

    async function book(id: string): Promise<void> {
      const invoice = await readDocument(context, INVOICES, id)
      if (!isOfKind(INVOICES, invoice))
        throw new AppError('vendor-rejected', {
          message: say`${wanted.invoice} is a credit note and not paid like an invoice.`,
          fix: 'Pay it back, or set it off against an invoice, in Dolibarr.',
        })
      const status = statusOf(INVOICES, invoice)
      if (status !== 'validated')
        throw new AppError('vendor-rejected', {
          message: say`Invoice ${wanted.invoice} is ${status === 'draft' ? 'a draft' : status} and cannot be paid.`,
          fix: 'Look at the invoice in Dolibarr.',
        })
      const owed = decimalOf(invoice.remaintopay ?? invoice.total_ttc)
      const amount = wanted.amount ?? owed
      if (new Decimal(amount).gt(owed))
        throw new AppError('vendor-rejected', {
          message: say`Of invoice ${wanted.invoice} ${owed} are owed, which is less than ${amount}.`,
        })
      const means = await find(context, 'setup/dictionary/payment_types', PaymentType, [condition('code', '=', wanted.means)])
      if (!means) throw new AppError('vendor-rejected', { message: say`Dolibarr has no payment type ${wanted.means}.` })
      await create(context, 'invoices/paymentsdistributed', {
        arrayofamounts: { [id]: { amount, multicurrency_amount: '' } },
        datepaye: momentOf(wanted.date, context),
        paymentid: Number(means.id),
        closepaidinvoices: 'yes',
        accountid: Number(await idByRef(context, 'bankaccounts', wanted.account, 'bank account')),
        num_payment: number,
      })
    }
  },
} as const satisfies Action
