// Pays a posted invoice, or pays a credit note out, the way a person does with "Register Payment"; once for each reference.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveName } from '../catalogue.ts'
import { create, fieldsAmong, idOf, nameOf, press, readOne, searchRead, textOf, type OdooRow } from '../client.ts'
import { DecimalText, fromWire, sameAmount, toWire } from '../decimals.ts'
import { mustFindInvoice, readInvoice, toInvoiceOutput } from '../invoice.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const Input = speaking(
  'payment',
  Type.Object(
    {
      reference: Type.String({
        title: 'Payment reference',
        description:
          "The payment provider's id of the payment; stands on the payment as its memo. A payment with it is never made a second time.",
        minLength: 1,
        maxLength: 120,
      }),
      invoiceReference: Type.String({
        title: 'Reference of the invoice',
        description: 'As it was given when the invoice or credit note was made.',
        minLength: 1,
        maxLength: 120,
      }),
      kind: Type.Optional(
        Type.Union([Type.Literal('invoice'), Type.Literal('credit-note')], {
          title: 'Kind',
          description: 'What is paid. Default: invoice; a credit note is paid out.',
        }),
      ),
      company: Type.Optional(
        Type.String({ title: 'Company', description: 'Name of the company in Odoo, where there are several.', maxLength: 200 }),
      ),
      journal: Type.String({ title: 'Payment journal', description: 'Short code in Odoo, such as CARD.', minLength: 1, maxLength: 60 }),
      amount: DecimalText('Amount', 'Positive, in the currency of the invoice. What is more than due stays open on the customer.'),
      date: Type.Optional(
        Type.String({ title: 'Date', description: 'Such as 2026-03-01. Empty: today in Odoo.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      ),
    },
    { additionalProperties: false },
  ),
  PAYMENT_FIELDS,
)
type Input = Static<typeof Input>

const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the account.payment.' }),
  created: Type.Boolean({ title: 'Created', description: 'False when the payment was there already.' }),
  amount: Type.String({ title: 'Amount', description: 'Decimal text.' }),
  currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
  amountDue: Type.String({ title: 'Still due', description: 'Decimal text: of the invoice after this payment.' }),
  paymentState: Type.String({ title: 'Payment state', description: 'Of the invoice, such as `partial`, `in_payment` or `paid`.' }),
})

export const registerPayment = {
  id: 'register-payment',
  label: 'Register payment',
  description: 'Pays a posted invoice or credit note. Sending the same payment reference again pays nothing twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { id: 18, created: true, amount: '108.00', currency: 'GBP', amountDue: '0.00', paymentState: 'in_payment' },
  run(input, context) {
    const payment = input as Input
    return oneAtATime(`account.payment ${identityOf(readConfig(context.config))} ${payment.reference}`, () => payOnce(payment, context))
  },
} as const satisfies Action

async function payOnce(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const companyId = (await resolveName(context, 'company', input.company, '/company'))?.id
  const invoice = await mustFindInvoice(
    context,
    input.kind === 'credit-note' ? 'out_refund' : 'out_invoice',
    input.invoiceReference,
    companyId,
  )
  const journal = await resolveName(context, 'journal', input.journal, '/journal', idOf(invoice['company_id']))
  const found = await findPayment(context, input.reference)
  if (found) checkSame(input, found)
  else await pay(context, input, invoice, journal?.id)
  const payment = found ?? (await findPayment(context, input.reference))
  if (!payment) {
    throw new AppError('vendor-answer-invalid', { message: say`Odoo does not find the payment ${input.reference} that it has just made.` })
  }
  const { amountDue, paymentState } = toInvoiceOutput(await readInvoice(context, invoice.id), false)
  const currency = nameOf(payment['currency_id']) ?? ''
  return { id: payment.id, created: !found, amount: fromWire(payment['amount'], currency), currency, amountDue, paymentState }
}

/** Odoo 18 renamed the memo and the cancelled state. */
async function findPayment(context: CallContext, reference: string): Promise<OdooRow | undefined> {
  const [memo = 'memo'] = await fieldsAmong(context, 'account.payment', ['memo', 'ref'])
  const domain = [
    [memo, '=', reference],
    ['state', 'not in', ['cancel', 'canceled', 'rejected']],
  ] as const
  const [found] = await searchRead(context, 'account.payment', domain, { fields: ['amount', 'currency_id', 'state'], limit: 1 })
  return found
}

function checkSame({ amount, reference }: Input, payment: OdooRow): void {
  const currency = nameOf(payment['currency_id']) ?? ''
  const stands = fromWire(payment['amount'], currency)
  if (sameAmount(amount, stands)) return
  throw new AppError('vendor-rejected', {
    message: say`Odoo has a payment ${reference} of ${stands} ${currency} already, and this one is of ${amount}.`,
    fix: 'Give each payment a reference of its own; correct or cancel the payment in Odoo if it is wrong.',
  })
}

/** The wizard is forgotten by Odoo itself; its button makes the payment, posts it and settles the invoice, in one transaction. */
async function pay(context: CallContext, input: Input, invoice: OdooRow, journalId: number | undefined): Promise<void> {
  const about = { active_model: 'account.move', active_ids: [invoice.id] }
  const values = {
    ...(journalId !== undefined && { journal_id: journalId }),
    amount: toWire(input.amount),
    currency_id: idOf(invoice['currency_id']),
    communication: input.reference,
    ...(input.date !== undefined && { payment_date: input.date }),
  }
  if (textOf(invoice['state']) !== 'posted') {
    throw new AppError('vendor-rejected', {
      message: say`The document ${input.invoiceReference} in Odoo is not posted, so that it cannot be paid.`,
      fix: 'Post it in Odoo, then replay.',
    })
  }
  const wizard = await create(context, 'account.payment.register', values, about)
  const { amount } = await readOne(context, 'account.payment.register', wizard, ['amount'])
  // A wizard that computes the amount anew would book another one.
  if (!sameAmount(input.amount, fromWire(amount, nameOf(invoice['currency_id'])))) {
    throw new AppError('vendor-rejected', { message: say`Odoo would pay ${JSON.stringify(amount)} instead of ${input.amount}.` })
  }
  await press(context, 'account.payment.register', 'action_create_payments', [wizard], about)
}
