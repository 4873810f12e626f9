// What flows give to Odoo and get from it, in the fields of the retail model.
import { inside } from '#connectors/kit/retail/speaking.ts'

/** A contact of Odoo is who is billed: of an order its name and address are those of the billing address, which guests have as well. */
const partner = (address: string): Readonly<Record<string, string>> => ({
  ref: 'customer.id',
  email: 'customer.email',
  name: `${address}.name`,
  phone: 'customer.phone',
  street: `${address}.address1`,
  street2: `${address}.address2`,
  city: `${address}.city`,
  zip: `${address}.postalCode`,
  countryCode: `${address}.country`,
  vat: 'customer.taxNumber',
})
export const PARTNER_FIELDS: Readonly<Record<string, string>> = { ...partner('customer.address'), name: 'customer.name' }
const { ref: _, ...person } = PARTNER_FIELDS
export const CUSTOMER_FIELDS = { ...person, reference: 'customer.id', companyName: 'customer.company', 'company.name': 'customer.company' }

const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.sku': `${model}.line.sku`,
  'lines.description': `${model}.line.title`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.unitPrice': `${model}.line.unitPrice`,
  'lines.taxes': `${model}.line.tax`,
})

export const SALES_ORDER_FIELDS = {
  reference: 'order.name',
  origin: 'order.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  warehouse: 'order.location.id',
  customer: 'order.customer',
  ...inside('customer', partner('order.billingAddress')),
  ...lines('order'),
  payments: 'payment',
  'payments.journal': 'payment.method',
  'payments.amount': 'payment.amount',
  'payments.reference': 'payment.id',
  expectedTotal: 'order.total',
  note: 'order.note',
}
export const UPDATED_ORDER_FIELDS = { reference: 'order.name', ...lines('order'), expectedTotal: 'order.total' }
export const INVOICE_FIELDS = {
  reference: 'order.name',
  origin: 'order.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  customer: 'order.customer',
  ...inside('customer', partner('order.billingAddress')),
  ...lines('order'),
  expectedTotal: 'order.total',
  note: 'order.note',
}
export const CREDIT_NOTE_FIELDS = {
  reference: 'refund.number',
  invoiceReference: 'order.name',
  origin: 'order.name',
  date: 'refund.createdAt',
  currency: 'refund.currency',
  customer: 'refund.customer',
  ...inside('customer', partner('order.billingAddress')),
  ...lines('refund'),
  expectedTotal: 'refund.total',
  note: 'refund.note',
}
export const PAYMENT_FIELDS = {
  reference: 'payment.id',
  invoiceReference: 'payment.invoice',
  journal: 'payment.method',
  amount: 'payment.amount',
  date: 'payment.createdAt',
}
export const SET_STOCK_FIELDS = { sku: 'stock.sku', warehouse: 'stock.location', quantity: 'stock.onHand' }
export const PRODUCT_FIELDS = {
  sku: 'product.sku',
  barcode: 'product.barcode',
  name: 'product.title',
  listPrice: 'product.price',
  cost: 'product.cost',
}
export const FOUND_PRODUCT_FIELDS = {
  id: 'product.id',
  sku: 'product.sku',
  barcode: 'product.barcode',
  name: 'product.title',
  listPrice: 'product.price',
}
export const SHIPMENT_FIELDS = {
  id: 'shipment.id',
  number: 'shipment.reference',
  state: 'shipment.status',
  orderReference: 'order.name',
  doneAt: 'shipment.shipDate',
  trackingNumber: 'shipment.trackingNumber',
  carrier: 'shipment.carrier',
  lines: 'shipment.line',
  'lines.sku': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
export const RECEIVED_RETURN_FIELDS = {
  reference: 'refund.number',
  orderReference: 'order.name',
  lines: 'refund.line',
  'lines.sku': 'refund.line.sku',
  'lines.quantity': 'refund.line.quantity',
}
export const TRANSFER_FIELDS = {
  id: 'transfer.id',
  number: 'transfer.number',
  from: 'transfer.from',
  to: 'transfer.to',
  dispatchedAt: 'transfer.sentAt',
  expectedAt: 'transfer.expectedAt',
  lines: 'transfer.line',
  'lines.sku': 'transfer.line.sku',
  'lines.name': 'transfer.line.title',
  'lines.quantity': 'transfer.line.quantity',
}
export const RECEIVED_TRANSFER_FIELDS = {
  number: 'transfer.number',
  lines: 'transfer.line',
  'lines.sku': 'transfer.line.sku',
  'lines.quantity': 'transfer.line.received',
}
export const STORE_SALE_FIELDS = {
  reference: 'sale.id',
  warehouse: 'sale.store',
  lines: 'sale.line',
  'lines.sku': 'sale.line.sku',
  'lines.quantity': 'sale.line.quantity',
}
export const STOCK_LEVEL_FIELDS = {
  sku: 'stock.sku',
  productId: 'stock.productId',
  warehouse: 'stock.location',
  onHand: 'stock.onHand',
  reserved: 'stock.reserved',
  available: 'stock.available',
}
export const CHANGED_STOCK_FIELDS = { productId: 'stock.productId', sku: 'stock.sku' }
const made = (model: string) => ({ currency: `${model}.currency`, amountTotal: `${model}.total` })
export const MADE_ORDER_FIELDS = {
  ...made('order'),
  reference: 'order.name',
  state: 'order.status',
  amountUntaxed: 'order.subtotal',
  amountTax: 'order.taxTotal',
}
