// Sales receipts and refund receipts: the same document, once with money coming in and once with money going out.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { LineInput, salesLines, TaxCalculation } from './lines.ts'
import { Amount, Currency, Day, DocumentNumber, ExchangeRate, Id, Note, refOf } from './values.ts'

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
    exchangeRate: ExchangeRate,
    taxCalculation: TaxCalculation,
    tax: Type.Optional(Amount('Tax amount', 'What was charged. Calculated by QuickBooks when empty.')),
    note: Note,
    lines: Type.Array(LineInput, { title: 'Lines', description: 'What was sold or given back.', minItems: 1, maxItems: 750 }),
  },
  { additionalProperties: false },
)
type Receipt = Static<typeof ReceiptInput>

export async function receiptBody(context: CallContext, receipt: Receipt) {
  const Line = await salesLines(context, receipt.lines, receipt.taxCalculation, 'a receipt')
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
    Line,
  }
}
