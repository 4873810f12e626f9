// What flows give to Tryton and get from it, in the fields of the retail model.
import { inside } from '#connectors/kit/retail/speaking.ts'

/** The address of a sale is the one that goods are delivered to; the party is who is billed, also a guest without an account. */
const party = (address: string): Readonly<Record<string, string>> => ({
  email: 'customer.email',
  name: 'customer.name',
  phone: 'customer.phone',
  street: `${address}.address1`,
  postalCode: `${address}.postalCode`,
  city: `${address}.city`,
  countryCode: `${address}.country`,
})
export const PARTY_FIELDS = { code: 'customer.number', ...party('customer.address') }
export const SALE_FIELDS = {
  reference: 'order.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  warehouse: 'order.location.id',
  customer: 'order.customer',
  ...inside('customer', { ...party('order.shippingAddress'), name: 'order.billingAddress.name' }),
  lines: 'order.line',
  'lines.sku': 'order.line.sku',
  'lines.description': 'order.line.title',
  'lines.quantity': 'order.line.quantity',
  'lines.unitPrice': 'order.line.unitPrice',
  'lines.taxes': 'order.line.tax',
  note: 'order.note',
  expectedTotal: 'order.total',
}
export const MADE_SALE_FIELDS = {
  reference: 'order.name',
  state: 'order.status',
  currency: 'order.currency',
  untaxedAmount: 'order.subtotal',
  taxAmount: 'order.taxTotal',
  totalAmount: 'order.total',
}
export const PRODUCT_FIELDS = {
  code: 'product.sku',
  name: 'product.title',
  listPrice: 'product.price',
  category: 'product.type',
  unit: 'product.unit',
}
