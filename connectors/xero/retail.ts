// What flows give to Xero and get from it, in the fields of the retail model.
import { inside } from '#connectors/kit/retail/speaking.ts'

const CONTACT = { number: 'customer.id', name: 'customer.name', email: 'customer.email' }
const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.description': `${model}.line.title`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.unitAmount': `${model}.line.unitPrice`,
  'lines.itemCode': `${model}.line.sku`,
})
export const INVOICE_INPUT_FIELDS = {
  number: 'order.name',
  reference: 'order.name',
  contact: 'order.customer',
  ...inside('contact', CONTACT),
  date: 'order.processedAt',
  currency: 'order.currency',
  ...lines('order'),
}
export const CREDIT_NOTE_FIELDS = {
  number: 'refund.number',
  reference: 'order.name',
  contact: 'refund.customer',
  ...inside('contact', CONTACT),
  date: 'refund.createdAt',
  currency: 'refund.currency',
  ...lines('refund'),
}
export const PAYMENT_INPUT_FIELDS = {
  invoiceId: 'payment.invoice',
  accountCode: 'payment.account',
  date: 'payment.createdAt',
  amount: 'payment.amount',
  reference: 'payment.id',
}
export const JOURNAL_FIELDS = {
  reference: 'journal.reference',
  narration: 'journal.narration',
  date: 'journal.date',
  status: 'journal.status',
  lines: 'journal.line',
  'lines.amount': 'journal.line.amount',
  'lines.accountCode': 'journal.line.account',
  'lines.description': 'journal.line.description',
  'lines.taxType': 'journal.line.taxCode',
}
/** Money without an invoice is, for a retailer, a provider's payout. */
export const BANK_TRANSACTION_FIELDS = {
  kind: 'payout.kind',
  bankAccountCode: 'payout.bankAccount',
  'contact.name': 'payout.provider',
  date: 'payout.date',
  reference: 'payout.number',
  lines: 'payout.entry',
  'lines.description': 'payout.entry.description',
  'lines.unitAmount': 'payout.entry.net',
  'lines.accountCode': 'payout.entry.account',
}
export const INVOICE_FIELDS = {
  reference: 'order.name',
  contact: 'order.customer',
  'contact.name': 'customer.name',
  date: 'order.processedAt',
  total: 'order.total',
  tax: 'order.taxTotal',
  due: 'order.outstanding',
  updatedAt: 'order.updatedAt',
}
export const PAYMENT_FIELDS = {
  id: 'payment.id',
  invoiceId: 'payment.invoice',
  amount: 'payment.amount',
  date: 'payment.createdAt',
  reference: 'payment.reference',
  accountCode: 'payment.account',
  status: 'payment.status',
}
export const FOUND_CREDIT_NOTE_FIELDS = {
  id: 'refund.id',
  number: 'refund.number',
  reference: 'order.name',
  status: 'refund.status',
  contact: 'refund.customer',
  'contact.name': 'customer.name',
  date: 'refund.createdAt',
  total: 'refund.total',
}
export const REFUND_PAYMENT_FIELDS = {
  creditNoteId: 'refund.id',
  number: 'refund.number',
  accountCode: 'payment.account',
  date: 'payment.createdAt',
  amount: 'payment.amount',
  reference: 'payment.id',
}
const PEOPLE = {
  number: 'customer.id',
  name: 'customer.name',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  email: 'customer.email',
  phone: 'customer.phone',
  taxNumber: 'customer.taxNumber',
  address: 'customer.address',
  ...inside('address', {
    address1: 'customer.address.address1',
    address2: 'customer.address.address2',
    city: 'customer.address.city',
    region: 'customer.address.region',
    postalCode: 'customer.address.postalCode',
    country: 'customer.address.country',
  }),
}
export const CONTACT_INPUT_FIELDS = PEOPLE
export const FOUND_CONTACT_FIELDS = { ...PEOPLE, updatedAt: 'customer.updatedAt' }
