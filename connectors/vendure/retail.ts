// What flows give to Vendure and get from it, in the fields of the retail model. Its orders are the model's: canonical.ts.
export const SHIPMENT_INPUT_FIELDS = {
  orderId: 'order.id',
  trackingCode: 'shipment.trackingNumber',
  method: 'shipment.carrier',
  lines: 'shipment.line',
  'lines.lineId': 'order.line.id',
  'lines.quantity': 'shipment.line.quantity',
}
export const SET_STOCK_FIELDS = { sku: 'stock.sku', locationId: 'stock.location', quantity: 'stock.onHand' }
export const PRODUCT_FIELDS = {
  variantId: 'product.variantId',
  sku: 'product.sku',
  name: 'product.title',
  price: 'product.price',
  stock: 'stock',
  'stock.locationId': 'stock.location',
  'stock.onHand': 'stock.onHand',
  'stock.allocated': 'stock.reserved',
  'stock.available': 'stock.available',
}
