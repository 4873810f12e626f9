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
