// What flows give to SAP Business One and get from it, in the fields of the retail model.
import { inside } from '#connectors/kit/retail/speaking.ts'

const address = (of: string) => ({
  street: `${of}.address1`,
  building: `${of}.address2`,
  city: `${of}.city`,
  zipCode: `${of}.postalCode`,
  state: `${of}.region`,
  country: `${of}.country`,
})
const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.item': `${model}.line.sku`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.description': `${model}.line.title`,
  'lines.unitPrice': `${model}.line.unitPrice`,
})
const addresses = {
  shipTo: 'order.shippingAddress',
  ...inside('shipTo', address('order.shippingAddress')),
  billTo: 'order.billingAddress',
  ...inside('billTo', address('order.billingAddress')),
}
export const ORDER_FIELDS = {
  reference: 'order.name',
  customer: 'customer.number',
  customerReference: 'order.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  comments: 'order.note',
  ...addresses,
  ...lines('order'),
  'lines.warehouse': 'order.location.id',
}
export const DELIVERY_FIELDS = {
  reference: 'shipment.reference',
  'from.reference': 'order.name',
  customer: 'customer.number',
  date: 'shipment.shipDate',
  ...addresses,
  lines: 'shipment.line',
  'lines.item': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
export const REFUND_FIELDS = {
  reference: 'refund.id',
  customer: 'customer.number',
  'from.reference': 'order.name',
  date: 'refund.createdAt',
  currency: 'refund.currency',
  comments: 'refund.note',
  ...lines('refund'),
  'lines.warehouse': 'refund.location',
}
export const PAYMENT_FIELDS = {
  reference: 'payment.id',
  customer: 'payment.customer',
  date: 'payment.createdAt',
  account: 'payment.account',
  amount: 'payment.amount',
  currency: 'payment.currency',
  transferReference: 'payment.reference',
}
export const PARTNER_INPUT_FIELDS = {
  code: 'customer.number',
  email: 'customer.email',
  name: 'customer.name',
  phone: 'customer.phone',
  currency: 'customer.currency',
  taxNumber: 'customer.taxNumber',
  address: 'customer.address',
  'address.street': 'customer.address.address1',
  'address.city': 'customer.address.city',
  'address.zipCode': 'customer.address.postalCode',
  'address.state': 'customer.address.region',
  'address.country': 'customer.address.country',
}
export const ISSUE_FIELDS = {
  lines: 'stock',
  'lines.item': 'stock.sku',
  'lines.quantity': 'stock.change',
  'lines.warehouse': 'stock.location',
}
export const RECEIPT_FIELDS = { ...ISSUE_FIELDS, 'lines.unitCost': 'stock.unitCost' }
export const JOURNAL_FIELDS = {
  reference: 'journal.reference',
  date: 'journal.date',
  memo: 'journal.narration',
  lines: 'journal.line',
  'lines.account': 'journal.line.account',
  'lines.amount': 'journal.line.amount',
  'lines.description': 'journal.line.description',
  'lines.costCentre': 'journal.line.store',
}
export const DOCUMENT_FIELDS = {
  reference: 'order.name',
  customer: 'customer.number',
  status: 'order.status',
  date: 'order.processedAt',
  currency: 'order.currency',
  tax: 'order.taxTotal',
  total: 'order.total',
  updatedAt: 'order.updatedAt',
}
export const ITEM_FIELDS = {
  code: 'product.sku',
  name: 'product.title',
  barcode: 'product.barcode',
  unit: 'product.unit',
  inStock: 'product.available',
  'prices.price': 'product.price',
  updatedAt: 'product.updatedAt',
}
export const PARTNER_FIELDS = {
  code: 'customer.number',
  name: 'customer.name',
  email: 'customer.email',
  phone: 'customer.phone',
  currency: 'customer.currency',
  updatedAt: 'customer.updatedAt',
}
