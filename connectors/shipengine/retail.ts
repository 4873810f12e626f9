// What flows give to ShipEngine, in the fields of the retail model. It answers the model's shipments: label.ts.
import { inside } from '#connectors/kit/retail/speaking.ts'

const ADDRESS = {
  name: 'order.shippingAddress.name',
  company: 'order.shippingAddress.company',
  phone: 'order.customer.phone',
  email: 'order.customer.email',
  line1: 'order.shippingAddress.address1',
  line2: 'order.shippingAddress.address2',
  city: 'order.shippingAddress.city',
  region: 'order.shippingAddress.region',
  postalCode: 'order.shippingAddress.postalCode',
  country: 'order.shippingAddress.country',
}
export const LABEL_FIELDS = {
  reference: 'order.name',
  orderId: 'order.id',
  shipDate: 'shipment.shipDate',
  to: 'order.shippingAddress',
  ...inside('to', ADDRESS),
  packages: 'shipment.package',
  'packages.products': 'order.line',
  'packages.products.description': 'order.line.title',
  'packages.products.quantity': 'order.line.quantity',
  'packages.products.value': 'order.line.unitPrice',
  'packages.products.sku': 'order.line.sku',
}
export const RATE_FIELDS = { to: 'order.shippingAddress', ...inside('to', ADDRESS), currency: 'order.currency' }
export const VALIDATED_FIELDS = {
  name: 'address.name',
  company: 'address.company',
  phone: 'address.phone',
  line1: 'address.address1',
  line2: 'address.address2',
  city: 'address.city',
  region: 'address.region',
  postalCode: 'address.postalCode',
  country: 'address.country',
}
export const TRACK_FIELDS = { carrierCode: 'shipment.carrier', trackingNumber: 'shipment.trackingNumber' }
export const TRACKED_FIELDS = {
  trackingNumber: 'shipment.trackingNumber',
  trackingUrl: 'shipment.trackingUrl',
  carrier: 'shipment.carrier',
  status: 'shipment.status',
  shippedAt: 'shipment.shipDate',
}
