// The examples shown in the designer and answered by test runs: an order of the retailer Harbour & Finch, and what became of it.
import type { Json } from '#shared/json.ts'
import type { CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead, toCanonicalOrder } from './canonical.ts'
import order from './fixtures/order.json' with { type: 'json' }
import refund from './fixtures/refund.json' with { type: 'json' }
import { toRefund, type Refund } from './refund.ts'
import { toProduct, type Product } from './product.ts'
import type { WooCustomer, WooProduct } from './schemas/product.ts'

export const ORDER: Json = order
export const CANONICAL_HEAD: CanonicalOrderHead = toCanonicalHead(order)
export const CANONICAL_ORDER: CanonicalOrder = toCanonicalOrder(order, [])
export const REFUND: Refund = toRefund(refund, order.currency)

const product = {
  id: 81,
  name: 'Wool Blanket',
  type: 'simple',
  parent_id: 0,
  status: 'publish',
  sku: 'HF-BLANKET-GREY',
  price: '57.50',
  regular_price: '57.50',
  sale_price: '',
  manage_stock: true,
  stock_quantity: 24,
  stock_status: 'instock',
  date_modified_gmt: '2026-11-19T08:00:00',
} as const satisfies WooProduct
export const WOO_PRODUCT: Json = product
export const PRODUCT: Product = toProduct(product)

export const CUSTOMER: WooCustomer = {
  id: 25,
  email: 'grace@example.com',
  first_name: 'Grace',
  last_name: 'Hopper',
  username: 'grace',
  role: 'customer',
  date_created_gmt: '2026-02-11T10:00:00',
  date_modified_gmt: '2026-11-20T14:32:14',
  billing: order.billing,
  shipping: order.shipping,
}
