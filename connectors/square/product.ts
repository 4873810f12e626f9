// An item variation as flows see it.
import { Type, type Static } from 'typebox'
import { Money, moneyOfMinor } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from './retail.ts'
import type { Variation } from './schemas.ts'

const Members = {
  variationId: Type.String({ title: 'Variation id' }),
  sku: Type.String({ title: 'SKU' }),
  name: Type.Union([Type.String(), Type.Null()], { title: 'Item' }),
  variation: Type.Union([Type.String(), Type.Null()], { title: 'Variation' }),
  price: Type.Union([Type.Object(Money.properties), Type.Null()], {
    title: 'Price',
    description: 'Nothing where the price is asked for at the till',
  }),
}
export const Product = speaking('product', Type.Object(Members), PRODUCT_FIELDS)
export type Product = Static<typeof Product>

export const ChangedProduct = speaking(
  'product',
  Type.Object({
    ...Members,
    isDeleted: Type.Boolean({ title: 'Deleted' }),
    changedAt: Type.String({ title: 'Changed', description: 'ISO instant' }),
  }),
  { ...PRODUCT_FIELDS, changedAt: 'product.updatedAt' },
)

export const PRODUCT: Product = {
  variationId: 'VARMUGNAVY',
  sku: 'HF-MUG-NAVY',
  name: 'Stoneware Mug',
  variation: 'Navy',
  price: { amount: '12.50', currency: 'GBP' },
}

export function toProduct({ id, item_variation_data: data }: Variation, itemName: string | null | undefined): Product {
  const { price_money: price, name, sku } = data ?? {}
  return {
    variationId: id,
    sku: sku ?? '',
    name: itemName ?? null,
    variation: name ?? null,
    price: price?.amount === undefined || price.amount === null ? null : moneyOfMinor(price.amount, price.currency ?? 'USD'),
  }
}
