// What flows give to ERPNext and get from it, in the fields of the retail model.
const lines = (model: string) => ({
  lines: `${model}.line`,
  'lines.itemCode': `${model}.line.sku`,
  'lines.quantity': `${model}.line.quantity`,
})
export const SALES_ORDER_FIELDS = {
  poNumber: 'order.name',
  customer: 'customer.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  pricesIncludeTax: 'order.taxesIncluded',
  ...lines('order'),
  'lines.rate': 'order.line.unitPrice',
  'lines.warehouse': 'order.location.id',
}
export const INVOICE_FIELDS = {
  reference: 'order.name',
  customer: 'customer.name',
  date: 'order.processedAt',
  currency: 'order.currency',
  pricesIncludeTax: 'order.taxesIncluded',
  salesOrder: 'order.name',
  expectedTotal: 'order.total',
  note: 'order.note',
  ...lines('order'),
  'lines.rate': 'order.line.unitPrice',
  'lines.warehouse': 'order.location.id',
}
export const RETURN_FIELDS = {
  reference: 'refund.id',
  returnOf: 'order.name',
  customer: 'customer.name',
  date: 'refund.createdAt',
  currency: 'refund.currency',
  updateStock: 'refund.restock',
  expectedTotal: 'refund.total',
  note: 'refund.note',
  ...lines('refund'),
  'lines.rate': 'refund.line.unitPrice',
  'lines.warehouse': 'refund.location',
}
export const DELIVERY_INPUT_FIELDS = {
  reference: 'shipment.reference',
  customer: 'customer.name',
  date: 'shipment.shipDate',
  salesOrder: 'order.name',
  trackingNumber: 'shipment.trackingNumber',
  ...lines('shipment'),
}
export const PAYMENT_FIELDS = {
  reference: 'payment.id',
  customer: 'payment.customer',
  date: 'payment.createdAt',
  amount: 'payment.amount',
  account: 'payment.account',
  modeOfPayment: 'payment.method',
}
export const JOURNAL_FIELDS = {
  reference: 'journal.reference',
  date: 'journal.date',
  note: 'journal.narration',
  lines: 'journal.line',
  'lines.account': 'journal.line.account',
  'lines.amount': 'journal.line.amount',
  'lines.costCenter': 'journal.line.store',
  'lines.description': 'journal.line.description',
}
export const CUSTOMER_FIELDS = { email: 'customer.email', fullName: 'customer.name', phone: 'customer.phone', group: 'customer.group' }
export const STOCK_FIELDS = {
  warehouse: 'stock.location',
  countedAt: 'stock.countedAt',
  lines: 'stock',
  'lines.itemCode': 'stock.sku',
  'lines.quantity': 'stock.onHand',
  'lines.valuationRate': 'stock.unitCost',
}
export const FOUND_ORDER_FIELDS = {
  poNumber: 'order.name',
  customer: 'customer.name',
  status: 'order.status',
  total: 'order.total',
  changedAt: 'order.updatedAt',
}
export const FOUND_INVOICE_FIELDS = {
  reference: 'order.name',
  customer: 'customer.name',
  status: 'order.financialStatus',
  date: 'order.processedAt',
  net: 'order.subtotal',
  tax: 'order.taxTotal',
  total: 'order.total',
  outstanding: 'order.outstanding',
  changedAt: 'order.updatedAt',
}
export const DELIVERY_NOTE_FIELDS = {
  number: 'shipment.id',
  reference: 'shipment.reference',
  status: 'shipment.status',
  date: 'shipment.shipDate',
  trackingNumber: 'shipment.trackingNumber',
}
export const ITEM_FIELDS = {
  itemCode: 'product.sku',
  itemName: 'product.title',
  group: 'product.type',
  brand: 'product.brand',
  unit: 'product.unit',
  isStockItem: 'product.tracked',
  changedAt: 'product.updatedAt',
}
export const ITEM_PRICE_FIELDS = { itemCode: 'product.sku', unit: 'product.unit', price: 'product.price', changedAt: 'product.updatedAt' }
export const CHANGED_STOCK_FIELDS = {
  itemCode: 'stock.sku',
  warehouse: 'stock.location',
  actual: 'stock.onHand',
  reserved: 'stock.reserved',
  ordered: 'stock.incoming',
  available: 'stock.available',
}
export const CHANGED_CUSTOMER_FIELDS = {
  fullName: 'customer.name',
  group: 'customer.group',
  email: 'customer.email',
  phone: 'customer.phone',
  taxId: 'customer.taxNumber',
}
