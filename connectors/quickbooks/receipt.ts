// Sales receipts and refund receipts: the same document, once with money coming in and once with money going out.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { Amount, Currency, Day, DocumentNumber, Id, LineText, Note, refOf } from './values.ts'

const LineInput = Type.Object(
  {
    itemId: Id('Item', "QuickBooks' id of the item. Its income account is the one that is booked to."),
    description: LineText,
    quantity: Type.Optional(
      Type.String({ title: 'Quantity', description: 'Default 1.', pattern: '^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,5})?$' }),
    ),
    unitPrice: Type.String({
      title: 'Unit price',
      description: 'Decimal text, without tax. Below zero for a reduction.',
      pattern: '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,5})?$',
    }),
    taxCodeId: Type.Optional(
      Type.String({
        title: 'Tax code',
        description: 'TAX or NON in the United States; elsewhere the id of a tax code.',
        pattern: '^(TAX|NON|[0-9]{1,20})$',
      }),
    ),
    classId: Type.Optional(Id('Class', 'Where the company divides its sales by classes.')),
  },
  { additionalProperties: false },
)

export const ReceiptInput = Type.Object(
  {
    number: DocumentNumber('Of your own, such as the order number. QuickBooks may refuse a number that it has already.'),
    date: Day('In the calendar of the company.'),
    accountId: Id('Account', 'The bank account or undeposited funds: where the money went to, or came from for a refund.'),
    customerId: Type.Optional(Id('Customer', "QuickBooks' id.")),
    locationId: Type.Optional(Id('Location', 'Such as a store, where the company keeps locations.')),
    paymentMethodId: Type.Optional(Id('Payment method', "QuickBooks' id.")),
    paymentReference: Type.Optional(
      Type.String({ title: 'Payment reference', description: 'Such as the id of a charge.', minLength: 1, maxLength: 21 }),
    ),
    currency: Currency,
    exchangeRate: Type.Optional(
      Type.String({
        title: 'Exchange rate',
        description: "Home currency for one of this currency. QuickBooks' own when empty.",
        pattern: '^(0|[1-9][0-9]{0,5})(\\.[0-9]{1,7})?$',
      }),
    ),
    taxCalculation: Type.Optional(
      Type.Union([Type.Literal('TaxExcluded', { title: 'Tax comes on top' }), Type.Literal('NotApplicable', { title: 'No tax at all' })], {
        title: 'Tax',
        description: 'Only for companies outside the United States.',
      }),
    ),
    tax: Type.Optional(Amount('Tax amount', 'What was charged. Calculated by QuickBooks when empty.')),
    note: Note,
    lines: Type.Array(LineInput, { title: 'Lines', description: 'What was sold or given back.', minItems: 1, maxItems: 750 }),
  },
  { additionalProperties: false },
)
type Receipt = Static<typeof ReceiptInput>

export function receiptBody(receipt: Receipt) {
  const amounts = receipt.lines.map(({ quantity, unitPrice }) => new Decimal(quantity ?? '1').times(unitPrice).toDecimalPlaces(2))
  const sum = amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))
  if (sum.isNegative()) {
    throw new AppError('action-input-invalid', {
      message: `The lines come to ${sum.toFixed(2)}: a receipt cannot be below zero.`,
      fix: 'Book what was given back as a refund receipt.',
    })
  }
  return {
    DocNumber: receipt.number,
    TxnDate: receipt.date,
    ...refOf('DepositToAccountRef', receipt.accountId),
    ...refOf('CustomerRef', receipt.customerId),
    ...refOf('DepartmentRef', receipt.locationId),
    ...refOf('PaymentMethodRef', receipt.paymentMethodId),
    ...(receipt.paymentReference !== undefined && { PaymentRefNum: receipt.paymentReference }),
    ...refOf('CurrencyRef', receipt.currency),
    ...(receipt.exchangeRate !== undefined && { ExchangeRate: exactNumber(receipt.exchangeRate) }),
    ...(receipt.taxCalculation !== undefined && { GlobalTaxCalculation: receipt.taxCalculation }),
    ...(receipt.tax !== undefined && { TxnTaxDetail: { TotalTax: exactNumber(receipt.tax) } }),
    ...(receipt.note !== undefined && { PrivateNote: receipt.note }),
    Line: receipt.lines.map(({ itemId, description, quantity, unitPrice, taxCodeId, classId }, index) => ({
      ...(description !== undefined && { Description: description }),
      Amount: exactNumber(amounts[index]?.toFixed(2) ?? '0'),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ...refOf('ItemRef', itemId),
        Qty: exactNumber(quantity ?? '1'),
        UnitPrice: exactNumber(unitPrice),
        ...refOf('TaxCodeRef', taxCodeId),
        ...refOf('ClassRef', classId),
      },
    })),
  }
}
