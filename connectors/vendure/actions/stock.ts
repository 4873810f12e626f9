// Variants by SKU, with stock at each location: read, and set.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { Decimal } from 'decimal.js'
import { graphql } from '../client.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS, PRODUCT_FIELDS } from '../retail.ts'

const Level = Type.Object({ stockLocationId: Type.String(), stockOnHand: Type.Integer(), stockAllocated: Type.Integer() })
const Variant = Type.Object({
  id: Type.String(),
  sku: Type.String(),
  name: Type.String(),
  enabled: Type.Boolean(),
  price: Type.Integer(),
  currencyCode: Type.String(),
  stockLevels: Type.Array(Level),
})
type Variant = Static<typeof Variant>
const FIELDS = 'id sku name enabled price currencyCode stockLevels { stockLocationId stockOnHand stockAllocated }'
const FIND = `query FindVariant($options: ProductVariantListOptions) { productVariants(options: $options) { items { ${FIELDS} } } }`
const SET = `mutation SetStock($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { ${FIELDS} } }`

const Sku = Type.String({ title: 'SKU', description: 'Of a variant.', minLength: 1, maxLength: 100 })
const Stock = Type.Object({
  locationId: Type.String({ title: 'Stock location' }),
  onHand: Type.Integer({ title: 'On hand' }),
  allocated: Type.Integer({ title: 'Allocated', description: 'To orders that are not shipped' }),
  available: Type.Integer({ title: 'Available' }),
})
const toStock = ({ stockLocationId: locationId, stockOnHand: onHand, stockAllocated: allocated }: Static<typeof Level>) => ({
  locationId,
  onHand,
  allocated,
  available: onHand - allocated,
})
const Product = speaking(
  'product',
  Type.Object({
    variantId: Type.String({ title: 'Variant id' }),
    sku: Type.String({ title: 'SKU' }),
    name: Type.String({ title: 'Name' }),
    enabled: Type.Boolean({ title: 'For sale' }),
    price: Type.Object(Money.properties, { title: 'Price', description: 'Without tax' }),
    stock: Type.Array(Stock, { title: 'Stock' }),
  }),
  PRODUCT_FIELDS,
)
const EXAMPLE_STOCK = { locationId: '1', onHand: 25, allocated: 2, available: 23 }

/** Vendure does not keep SKUs unique: of several the oldest counts, the same every time. */
async function findVariant(context: CallContext, sku: string): Promise<Variant | undefined> {
  const options = { filter: { sku: { eq: sku } }, sort: { createdAt: 'ASC' }, take: 1 }
  const { productVariants } = await graphql(
    context,
    FIND,
    { options },
    Type.Object({ productVariants: Type.Object({ items: Type.Array(Variant) }) }),
  )
  return productVariants.items[0]
}

const FindInput = Type.Object({ sku: Sku }, { additionalProperties: false })

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds a variant by its SKU, with price and stock.',
  effect: 'read',
  safety: 'upsert',
  input: FindInput,
  output: Type.Object({
    product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no variant has this SKU.' }),
  }),
  example: {
    product: {
      variantId: '1',
      sku: 'HF-BLANKET-GREY',
      name: 'Wool Blanket Grey',
      enabled: true,
      price: { amount: '79.50', currency: 'USD' },
      stock: [EXAMPLE_STOCK],
    },
  },
  async run(input, context) {
    const found = await findVariant(context, parseInput(FindInput, input).sku)
    if (!found) return { product: null }
    const { id, sku, name, enabled, price, currencyCode, stockLevels } = found
    return {
      product: {
        variantId: id,
        sku,
        name,
        enabled,
        price: moneyOf(new Decimal(price).div(100), currencyCode),
        stock: stockLevels.map(toStock),
      },
    }
  },
} as const satisfies Action

const SetInput = speaking(
  'stock',
  Type.Object(
    {
      sku: Sku,
      locationId: Type.String({ title: 'Stock location', description: "Vendure's id, such as 1.", pattern: '^[A-Za-z0-9-]{1,60}$' }),
      quantity: Type.Integer({ title: 'On hand', description: 'With what is allocated to orders. Not below zero.', minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how many pieces of a SKU a location has. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: SetInput,
  output: Stock,
  example: EXAMPLE_STOCK,
  async run(input, context) {
    const { sku, locationId, quantity } = parseInput(SetInput, input)
    const variant = await findVariant(context, sku)
    if (!variant) {
      throw new AppError('vendor-rejected', {
        message: say`Vendure has no variant with the SKU "${sku}".`,
        fix: 'Enter the SKU at the variant in Vendure, or correct the mapping; then replay.',
        issues: [{ path: '/sku', code: 'not-in-vendure', message: `There is no variant with the SKU "${sku}".` }],
      })
    }
    const at = (levels: Variant['stockLevels']) => levels.find((level) => level.stockLocationId === locationId)
    const known = at(variant.stockLevels)
    // What is so already is not written: each writing is a stock movement.
    if (known?.stockOnHand === quantity) return toStock(known)
    const change = { id: variant.id, stockLevels: [{ stockLocationId: locationId, stockOnHand: quantity }] }
    const { updateProductVariants: updated } = await graphql(
      context,
      SET,
      { input: [change] },
      Type.Object({ updateProductVariants: Type.Array(Variant) }),
    )
    return toStock(at(updated[0]?.stockLevels ?? []) ?? { stockLocationId: locationId, stockOnHand: quantity, stockAllocated: 0 })
  },
} as const satisfies Action
