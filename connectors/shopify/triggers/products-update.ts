// Anything about a product or its variants changed, also by a sale: Shopify sends it often and not always in order.
import { WEBHOOK_PRODUCT } from '../examples/products.ts'
import { WebhookProduct } from '../schemas/product.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_WEBHOOK_FIELDS } from '../retail.ts'

export const productsUpdate = shopifyTrigger({
  id: 'products-update',
  label: 'Product changed',
  description: 'When a product, a variant or a price changes; also when it is ordered. updated_at says which is newest.',
  vendorEvent: 'products/update',
  metafieldsOf: 'PRODUCT',
  output: speaking('product', WebhookProduct, PRODUCT_WEBHOOK_FIELDS),
  example: WEBHOOK_PRODUCT,
})
