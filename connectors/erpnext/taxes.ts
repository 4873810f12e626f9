// Tax rows of a document, from a template. ERPNext fills them in by itself only where Accounts Settings say so; over the API a document that names a
// template and has no rows may be booked without tax. So the rows are sent.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { get } from './client.ts'
import { NullableText } from './inputs.ts'

const Row = Type.Object({
  charge_type: Type.String(),
  account_head: Type.String(),
  description: NullableText,
  rate: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  tax_amount: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  included_in_print_rate: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  cost_center: NullableText,
  row_id: NullableText,
})
const Template = Type.Object({ taxes: Type.Array(Row) })

export interface TaxRequest {
  readonly taxTemplate?: string
  readonly pricesIncludeTax?: boolean
}

export const TAX_INPUTS = {
  taxTemplate: Type.Optional(
    Type.String({
      title: 'Tax template',
      description:
        'Sales Taxes and Charges Template, such as UK VAT 20% - HF. Without it: what ERPNext adds by itself, which may be no tax.',
      minLength: 1,
      maxLength: 140,
    }),
  ),
  pricesIncludeTax: Type.Optional(
    Type.Boolean({ title: 'Prices include tax', description: 'Of the template’s taxes in per cent. As the template says when empty.' }),
  ),
}

export async function taxFields(context: CallContext, { taxTemplate, pricesIncludeTax }: TaxRequest) {
  if (taxTemplate === undefined) return {}
  const { taxes } = await get(context, 'Sales Taxes and Charges Template', taxTemplate, Template)
  return { taxes_and_charges: taxTemplate, taxes: taxes.map((row) => rowOf(row, pricesIncludeTax)) }
}

/** A fixed amount cannot be in a price. */
const rowOf = (row: Static<typeof Row>, pricesIncludeTax: boolean | undefined) => ({
  charge_type: row.charge_type,
  account_head: row.account_head,
  description: row.description ?? row.account_head,
  ...(row.charge_type === 'Actual' ? { tax_amount: row.tax_amount ?? 0 } : { rate: row.rate ?? 0 }),
  ...(row.charge_type !== 'Actual' && {
    included_in_print_rate: pricesIncludeTax === undefined ? (row.included_in_print_rate ?? 0) : Number(pricesIncludeTax),
  }),
  ...(row.cost_center && { cost_center: row.cost_center }),
  ...(row.row_id && { row_id: row.row_id }),
})
