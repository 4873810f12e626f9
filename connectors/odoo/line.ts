// A line of a sales order or an invoice: the words of a consultant, and the values of Odoo.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { resolveNames, type NamePlace } from './catalogue.ts'
import { DecimalText, toWire } from './decimals.ts'

export const LineInput = Type.Object(
  {
    sku: Type.String({ title: 'SKU', description: 'Internal Reference of the product in Odoo.', minLength: 1, maxLength: 120 }),
    description: Type.Optional(
      Type.String({ title: 'Description', description: 'Printed on the document. Empty: the product name of Odoo.', maxLength: 2_000 }),
    ),
    quantity: DecimalText('Quantity', 'In the unit of measure of the product.'),
    unitPrice: DecimalText(
      'Unit price',
      'In the currency of the document, before discount and, unless the tax is included in the price, before tax. Odoo keeps two decimals unless told otherwise.',
    ),
    discountPercent: Type.Optional(DecimalText('Discount %', 'Percent off the unit price, such as 12.5.')),
    taxes: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
        title: 'Taxes',
        description: 'Names of sales taxes in Odoo. Empty: no tax. Absent: the taxes of the product.',
        maxItems: 20,
      }),
    ),
  },
  { additionalProperties: false },
)
type LineInput = Static<typeof LineInput>

export const FiscalPosition = Type.String({
  title: 'Fiscal position',
  description:
    "Name in Odoo. It replaces the taxes of the products, where the lines name none; prices are taken as they are given. Empty: Odoo's choice for the customer.",
  maxLength: 200,
})

/** What Odoo calls the same things on its two kinds of lines. */
interface FieldNames {
  readonly quantity: string
  readonly taxes: string
}

/** The values of all lines, with products and taxes found by their names. */
export async function lineValues(
  context: CallContext,
  lines: readonly LineInput[],
  companyId: number | undefined,
): Promise<(names: FieldNames) => readonly Readonly<Record<string, unknown>>[]> {
  const [product, tax] = await Promise.all([
    resolveNames(
      context,
      'product',
      lines.map((line, index): NamePlace => ({ name: line.sku, path: `/lines/${index}/sku` })),
      companyId,
    ),
    resolveNames(
      context,
      'tax',
      lines.flatMap((line, index) => (line.taxes ?? []).map((name, at): NamePlace => ({ name, path: `/lines/${index}/taxes/${at}` }))),
      companyId,
    ),
  ])
  return ({ quantity, taxes }) =>
    lines.map((line) => ({
      product_id: product(line.sku).id,
      ...(line.description !== undefined && line.description !== '' && { name: line.description }),
      [quantity]: toWire(line.quantity),
      price_unit: toWire(line.unitPrice),
      ...(line.discountPercent !== undefined && { discount: toWire(line.discountPercent) }),
      ...(line.taxes && { [taxes]: [[6, 0, line.taxes.map((name) => tax(name).id)]] }),
    }))
}
