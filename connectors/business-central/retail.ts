// What flows give to Business Central and get from it, in the fields of the retail model.
const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.item': `${model}.line.sku`,
  'lines.description': `${model}.line.title`,
  'lines.quantity': `${model}.line.quantity`,
  'lines.unitPrice': `${model}.line.unitPrice`,
})
export const ORDER_FIELDS = {
  externalNumber: 'order.name',
  customer: 'customer.number',
  date: 'order.processedAt',
  currency: 'order.currency',
  ...lines('order'),
  'lines.discountAmount': 'order.line.discountTotal',
  'lines.location': 'order.location.id',
}
export const CREDIT_MEMO_FIELDS = {
  externalNumber: 'refund.id',
  customer: 'customer.number',
  date: 'refund.createdAt',
  currency: 'refund.currency',
  ...lines('refund'),
  'lines.location': 'refund.location',
}
export const JOURNAL_FIELDS = {
  documentNumber: 'journal.reference',
  postingDate: 'journal.date',
  lines: 'journal.line',
  'lines.account': 'journal.line.account',
  'lines.amount': 'journal.line.amount',
  'lines.description': 'journal.line.description',
}
export const CUSTOMER_FIELDS = {
  number: 'customer.number',
  displayName: 'customer.name',
  email: 'customer.email',
  phoneNumber: 'customer.phone',
  addressLine1: 'customer.address.address1',
  addressLine2: 'customer.address.address2',
  city: 'customer.address.city',
  state: 'customer.address.region',
  postalCode: 'customer.address.postalCode',
  country: 'customer.address.country',
  taxRegistrationNumber: 'customer.taxNumber',
}
export const DOCUMENT_FIELDS = {
  externalNumber: 'order.name',
  customer: 'customer.number',
  status: 'order.status',
  net: 'order.subtotal',
  total: 'order.total',
  updatedAt: 'order.updatedAt',
}
export const ITEM_FIELDS = {
  id: 'product.id',
  number: 'product.sku',
  name: 'product.title',
  gtin: 'product.barcode',
  category: 'product.type',
  inventory: 'product.available',
  unitPrice: 'product.price',
  unitCost: 'product.cost',
  unit: 'product.unit',
  updatedAt: 'product.updatedAt',
}
export const FOUND_CUSTOMER_FIELDS = {
  id: 'customer.id',
  number: 'customer.number',
  name: 'customer.name',
  email: 'customer.email',
  phone: 'customer.phone',
  updatedAt: 'customer.updatedAt',
}
