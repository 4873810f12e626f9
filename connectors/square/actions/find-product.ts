// An item variation by its SKU.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOfMinor } from '#connectors/kit/retail/money.ts'
import { findVariation, Sku } from '../catalogue.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from '../retail.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Product = speaking(
  'product',
  Type.Object({
    variationId: Type.String({ title: 'Variation id' }),
    sku: Type.String({ title: 'SKU' }),
    name: Type.Union([Type.String(), Type.Null()], { title: 'Item' }),
    variation: Type.Union([Type.String(), Type.Null()], { title: 'Variation' }),
    price: Type.Union([Type.Object(Money.properties), Type.Null()], {
      title: 'Price',
      description: 'Nothing where the price is asked for at the till',
    }),
  }),
  PRODUCT_FIELDS,
)
const Output = Type.Object({
  product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no variation has this SKU.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds an item variation by its SKU, with its price.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    product: {
      variationId: 'VARMUGNAVY',
      sku: 'HF-MUG-NAVY',
      name: 'Stoneware Mug',
      variation: 'Navy',
      price: { amount: '12.50', currency: 'GBP' },
    },
  },
  async run(input, context) {
    const { sku } = parseInput(Input, input)
    const found = await findVariation(context, sku)
    if (!found) return { product: null }
    const { price_money: price, name } = found.variation.item_variation_data ?? {}
    return {
      product: {
        variationId: found.variation.id,
        sku,
        name: found.itemName,
        variation: name ?? null,
        price: price?.amount === undefined || price.amount === null ? null : moneyOfMinor(price.amount, price.currency ?? 'USD'),
      },
    }
  },
} as const satisfies Action
