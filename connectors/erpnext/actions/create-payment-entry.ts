// Money from a customer, or back to one, set against invoices and returns; once for each reference.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { readConfig } from '../auth.ts'
import { create, list, submit } from '../client.ts'
import { amount, Company, day, Docstatus, name, NullableText, Stage, stageOf } from '../inputs.ts'
import { mustFindInvoice, SALES_INVOICE } from '../sales-invoice.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const PAYMENT_ENTRY = 'Payment Entry'

const Input = speaking(
  'payment',
  Type.Object(
    {
      reference: name('Reference', 'Such as the payment provider’s id: with the customer and direction it names the payment for ever.'),
      direction: Type.Union([Type.Literal('receive', { title: 'Received' }), Type.Literal('pay', { title: 'Paid back' })], {
        title: 'Direction',
        description: 'Paid back money is set against returns.',
      }),
      customer: name('Customer', 'The customer’s name in ERPNext.'),
      date: day('Date', 'YYYY-MM-DD.'),
      amount: amount('Amount', 'As decimal text, in the company’s currency.'),
      account: name('Account', 'Bank or cash account that the money went to or came from, such as Bank - HF.'),
      receivableAccount: Type.Optional(
        name('Receivable account', 'Of the customer, such as Debtors - HF. That of the first invoice when empty.'),
      ),
      modeOfPayment: Type.Optional(name('Mode of payment', 'Such as Credit Card.')),
      company: Company,
      invoices: Type.Optional(
        Type.Array(
          Type.Object(
            {
              reference: name('Reference', 'As it was given when the invoice or return was made.'),
              amount: amount('Amount', 'Of it that is settled.'),
            },
            { additionalProperties: false },
          ),
          {
            title: 'Invoices',
            description: 'Or returns, for money that is paid back. What is left over stays unallocated.',
            maxItems: 200,
          },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  PAYMENT_FIELDS,
)
type Wanted = Static<typeof Input>

const ErpPayment = Type.Object({
  name: Type.String({ minLength: 1 }),
  reference_no: NullableText,
  docstatus: Docstatus,
  paid_amount: Type.Number(),
  unallocated_amount: Type.Number(),
})
type ErpPayment = Static<typeof ErpPayment>

const Output = Type.Object({
  number: Type.String({ title: 'Number', description: 'Such as ACC-PAY-2026-00042.' }),
  stage: Stage,
  amount: Type.String({ title: 'Amount', description: 'Decimal text.' }),
  unallocated: Type.String({ title: 'Unallocated', description: 'Decimal text: set against nothing yet.' }),
})

export const createPaymentEntry = {
  id: 'create-payment-entry',
  label: 'Create payment entry',
  description: 'Books and submits money from or to a customer, unless there is a payment with this reference already.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { number: 'ACC-PAY-2026-00042', stage: 'submitted', amount: '37.5', unallocated: '0' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const settled = (wanted.invoices ?? []).reduce((sum, one) => sum.plus(one.amount), new Decimal(0))
    if (settled.gt(wanted.amount)) {
      throw new AppError('action-input-invalid', {
        message: say`The invoices come to ${settled.toFixed()}, and the payment to ${wanted.amount}.`,
        issues: [{ path: '/invoices', code: 'too-much', message: 'More than the payment.' }],
      })
    }
    const { url, simulator } = readConfig(context.config)
    const key = `erpnext ${url} ${simulator ?? ''} payment ${wanted.direction} ${wanted.customer} ${wanted.reference}`
    return await oneAtATime(key, () => payOnce(wanted, context))
  },
} as const satisfies Action

async function payOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const found = await findPayment(context, wanted)
  if (found && !new Decimal(found.paid_amount).equals(wanted.amount)) {
    throw new AppError('vendor-rejected', {
      message: say`ERPNext has the payment ${found.name} with the reference ${wanted.reference} of ${found.paid_amount} already, and this one is of ${wanted.amount}.`,
      fix: 'Give each payment a reference of its own.',
    })
  }
  const payment = found ?? (await create(context, PAYMENT_ENTRY, ErpPayment, await toDocument(wanted, context)))
  const done = payment.docstatus === 1 ? payment : await submit(context, PAYMENT_ENTRY, payment.name, ErpPayment)
  return {
    number: done.name,
    stage: stageOf(done.docstatus),
    amount: new Decimal(done.paid_amount).toFixed(),
    unallocated: new Decimal(done.unallocated_amount).toFixed(),
  }
}

const TYPES = { receive: 'Receive', pay: 'Pay' } as const

async function findPayment(context: CallContext, { reference, customer, direction }: Wanted): Promise<ErpPayment | undefined> {
  const payments = await list(context, PAYMENT_ENTRY, ErpPayment, {
    filters: [
      ['reference_no', '=', reference],
      ['party', '=', customer],
      ['payment_type', '=', TYPES[direction]],
      ['docstatus', '<', 2],
    ],
    fields: Object.keys(ErpPayment.properties),
    orderBy: 'creation asc, name asc',
    limit: 100,
  })
  return payments.find((payment) => payment.reference_no === reference)
}

async function toDocument(wanted: Wanted, context: ActionContext) {
  const isPay = wanted.direction === 'pay'
  const settled = await Promise.all(
    (wanted.invoices ?? []).map(async ({ reference, amount: part }) => ({
      part,
      invoice: await mustFindInvoice(context, wanted.customer, reference, isPay),
    })),
  )
  const receivable = wanted.receivableAccount ?? settled[0]?.invoice.debit_to
  if (receivable === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'A payment without invoices needs the receivable account of the customer.',
      issues: [{ path: '/receivableAccount', code: 'required', message: 'Give the account, such as Debtors - HF.' }],
    })
  }
  const companyName = wanted.company ?? settled[0]?.invoice.company
  return {
    payment_type: TYPES[wanted.direction],
    party_type: 'Customer',
    party: wanted.customer,
    posting_date: wanted.date,
    paid_from: isPay ? wanted.account : receivable,
    paid_to: isPay ? receivable : wanted.account,
    paid_amount: exactNumber(wanted.amount),
    received_amount: exactNumber(wanted.amount),
    source_exchange_rate: 1,
    target_exchange_rate: 1,
    reference_no: wanted.reference,
    reference_date: wanted.date,
    ...(wanted.modeOfPayment !== undefined && { mode_of_payment: wanted.modeOfPayment }),
    ...(companyName !== undefined && { company: companyName }),
    references: settled.map(({ part, invoice }) => ({
      reference_doctype: SALES_INVOICE,
      reference_name: invoice.name,
      // What is owed to a customer is below zero.
      allocated_amount: exactNumber(isPay ? `-${part}` : part),
    })),
  }
}
