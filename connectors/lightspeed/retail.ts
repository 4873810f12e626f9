// What flows give to Lightspeed and get from it, in the fields of the retail model. Its sales are store sales: canonical/.
export const SALE_INPUT_FIELDS = {
  registerId: 'sale.register',
  userId: 'sale.cashier',
  reference: 'order.name',
  soldAt: 'sale.endedAt',
  note: 'order.note',
  lines: 'sale.line',
  'lines.sku': 'sale.line.sku',
  'lines.quantity': 'sale.line.quantity',
  'lines.unitPrice': 'sale.line.unitPrice',
  payments: 'sale.tender',
  'payments.paymentTypeId': 'sale.tender.type',
  'payments.amount': 'sale.tender.amount',
}
export const PRODUCT_INPUT_FIELDS = {
  sku: 'product.sku',
  name: 'product.title',
  description: 'product.description',
  price: 'product.price',
}
export const SET_STOCK_FIELDS = { sku: 'stock.sku', outletId: 'stock.location', quantity: 'stock.onHand' }
export const ADJUST_STOCK_FIELDS = {
  adjustments: 'stock',
  'adjustments.sku': 'stock.sku',
  'adjustments.outletId': 'stock.location',
  'adjustments.quantity': 'stock.change',
  'adjustments.reason': 'stock.reason',
}
const PERSON = {
  firstName: 'customer.firstName',
  lastName: 'customer.lastName',
  company: 'customer.company',
  email: 'customer.email',
  phone: 'customer.phone',
}
export const CUSTOMER_INPUT_FIELDS = {
  ...PERSON,
  code: 'customer.number',
  note: 'customer.note',
  address1: 'customer.address.address1',
  address2: 'customer.address.address2',
  city: 'customer.address.city',
  region: 'customer.address.region',
  postalCode: 'customer.address.postalCode',
  country: 'customer.address.country',
}
export const CUSTOMER_FIELDS = { ...PERSON, id: 'customer.id', code: 'customer.number', updatedAt: 'customer.updatedAt' }
export const PRODUCT_FIELDS = {
  id: 'product.id',
  sku: 'product.sku',
  name: 'product.title',
  variantName: 'product.variantTitle',
  tracksStock: 'product.tracked',
  priceWithTax: 'product.price',
  updatedAt: 'product.updatedAt',
}
export const SALE_HEAD_FIELDS = {
  id: 'sale.id',
  state: 'sale.status',
  soldAt: 'sale.endedAt',
  receiptNumber: 'sale.sequence',
  outletId: 'sale.store',
  registerId: 'sale.register',
  total: 'sale.total',
}
export const CONSIGNMENT_INPUT_FIELDS = {
  reference: 'transfer.number',
  outletId: 'transfer.to',
  sourceOutletId: 'transfer.from',
  expectedAt: 'transfer.expectedAt',
  lines: 'transfer.line',
  'lines.sku': 'transfer.line.sku',
  'lines.productId': 'transfer.line.productId',
  'lines.quantity': 'transfer.line.quantity',
}
export const CONSIGNMENT_HEAD_FIELDS = {
  id: 'transfer.id',
  reference: 'transfer.number',
  status: 'transfer.status',
  outletId: 'transfer.to',
  sourceOutletId: 'transfer.from',
  expectedAt: 'transfer.expectedAt',
  receivedAt: 'transfer.receivedAt',
  updatedAt: 'transfer.updatedAt',
}
export const CONSIGNMENT_FIELDS = {
  ...CONSIGNMENT_HEAD_FIELDS,
  lines: 'transfer.line',
  'lines.productId': 'transfer.line.productId',
  'lines.sku': 'transfer.line.sku',
  'lines.name': 'transfer.line.title',
  'lines.sent': 'transfer.line.quantity',
  'lines.received': 'transfer.line.received',
}
export const STOCK_LEVEL_FIELDS = { productId: 'stock.productId', outletId: 'stock.location', quantity: 'stock.onHand' }
