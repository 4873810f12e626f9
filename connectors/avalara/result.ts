// What AvaTax says of a document, with its tax, as flows see it. Without what changes when nothing does: ids and versions of adjustments.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import type { AvalaraTransaction } from './schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'

export const TaxResult = Type.Object({
  code: orNull('Code'),
  type: Type.String({ title: 'Type', description: 'SalesOrder, SalesInvoice or ReturnInvoice' }),
  status: Type.String({ title: 'Status', description: 'Such as Temporary, Saved, Committed, Cancelled' }),
  date: orNull('Date'),
  customerCode: orNull('Customer code'),
  isLocked: Type.Boolean({ title: 'Locked', description: 'Reported to a tax authority: it cannot be changed any more' }),
  amount: moneyField('Amount', 'Without tax; below zero for returns'),
  tax: moneyField('Tax'),
  calculatedTax: moneyField('Calculated tax', 'What AvaTax would have taken, where the shop has charged another amount'),
  taxable: moneyField('Taxable amount'),
  exempt: moneyField('Exempt amount'),
  lines: Type.Array(
    Type.Object({
      number: Type.String({ title: 'Line number' }),
      itemCode: orNull('Item code'),
      taxCode: orNull('Tax code'),
      amount: moneyField('Amount', 'Without tax'),
      tax: moneyField('Tax'),
      calculatedTax: moneyField('Calculated tax'),
      taxable: moneyField('Taxable amount'),
      exempt: moneyField('Exempt amount'),
    }),
    { title: 'Lines' },
  ),
  taxes: Type.Array(
    Type.Object({
      name: Type.String({ title: 'Name', description: 'The key for a tax lookup table' }),
      jurisdiction: Type.String({ title: 'Jurisdiction' }),
      level: orNull('Level', 'Such as Country, State, County, City'),
      region: orNull('Region'),
      country: orNull('Country'),
      rate: Type.String({ title: 'Rate', description: 'Decimal text: 0.055 is 5.5 %' }),
      taxable: moneyField('Taxable amount'),
      amount: moneyField('Amount'),
    }),
    { title: 'Taxes', description: 'By jurisdiction' },
  ),
  messages: Type.Array(Type.Object({ text: Type.String({ title: 'Text' }), severity: Type.String({ title: 'Severity' }) }), {
    title: 'Messages',
    description: 'What AvaTax remarks on, such as an address that it could not find',
  }),
})
export type TaxResult = Static<typeof TaxResult>

/** `currency`: of the document, where the answer does not say. */
export function toResult(transaction: AvalaraTransaction, currency = 'USD'): TaxResult {
  const code = transaction.currencyCode || currency
  const at = (amount: number | null | undefined) => moneyOf(new Decimal(amount ?? 0), code)
  return {
    code: transaction.code ?? null,
    type: transaction.type,
    status: transaction.status,
    date: transaction.date?.slice(0, 10) ?? null,
    customerCode: transaction.customerCode ?? null,
    isLocked: transaction.locked ?? false,
    amount: at(transaction.totalAmount),
    tax: at(transaction.totalTax),
    calculatedTax: at(transaction.totalTaxCalculated ?? transaction.totalTax),
    taxable: at(transaction.totalTaxable),
    exempt: at(transaction.totalExempt),
    lines: (transaction.lines ?? []).map((line) => ({
      number: line.lineNumber ?? '',
      itemCode: line.itemCode || null,
      taxCode: line.taxCode || null,
      amount: at(line.lineAmount),
      tax: at(line.tax),
      calculatedTax: at(line.taxCalculated ?? line.tax),
      taxable: at(line.taxableAmount),
      exempt: at(line.exemptAmount),
    })),
    taxes: (transaction.summary ?? []).map((tax) => ({
      name: tax.taxName || tax.taxType || 'Tax',
      jurisdiction: tax.jurisName ?? '',
      level: tax.jurisType ?? null,
      region: tax.region ?? null,
      country: tax.country ?? null,
      rate: new Decimal(tax.rate ?? 0).toFixed(),
      taxable: at(tax.taxable),
      amount: at(tax.tax),
    })),
    messages: (transaction.messages ?? []).map(({ summary, details, severity }) => ({
      text: [summary, details].filter(Boolean).join(' '),
      severity: severity ?? 'Information',
    })),
  }
}

const usd = (amount: string) => ({ amount, currency: 'USD' })
export const RESULT: TaxResult = {
  code: 'HF-1042',
  type: 'SalesInvoice',
  status: 'Committed',
  date: '2026-11-20',
  customerCode: 'SHOP-8123',
  isLocked: false,
  amount: usd('100.00'),
  tax: usd('5.50'),
  calculatedTax: usd('5.50'),
  taxable: usd('100.00'),
  exempt: usd('0.00'),
  lines: [
    {
      number: '1',
      itemCode: 'HF-1004',
      taxCode: 'P0000000',
      amount: usd('100.00'),
      tax: usd('5.50'),
      calculatedTax: usd('5.50'),
      taxable: usd('100.00'),
      exempt: usd('0.00'),
    },
  ],
  taxes: [
    {
      name: 'ME STATE TAX',
      jurisdiction: 'MAINE',
      level: 'State',
      region: 'ME',
      country: 'US',
      rate: '0.055',
      taxable: usd('100.00'),
      amount: usd('5.50'),
    },
  ],
  messages: [],
}
