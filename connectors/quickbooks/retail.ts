// What flows give to QuickBooks and get from it, in the fields of the retail model.
const document = (model: string) => ({
  currency: `${model}.currency`,
  note: `${model}.note`,
  lines: `${model}.line`,
  'lines.description': `${model}.line.title`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.unitPrice': `${model}.line.unitPrice`,
})
const SALE = { number: 'order.name', date: 'order.processedAt', tax: 'order.taxTotal' }
const BACK = { number: 'refund.number', date: 'refund.createdAt' }
export const INVOICE_FIELDS = { ...document('order'), ...SALE, email: 'customer.email', locationId: 'order.location.id' }
export const CREDIT_MEMO_FIELDS = { ...document('refund'), ...BACK, email: 'customer.email', locationId: 'refund.location' }
export const RECEIPT_FIELDS = {
  ...document('order'),
  ...SALE,
  locationId: 'order.location.id',
  accountId: 'payment.account',
  paymentMethodId: 'payment.method',
  paymentReference: 'payment.id',
}
export const REFUND_RECEIPT_FIELDS = {
  ...document('refund'),
  ...BACK,
  locationId: 'refund.location',
  accountId: 'payment.account',
  paymentMethodId: 'refund.payment.method',
  paymentReference: 'refund.payment.id',
}
export const PAYMENT_FIELDS = {
  reference: 'payment.id',
  date: 'payment.createdAt',
  amount: 'payment.amount',
  accountId: 'payment.account',
  paymentMethodId: 'payment.method',
  currency: 'payment.currency',
  note: 'payment.description',
}
export const JOURNAL_FIELDS = {
  number: 'journal.reference',
  date: 'journal.date',
  currency: 'journal.currency',
  note: 'journal.narration',
  lines: 'journal.line',
  'lines.amount': 'journal.line.amount',
  'lines.accountId': 'journal.line.account',
  'lines.description': 'journal.line.description',
  'lines.locationId': 'journal.line.store',
}
/** What a provider pays out lands in the bank as one deposit. */
export const DEPOSIT_FIELDS = {
  date: 'payout.date',
  accountId: 'payout.bankAccount',
  lines: 'payout.entry',
  'lines.amount': 'payout.entry.net',
  'lines.accountId': 'payout.entry.account',
  'lines.description': 'payout.entry.description',
  currency: 'payout.currency',
  note: 'payout.description',
}
const NAMES = {
  name: 'customer.name',
  company: 'customer.company',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  email: 'customer.email',
}
export const CUSTOMER_INPUT_FIELDS = { ...NAMES, currency: 'customer.currency' }
export const CUSTOMER_CHANGE_FIELDS = { ...NAMES, id: 'customer.id' }
export const CUSTOMER_FIELDS = { ...CUSTOMER_INPUT_FIELDS, id: 'customer.id' }
export const ITEM_FIELDS = {
  id: 'product.id',
  name: 'product.title',
  sku: 'product.sku',
  type: 'product.type',
  unitPrice: 'product.price',
  updatedAt: 'product.updatedAt',
}
export const DOCUMENT_FIELDS = {
  number: 'order.name',
  date: 'order.processedAt',
  total: 'order.total',
  tax: 'order.taxTotal',
  currency: 'order.currency',
  balance: 'order.outstanding',
}
