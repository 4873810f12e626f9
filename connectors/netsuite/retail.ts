// What flows give to NetSuite and get from it, in the fields of the retail model.
export const SALES_ORDER_FIELDS = {
  externalId: 'order.id',
  customerExternalId: 'customer.id',
  date: 'order.processedAt',
  poNumber: 'order.name',
  memo: 'order.note',
  lines: 'order.line',
  'lines.sku': 'order.line.sku',
  'lines.quantity': 'order.line.quantity',
  'lines.rate': 'order.line.unitPrice',
  'lines.description': 'order.line.title',
}
export const STORE_SALE_FIELDS = {
  externalId: 'sale.id',
  customerExternalId: 'customer.id',
  date: 'sale.businessDay',
  lines: 'sale.line',
  'lines.sku': 'sale.line.sku',
  'lines.quantity': 'sale.line.quantity',
  'lines.rate': 'sale.line.unitPrice',
  'lines.description': 'sale.line.title',
}
export const REFUND_FIELDS = {
  externalId: 'refund.id',
  customerExternalId: 'customer.id',
  date: 'refund.createdAt',
  poNumber: 'order.name',
  memo: 'refund.note',
  lines: 'refund.line',
  'lines.sku': 'refund.line.sku',
  'lines.quantity': 'refund.line.quantity',
  'lines.rate': 'refund.line.unitPrice',
  'lines.description': 'refund.line.title',
}
export const JOURNAL_FIELDS = {
  externalId: 'journal.reference',
  date: 'journal.date',
  memo: 'journal.narration',
  lines: 'journal.line',
  'lines.account': 'journal.line.account',
  'lines.amount': 'journal.line.amount',
  'lines.memo': 'journal.line.description',
}
export const STOCK_FIELDS = { sku: 'stock.sku', location: 'stock.location', onHand: 'stock.onHand', available: 'stock.available' }
export const FULFILLMENT_FIELDS = {
  id: 'shipment.id',
  orderExternalId: 'order.id',
  shippedOn: 'shipment.shipDate',
  trackingNumber: 'shipment.trackingNumber',
  lines: 'shipment.line',
  'lines.sku': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
export const CUSTOMER_FIELDS = {
  externalId: 'customer.id',
  company: 'customer.company',
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  email: 'customer.email',
  phone: 'customer.phone',
}
export const FOUND_ORDER_FIELDS = {
  externalId: 'order.id',
  status: 'order.status',
  currency: 'order.currency',
  total: 'order.total',
  changedAt: 'order.updatedAt',
}
export const CREATE_FULFILLMENT_FIELDS = {
  externalId: 'shipment.id',
  orderExternalId: 'order.id',
  date: 'shipment.shipDate',
  carrier: 'shipment.carrier',
  parcels: 'shipment.package',
  'parcels.trackingNumber': 'shipment.package.trackingNumber',
  'parcels.weight': 'shipment.package.weight',
  lines: 'shipment.line',
  'lines.sku': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
const PAID_FIELDS = {
  externalId: 'payment.id',
  customerExternalId: 'payment.customer',
  date: 'payment.createdAt',
  amount: 'payment.amount',
  account: 'payment.account',
  memo: 'payment.description',
}
export const PAYMENT_FIELDS = { ...PAID_FIELDS, 'invoices.externalId': 'payment.invoice' }
export const DEPOSIT_FIELDS = { ...PAID_FIELDS, orderExternalId: 'order.id' }
