// What flows give to Square and get from it, in the fields of the retail model. Its orders are the model's: canonical.ts.
export const REFUND_INPUT_FIELDS = {
  paymentId: 'payment.id',
  amount: 'refund.total',
  currency: 'refund.currency',
  reason: 'refund.reason',
}
export const SET_STOCK_FIELDS = {
  sku: 'stock.sku',
  locationId: 'stock.location',
  quantity: 'stock.onHand',
  countedAt: 'stock.countedAt',
}
export const LEVEL_FIELDS = { locationId: 'stock.location', quantity: 'stock.onHand' }
export const CHANGED_LEVEL_FIELDS = {
  sku: 'stock.sku',
  variationId: 'stock.productId',
  locationId: 'stock.location',
  quantity: 'stock.onHand',
}
export const UPSERT_PRODUCT_FIELDS = {
  sku: 'product.sku',
  name: 'product.title',
  variation: 'product.variantTitle',
  description: 'product.description',
  barcode: 'product.barcode',
  price: 'product.price',
  trackStock: 'product.tracked',
}
export const PRODUCT_FIELDS = {
  variationId: 'product.variantId',
  sku: 'product.sku',
  name: 'product.title',
  variation: 'product.variantTitle',
  price: 'product.price',
}
export const PAYMENT_FIELDS = {
  id: 'payment.id',
  orderId: 'order.id',
  status: 'payment.status',
  method: 'payment.method',
  total: 'payment.amount',
  refunded: 'payment.refunded',
  fee: 'payment.fee',
  net: 'payment.net',
  createdAt: 'payment.createdAt',
}
export const REFUND_FIELDS = {
  id: 'refund.id',
  status: 'refund.status',
  amount: 'refund.total',
  paymentId: 'payment.id',
  reason: 'refund.reason',
  createdAt: 'refund.createdAt',
}
