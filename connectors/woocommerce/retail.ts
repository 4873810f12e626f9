// WooCommerce's own documents, as webhooks bring them and write actions take them, in the fields of the retail model. What is read is the model's: canonical.ts.
import { inside } from '#connectors/kit/retail/speaking.ts'

const address = (of: string) => ({
  first_name: `${of}.firstName`,
  last_name: `${of}.lastName`,
  company: `${of}.company`,
  address_1: `${of}.address1`,
  address_2: `${of}.address2`,
  city: `${of}.city`,
  state: `${of}.region`,
  postcode: `${of}.postalCode`,
  country: `${of}.country`,
})
export const ORDER_FIELDS = {
  id: 'order.id',
  number: 'order.name',
  status: 'order.status',
  currency: 'order.currency',
  created_via: 'order.source',
  date_created_gmt: 'order.processedAt',
  date_modified_gmt: 'order.updatedAt',
  discount_total: 'order.discountTotal',
  shipping_total: 'order.shippingTotal',
  total: 'order.total',
  total_tax: 'order.taxTotal',
  prices_include_tax: 'order.taxesIncluded',
  customer_id: 'order.customer.id',
  customer_note: 'order.note',
  billing: 'order.billingAddress',
  ...inside('billing', address('order.billingAddress')),
  'billing.email': 'order.customer.email',
  'billing.phone': 'order.customer.phone',
  shipping: 'order.shippingAddress',
  ...inside('shipping', address('order.shippingAddress')),
  line_items: 'order.line',
  'line_items.id': 'order.line.id',
  'line_items.sku': 'order.line.sku',
  'line_items.name': 'order.line.title',
  'line_items.quantity': 'order.line.quantity',
  'line_items.total': 'order.line.lineTotal',
  'line_items.taxes': 'order.line.tax',
}
export const CUSTOMER_FIELDS = {
  id: 'customer.id',
  email: 'customer.email',
  first_name: 'customer.firstName',
  last_name: 'customer.lastName',
  billing: 'customer.address',
  ...inside('billing', address('customer.address')),
  'billing.phone': 'customer.phone',
}
export const CUSTOMER_INPUT_FIELDS = {
  email: 'customer.email',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  billing: 'customer.address',
  ...inside('billing', address('customer.address')),
  'billing.phone': 'customer.phone',
}
export const PRODUCT_WEBHOOK_FIELDS = {
  id: 'product.id',
  name: 'product.title',
  status: 'product.status',
  sku: 'product.sku',
  price: 'product.price',
  stock_quantity: 'product.available',
}
export const PRODUCT_FIELDS = {
  id: 'product.id',
  sku: 'product.sku',
  name: 'product.title',
  status: 'product.status',
  regularPrice: 'product.price',
  stock: 'product.available',
  updatedAt: 'product.updatedAt',
}
export const PRODUCT_INPUT_FIELDS = {
  sku: 'product.sku',
  name: 'product.title',
  status: 'product.status',
  description: 'product.description',
  regularPrice: 'product.price',
  weight: 'product.weight',
}
export const SET_STOCK_FIELDS = { sku: 'stock.sku', quantity: 'stock.available' }
export const REFUND_INPUT_FIELDS = {
  orderId: 'order.id',
  amount: 'refund.total',
  reason: 'refund.reason',
  restock: 'refund.restock',
  lines: 'refund.line',
  'lines.lineId': 'order.line.id',
  'lines.quantity': 'refund.line.quantity',
  'lines.amount': 'refund.line.amount',
}
export const REFUND_FIELDS = {
  id: 'refund.id',
  createdAt: 'refund.createdAt',
  amount: 'refund.total',
  reason: 'refund.reason',
  lines: 'refund.line',
  'lines.lineId': 'order.line.id',
  'lines.sku': 'refund.line.sku',
  'lines.quantity': 'refund.line.quantity',
  'lines.amount': 'refund.line.amount',
  'lines.tax': 'refund.line.taxTotal',
  shipping: 'refund.shippingTotal',
  adjustment: 'refund.adjustment',
}
