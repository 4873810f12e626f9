// What flows give to Medusa and get from it, in the fields of the retail model. Its orders are the model's: canonical.ts.
export const SHIPMENT_INPUT_FIELDS = {
  orderId: 'order.id',
  trackingNumber: 'shipment.trackingNumber',
  trackingUrl: 'shipment.trackingUrl',
  lines: 'shipment.line',
  'lines.lineId': 'order.line.id',
  'lines.quantity': 'shipment.line.quantity',
}
export const REFUND_INPUT_FIELDS = { orderId: 'order.id', amount: 'refund.total', note: 'refund.note' }
export const PRODUCT_INPUT_FIELDS = {
  sku: 'product.sku',
  title: 'product.title',
  description: 'product.description',
  status: 'product.status',
}
export const PRODUCT_FIELDS = {
  variantId: 'product.variantId',
  productId: 'product.id',
  sku: 'product.sku',
  title: 'product.title',
  variantTitle: 'product.variantTitle',
  status: 'product.status',
  stockIsCounted: 'product.tracked',
  updatedAt: 'product.updatedAt',
}
/** `counts` says whether it is what is on hand (the default) or available. */
export const SET_STOCK_FIELDS = { sku: 'stock.sku', locationId: 'stock.location', quantity: 'stock.onHand' }
export const LEVEL_FIELDS = {
  locationId: 'stock.location',
  onHand: 'stock.onHand',
  reserved: 'stock.reserved',
  available: 'stock.available',
}
