// What flows give to Dolibarr and get from it, in the fields of the retail model.
const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.product': `${model}.line.sku`,
  'lines.description': `${model}.line.title`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.unitPrice': `${model}.line.unitPrice`,
})
export const DOCUMENT_INPUT_FIELDS = {
  reference: 'order.name',
  customerReference: 'order.name',
  date: 'order.processedAt',
  warehouse: 'order.location.id',
  ...lines('order'),
}
export const CREDIT_NOTE_FIELDS = {
  reference: 'refund.id',
  invoice: 'order.name',
  date: 'refund.createdAt',
  ...lines('refund'),
}
export const THIRD_PARTY_INPUT_FIELDS = {
  reference: 'customer.id',
  email: 'customer.email',
  name: 'customer.name',
  phone: 'customer.phone',
  address: 'customer.address.address1',
  zip: 'customer.address.postalCode',
  town: 'customer.address.city',
  country: 'customer.address.country',
  taxNumber: 'customer.taxNumber',
}
export const PRODUCT_INPUT_FIELDS = {
  ref: 'product.sku',
  label: 'product.title',
  description: 'product.description',
  barcode: 'product.barcode',
  price: 'product.price',
}
export const PAYMENT_FIELDS = {
  invoice: 'payment.invoice',
  number: 'payment.id',
  amount: 'payment.amount',
  date: 'payment.createdAt',
  means: 'payment.method',
  account: 'payment.account',
}
export const MOVEMENT_FIELDS = {
  product: 'stock.sku',
  warehouse: 'stock.location',
  quantity: 'stock.change',
  label: 'stock.reason',
  unitCost: 'stock.unitCost',
}
export const DOCUMENT_FIELDS = {
  reference: 'order.name',
  customerReference: 'order.name',
  status: 'order.status',
  date: 'order.processedAt',
  currency: 'order.currency',
  net: 'order.subtotal',
  tax: 'order.taxTotal',
  total: 'order.total',
  ...lines('order'),
  'lines.net': 'order.line.lineTotal',
  'lines.taxRate': 'order.line.tax.rate',
  updatedAt: 'order.updatedAt',
}
export const PRODUCT_FIELDS = {
  id: 'product.id',
  ref: 'product.sku',
  label: 'product.title',
  barcode: 'product.barcode',
  price: 'product.price',
  stock: 'product.available',
  updatedAt: 'product.updatedAt',
}
export const THIRD_PARTY_FIELDS = {
  id: 'customer.id',
  name: 'customer.name',
  code: 'customer.number',
  email: 'customer.email',
  phone: 'customer.phone',
  updatedAt: 'customer.updatedAt',
}
export const SHIPMENT_INPUT_FIELDS = {
  reference: 'shipment.reference',
  order: 'order.name',
  date: 'shipment.shipDate',
  trackingNumber: 'shipment.trackingNumber',
  lines: 'shipment.line',
  'lines.product': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
export const SHIPMENT_OUTPUT_FIELDS = {
  id: 'shipment.id',
  reference: 'shipment.reference',
  trackingNumber: 'shipment.trackingNumber',
  lines: 'shipment.line',
  'lines.product': 'shipment.line.sku',
  'lines.quantity': 'shipment.line.quantity',
}
