// The invoices and credit notes of a sale.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { openTryton } from '../client.ts'
import { related, textOf } from '../values.ts'

const Input = Type.Object(
  { reference: Type.String({ title: 'Reference', description: 'Of the sale.', minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
const Invoice = Type.Object({
  id: Type.Integer({ title: 'Tryton id' }),
  number: Type.Union([Type.String(), Type.Null()], { title: 'Number', description: 'Nothing before it is posted' }),
  state: Type.String({ title: 'State', description: 'draft, validated, posted, paid or cancelled' }),
  date: Type.Union([Type.String(), Type.Null()], { title: 'Date' }),
  currency: Type.String({ title: 'Currency' }),
  totalAmount: Type.String({ title: 'Total', description: 'Decimal text; negative for a credit note' }),
  amountToPay: Type.String({ title: 'Still to pay', description: 'Decimal text' }),
})
const Output = Type.Object({ invoices: Type.Array(Invoice, { title: 'Invoices' }) })
const FIELDS = ['number', 'state', 'invoice_date', 'currency.code', 'total_amount', 'amount_to_pay']

export const getInvoices = {
  id: 'get-invoices',
  label: 'Get the invoices of a sale',
  description: 'Reads number, state and amounts of the invoices and credit notes of a sale.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    invoices: [{ id: 5, number: '5', state: 'posted', date: '2026-03-02', currency: 'GBP', totalAmount: '106.80', amountToPay: '106.80' }],
  },
  async run(input, context) {
    const { reference } = parseInput(Input, input)
    const tryton = await openTryton(context)
    const rows = await tryton.search('account.invoice', [['sales.reference', '=', reference]], { fields: FIELDS })
    return {
      invoices: rows.map((row) => ({
        id: row.id,
        number: textOf(row['number']) || null,
        state: textOf(row['state']),
        date: textOf(row['invoice_date']) || null,
        currency: textOf(related(row, 'currency')['code']),
        totalAmount: textOf(row['total_amount']),
        amountToPay: textOf(row['amount_to_pay']),
      })),
    }
  },
} as const satisfies Action
