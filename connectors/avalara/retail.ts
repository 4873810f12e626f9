// What flows give to AvaTax, in the fields of the retail model. A whole order is taken by "record-order": canonical.ts.
import { inside } from '#connectors/kit/retail/speaking.ts'

const ADDRESS = {
  line1: 'order.shippingAddress.address1',
  line2: 'order.shippingAddress.address2',
  city: 'order.shippingAddress.city',
  region: 'order.shippingAddress.region',
  postalCode: 'order.shippingAddress.postalCode',
  country: 'order.shippingAddress.country',
}
const LINES = {
  lines: 'order.line',
  'lines.number': 'order.line.id',
  'lines.amount': 'order.line.lineTotal',
  'lines.quantity': 'order.line.quantity',
  'lines.itemCode': 'order.line.sku',
  'lines.description': 'order.line.title',
}
export const TAX_FIELDS = {
  date: 'order.processedAt',
  customerCode: 'customer.id',
  currency: 'order.currency',
  to: 'order.shippingAddress',
  ...inside('to', ADDRESS),
  locationCode: 'order.location.id',
  reference: 'order.id',
  ...LINES,
}
export const SALE_FIELDS = { ...TAX_FIELDS, code: 'order.name' }
export const RETURN_FIELDS = {
  code: 'refund.id',
  date: 'refund.createdAt',
  customerCode: 'customer.id',
  currency: 'refund.currency',
  reference: 'order.name',
  lines: 'refund.line',
  'lines.number': 'order.line.id',
  'lines.amount': 'refund.line.amount',
  'lines.quantity': 'refund.line.quantity',
  'lines.itemCode': 'refund.line.sku',
  'lines.description': 'refund.line.title',
}
export const REFUND_FIELDS = { saleCode: 'order.name', refundCode: 'refund.id', date: 'refund.createdAt', reference: 'refund.reason' }
export const ADDRESS_FIELDS = {
  line1: 'address.address1',
  line2: 'address.address2',
  city: 'address.city',
  region: 'address.region',
  postalCode: 'address.postalCode',
  country: 'address.country',
}
