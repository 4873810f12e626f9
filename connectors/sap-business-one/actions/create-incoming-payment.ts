// Books money that came in, by a bank or clearing account or into a till, against invoices or on account.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf, readConfig } from '../auth.ts'
import { create, list } from '../client.ts'
import { findDocument, KINDS } from '../documents.ts'
import { isCancelled, referenceField, referenceFilter, theOne } from '../reference.ts'
import { seriesOf, SeriesName } from '../series.ts'
import {
  Amount,
  Currency,
  dayOf,
  decimalText,
  Day,
  Figure,
  MaybeText,
  numberOf,
  ownCurrency,
  Quantity,
  refuseInput,
  Text,
} from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    reference: Text('Reference', 'Your own number of the payment. A payment of this reference is not made a second time.', 100),
    customer: Text('Customer', 'Code of the business partner.', 15),
    date: Day('Date', 'In the calendar of the company.'),
    means: Type.Union([Type.Literal('transfer', { title: 'Bank or clearing account' }), Type.Literal('cash', { title: 'Cash' })], {
      title: 'Means',
      description: 'Money of a payment provider comes by its clearing account.',
    }),
    account: Text('Account', 'Number of the G/L account it comes to.', 15),
    amount: Quantity('Amount', 'Decimal text with a point, above zero.'),
    currency: Type.Optional(Currency),
    rate: Type.Optional(Amount('Exchange rate', "In local currency for one of the payment's. The company's rate of the day when empty.")),
    transferReference: Type.Optional(Text('Transfer reference', 'Such as the number of the payment provider.', 27)),
    invoices: Type.Optional(
      Type.Array(
        Type.Object(
          {
            reference: Text('Reference', 'Of the invoice.', 100),
            amount: Quantity('Amount', 'How much of the payment is for it.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Invoices', description: 'What is left is a payment on account.', minItems: 1, maxItems: 100 },
      ),
    ),
    series: SeriesName,
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

const Payment = Type.Object({
  DocEntry: Type.Integer(),
  DocNum: Type.Integer(),
  CardCode: MaybeText,
  DocDate: MaybeText,
  CashSum: Figure,
  TransferSum: Figure,
  Cancelled: MaybeText,
  CancelStatus: MaybeText,
})
const Output = Type.Object({
  id: Type.String({ title: 'Id', description: 'DocEntry' }),
  number: Type.String({ title: 'Number', description: 'DocNum' }),
  customer: Type.String({ title: 'Customer' }),
  date: Type.String({ title: 'Date' }),
  amount: Type.String({ title: 'Amount', description: 'Decimal text, in the currency of the payment' }),
  cancelled: Type.Boolean({ title: 'Cancelled' }),
  created: Type.Boolean({ title: 'Made now' }),
})

/** SAP's number of incoming payments. */
const OBJECT = 24

export const createIncomingPayment = {
  id: 'create-incoming-payment',
  label: 'Create an incoming payment',
  description: 'Books a payment against invoices or on account, unless there is one of this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('payment', Input, PAYMENT_FIELDS),
  output: Output,
  example: { id: '77', number: '60031', customer: 'WEB-1', date: '2026-03-02', amount: '30', cancelled: false, created: true },
  async run(input, context): Promise<Static<typeof Output>> {
    const wanted = parseInput(Input, input)
    const { reference, customer, invoices = [] } = wanted
    const applied = invoices.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (applied.gt(wanted.amount))
      refuseInput(
        `The invoices take ${applied.toFixed()}, which is more than the payment of ${wanted.amount}.`,
        'Give each invoice its part of the payment.',
      )
    const field = referenceField(context, 'Remarks')
    const name = JSON.stringify([identityOf(context.config), 'IncomingPayments', field.isOwn ? '' : customer, reference])
    return await oneAtATime(name, async () => {
      const { records } = await list(context, 'IncomingPayments', Payment, {
        $filter: referenceFilter(field, reference, customer),
        $select: Object.keys(Payment.properties).join(','),
        $orderby: 'DocEntry',
        $top: 20,
      })
      const known = theOne(records, 'incoming payments', reference)
      if (known && known.CardCode !== customer)
        throw new AppError('vendor-rejected', {
          message: say`Reference ${reference} is taken by payment ${known.DocNum}, of customer ${known.CardCode ?? ''} and not ${customer}.`,
          fix: 'Give every source of payments references of its own.',
        })
      const payment = known ?? (await create(context, 'IncomingPayments', Payment, await bodyOf(context, wanted, field.field)))
      return {
        id: String(payment.DocEntry),
        number: String(payment.DocNum),
        customer: payment.CardCode ?? '',
        date: dayOf(payment.DocDate),
        amount: new Decimal(payment.TransferSum ?? 0).plus(payment.CashSum ?? 0).toFixed(),
        cancelled: isCancelled(payment),
        created: !known,
      }
    })
  },
} as const satisfies Action

async function bodyOf(context: ActionContext, wanted: Wanted, field: string): Promise<object> {
  const { branch } = readConfig(context.config)
  const series = await seriesOf(context, OBJECT, wanted.series)
  const amount = numberOf(wanted.amount)
  const invoices = []
  for (const one of wanted.invoices ?? []) {
    const invoice = await findDocument(context, KINDS.invoice, { reference: one.reference, customer: wanted.customer })
    if (!invoice || isCancelled(invoice))
      throw new AppError('vendor-rejected', {
        message: say`SAP Business One has no invoice ${one.reference}${invoice ? ': it was cancelled' : ''}.`,
        fix: 'Make the invoice first, or book the payment on account.',
      })
    // Only an invoice in a foreign currency has a total in it, and is paid in it.
    const isForeign = decimalText(invoice.DocTotalFc) !== '0'
    invoices.push({ DocEntry: invoice.DocEntry, InvoiceType: 'it_Invoice', [isForeign ? 'AppliedFC' : 'SumApplied']: numberOf(one.amount) })
  }
  return {
    DocType: 'rCustomer',
    CardCode: wanted.customer,
    DocDate: wanted.date,
    TaxDate: wanted.date,
    [field]: wanted.reference,
    ...(wanted.currency !== undefined && { DocCurrency: ownCurrency(wanted.currency, context.config) }),
    ...(wanted.rate !== undefined && { DocRate: numberOf(wanted.rate) }),
    ...(series !== undefined && { Series: series }),
    ...(branch !== undefined && { BPLID: branch }),
    ...(wanted.means === 'cash'
      ? { CashAccount: wanted.account, CashSum: amount }
      : {
          TransferAccount: wanted.account,
          TransferSum: amount,
          TransferDate: wanted.date,
          ...(wanted.transferReference !== undefined && { TransferReference: wanted.transferReference }),
        }),
    ...(invoices.length > 0 && { PaymentInvoices: invoices }),
  }
}
