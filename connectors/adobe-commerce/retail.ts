// What flows give to Adobe Commerce and get from it, in the fields of the retail model. Its orders are the model's: canonical.ts.
import { inside } from '#connectors/kit/retail/speaking.ts'

export const SHIPMENT_INPUT_FIELDS = {
  orderId: 'order.id',
  tracks: 'shipment.package',
  'tracks.number': 'shipment.package.trackingNumber',
  source: 'stock.location',
  lines: 'shipment.line',
  'lines.lineId': 'order.line.id',
  'lines.quantity': 'shipment.line.quantity',
}
export const REFUND_INPUT_FIELDS = {
  orderId: 'order.id',
  lines: 'refund.line',
  'lines.lineId': 'order.line.id',
  'lines.quantity': 'refund.line.quantity',
  shipping: 'refund.shippingTotal',
  restock: 'refund.restock',
  note: 'refund.note',
}
export const REFUND_FIELDS = {
  id: 'refund.id',
  number: 'refund.number',
  orderId: 'order.id',
  status: 'refund.status',
  createdAt: 'refund.createdAt',
  currency: 'refund.currency',
  total: 'refund.total',
  lines: 'refund.line',
  'lines.lineId': 'order.line.id',
  'lines.sku': 'refund.line.sku',
  'lines.title': 'refund.line.title',
  'lines.quantity': 'refund.line.quantity',
  'lines.amount': 'refund.line.amount',
  'lines.tax': 'refund.line.taxTotal',
  shipping: 'refund.shippingTotal',
  adjustment: 'refund.adjustment',
}
export const PRODUCT_INPUT_FIELDS = { sku: 'product.sku', name: 'product.title', price: 'product.price', weight: 'product.weight' }
export const PRODUCT_FIELDS = {
  id: 'product.id',
  sku: 'product.sku',
  name: 'product.title',
  type: 'product.type',
  price: 'product.price',
  updatedAt: 'product.updatedAt',
}
export const PRICE_FIELDS = { prices: 'product', 'prices.sku': 'product.sku', 'prices.price': 'product.price' }
export const SET_STOCK_FIELDS = {
  items: 'stock',
  'items.sku': 'stock.sku',
  'items.source': 'stock.location',
  'items.quantity': 'stock.onHand',
}
const ADDRESS_FIELDS = Object.fromEntries(
  ['firstName', 'lastName', 'company', 'address1', 'address2', 'city', 'region', 'postalCode', 'country'].map((name) => [
    name,
    `customer.address.${name}`,
  ]),
)
export const CUSTOMER_INPUT_FIELDS = {
  email: 'customer.email',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  groupId: 'customer.group',
  taxNumber: 'customer.taxNumber',
  billing: 'customer.address',
  ...inside('billing', ADDRESS_FIELDS),
  'billing.phone': 'customer.phone',
}
export const CUSTOMER_FIELDS = {
  id: 'customer.id',
  email: 'customer.email',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  groupId: 'customer.group',
  taxNumber: 'customer.taxNumber',
  createdAt: 'customer.createdAt',
  updatedAt: 'customer.updatedAt',
  billing: 'customer.address',
  ...inside('billing', ADDRESS_FIELDS),
  'billing.phone': 'customer.phone',
}
