// The lines of sales documents: amounts, and the tax in them or on top of them.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { readTaxRates } from './tax-rates.ts'
import { Amount, Id, LineText, refOf } from './values.ts'

export const LineInput = Type.Object(
  {
    itemId: Id('Item', "QuickBooks' id of the item. Its income account is the one that is booked to."),
    description: LineText,
    quantity: Type.Optional(
      Type.String({ title: 'Quantity', description: 'Default 1.', pattern: '^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,5})?$' }),
    ),
    unitPrice: Type.String({
      title: 'Unit price',
      description: 'Decimal text; with tax in it where tax is included, otherwise without. Below zero for a reduction.',
      pattern: '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,5})?$',
    }),
    taxCodeId: Type.Optional(
      Type.String({
        title: 'Tax code',
        description: 'TAX or NON in the United States; elsewhere the id of a tax code.',
        pattern: '^(TAX|NON|[0-9]{1,20})$',
      }),
    ),
    taxAmount: Type.Optional(
      Amount(
        'Tax in the line',
        'Where tax is included: what the shop says is in this line. Taken out by the rate of the tax code when empty.',
      ),
    ),
    classId: Type.Optional(Id('Class', 'Where the company divides its sales by classes.')),
  },
  { additionalProperties: false },
)
type LineInput = Static<typeof LineInput>

export const TaxCalculation = Type.Optional(
  Type.Union(
    [
      Type.Literal('TaxExcluded', { title: 'Tax comes on top' }),
      Type.Literal('TaxInclusive', { title: 'Prices include tax' }),
      Type.Literal('NotApplicable', { title: 'No tax at all' }),
    ],
    { title: 'Tax', description: 'Only for companies outside the United States.' },
  ),
)

interface Worked {
  /** Without tax. */
  readonly net: Decimal
  /** With tax; only where it is included. */
  readonly gross?: Decimal
  readonly unitPrice: string
}

/**
 * Lines as QuickBooks wants them: the amount and unit price of a line are always without tax; where tax is included, the amount with it stands beside
 * them. Throws `action-input-invalid` when they come to less than zero together.
 */
export async function salesLines(context: CallContext, lines: readonly LineInput[], calculation: string | undefined, what: string) {
  const worked =
    calculation === 'TaxInclusive'
      ? await withoutTax(context, lines)
      : lines.map((line): Worked => ({ net: amountOf(line), unitPrice: line.unitPrice }))
  const sum = worked.reduce((total, { net, gross }) => total.plus(gross ?? net), new Decimal(0))
  if (sum.isNegative()) {
    throw new AppError('action-input-invalid', {
      message: say`The lines come to ${sum.toFixed(2)}: ${what} cannot be below zero.`,
      fix: 'Book what was given back as a refund receipt or a credit memo.',
    })
  }
  return lines.map(({ itemId, description, quantity, taxCodeId, classId }, index) => {
    const { net, gross, unitPrice } = worked[index] ?? { net: new Decimal(0), unitPrice: '0' }
    return {
      ...(description !== undefined && { Description: description }),
      Amount: exactNumber(net.toFixed(2)),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ...refOf('ItemRef', itemId),
        Qty: exactNumber(quantity ?? '1'),
        UnitPrice: exactNumber(unitPrice),
        ...(gross && { TaxInclusiveAmt: exactNumber(gross.toFixed(2)) }),
        ...refOf('TaxCodeRef', taxCodeId),
        ...refOf('ClassRef', classId),
      },
    }
  })
}

const amountOf = ({ quantity, unitPrice }: LineInput): Decimal => new Decimal(quantity ?? '1').times(unitPrice).toDecimalPlaces(2)

async function withoutTax(context: CallContext, lines: readonly LineInput[]): Promise<readonly Worked[]> {
  for (const [index, { taxCodeId }] of lines.entries()) {
    if (taxCodeId !== undefined && /^[0-9]+$/.test(taxCodeId)) continue
    throw new AppError('action-input-invalid', {
      message: 'A line of a document whose prices include tax needs the id of a tax code.',
      fix: 'Companies in the United States have no such prices: tax comes on top there.',
      issues: [{ path: `/lines/${index}/taxCodeId`, code: 'required', message: 'Give the id of a tax code.' }],
    })
  }
  const rates = await readTaxRates(
    context,
    lines.flatMap(({ taxAmount, taxCodeId }) => (taxAmount === undefined && taxCodeId !== undefined ? [taxCodeId] : [])),
  )
  return lines.map((line) => {
    const gross = amountOf(line)
    const rate = rates.get(line.taxCodeId ?? '') ?? new Decimal(0)
    const tax = line.taxAmount === undefined ? gross.minus(gross.div(rate.plus(1))).toDecimalPlaces(2) : new Decimal(line.taxAmount)
    const net = gross.minus(tax)
    return { net, gross, unitPrice: unitPriceOf(net, line.quantity ?? '1') }
  })
}

/** QuickBooks compares unit price times quantity with the amount: as few digits as make it the same, at least those that are usual. */
function unitPriceOf(net: Decimal, quantity: string): string {
  if (new Decimal(quantity).isZero()) return '0'
  for (let digits = 2; digits <= 7; digits++) {
    const price = net.div(quantity).toDecimalPlaces(digits)
    if (price.times(quantity).toDecimalPlaces(2).equals(net)) return price.toFixed()
  }
  return net.div(quantity).toDecimalPlaces(7).toFixed()
}
