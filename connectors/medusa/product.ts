// A variant as flows see it.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import type { Variant } from './schemas/stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from './retail.ts'

export const Product = speaking(
  'product',
  Type.Object(
    {
      variantId: Type.String({ title: 'Variant id' }),
      productId: Type.String({ title: 'Product id' }),
      sku: Type.Union([Type.String(), Type.Null()], { title: 'SKU' }),
      title: Type.String({ title: 'Product' }),
      variantTitle: Type.Union([Type.String(), Type.Null()], { title: 'Variant' }),
      status: Type.String({ title: 'Status', description: 'draft, proposed, published or rejected' }),
      prices: Type.Array(Type.Object(Money.properties), { title: 'Prices', description: 'Without those for a region or a price list' }),
      stockIsCounted: Type.Boolean({ title: 'Stock is counted' }),
      updatedAt: Type.String({ title: 'Changed', description: 'ISO instant' }),
    },
    { title: 'Product' },
  ),
  PRODUCT_FIELDS,
)
export type Product = Static<typeof Product>

export const toProduct = (variant: Variant): Product => ({
  variantId: variant.id,
  productId: variant.product.id,
  sku: variant.sku,
  title: variant.product.title,
  variantTitle: variant.title,
  status: variant.product.status,
  prices: plainPrices(variant).map(({ amount, currency_code: code }) => moneyOf(new Decimal(amount), code.toUpperCase())),
  stockIsCounted: variant.manage_inventory,
  updatedAt: variant.updated_at,
})

/** Those that hold everywhere. */
export const plainPrices = ({ prices }: Variant) =>
  prices.filter(({ rules }) => rules === undefined || rules === null || Object.keys(rules).length === 0)

export const PRODUCT: Product = {
  variantId: 'variant_01M8B09J5HQDJ9PF9F5FJQEKVC',
  productId: 'prod_01M8B09HHXNB1VB00HP2SMH8NJ',
  sku: 'HF-BLANKET-GREY',
  title: 'Wool Blanket',
  variantTitle: 'Grey',
  status: 'published',
  prices: [{ amount: '79.50', currency: 'USD' }],
  stockIsCounted: true,
  updatedAt: '2026-11-20T10:00:00.000Z',
}
