import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write } from '../client.ts'
import { findProductBySku, Product, PRODUCT, toProduct } from '../product.ts'
import { Amount, Sku } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../retail.ts'

const FindInput = Type.Object({ sku: Sku }, { additionalProperties: false })

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds a product or variant by its SKU or one of its other codes.',
  effect: 'read',
  safety: 'upsert',
  input: FindInput,
  output: Type.Object({
    product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no product has this SKU' }),
  }),
  example: { product: PRODUCT },
  async run(input, context) {
    const found = await findProductBySku(context, parseInput(FindInput, input).sku)
    return { product: found ? toProduct(found) : null }
  },
} as const satisfies Action

const FindManyInput = Type.Object({ skus: Type.Array(Sku, { title: 'SKUs', minItems: 1, maxItems: 500 }) }, { additionalProperties: false })

export const findProducts = {
  id: 'find-products',
  label: 'Find products',
  description: 'Finds products by their SKUs or other codes, with one call for each, and says which are not there.',
  effect: 'read',
  safety: 'upsert',
  input: FindManyInput,
  output: Type.Object({
    found: Type.Array(
      Type.Object({
        sku: Type.String({ title: 'SKU', description: 'As asked for' }),
        product: Product,
      }),
      { title: 'Found' },
    ),
    missing: Type.Array(Type.String(), { title: 'Not there', description: 'SKUs that no product has' }),
  }),
  example: { found: [{ sku: 'HF-MUG-NAVY', product: PRODUCT }], missing: [] },
  async run(input, context) {
    const found: { readonly sku: string; readonly product: Product }[] = []
    const missing: string[] = []
    for (const sku of new Set(parseInput(FindManyInput, input).skus)) {
      const product = await findProductBySku(context, sku)
      if (product) found.push({ sku, product: toProduct(product) })
      else missing.push(sku)
    }
    return { found, missing }
  },
} as const satisfies Action

const UpsertInput = speaking(
  'product',
  Type.Object(
    {
      sku: Sku,
      name: Type.String({ title: 'Name', description: 'Of the product; its variants share it.', minLength: 1, maxLength: 255 }),
      description: Type.Optional(Type.String({ title: 'Description', description: 'May be HTML.', maxLength: 20_000 })),
      price: Type.Optional(Amount('Price', 'Decimal text. Left as it is when empty.')),
      priceBasis: Type.Optional(
        Type.Union([Type.Literal('with-tax', { title: 'With tax' }), Type.Literal('without-tax', { title: 'Without tax' })], {
          title: 'Price is',
          description: 'As the retailer enters prices. Default: with tax.',
        }),
      ),
      active: Type.Optional(Type.Boolean({ title: 'Sold at tills' })),
    },
    { additionalProperties: false },
  ),
  PRODUCT_INPUT_FIELDS,
)

/** Without what changes when nothing does: a write gives the product a new version. */
const Written = Type.Pick(Product, ['id', 'sku', 'name', 'active', 'priceWithTax', 'priceWithoutTax'])
function toWritten({ id, sku, name, active, priceWithTax, priceWithoutTax }: Product): Static<typeof Written> {
  return { id, sku, name, active, priceWithTax, priceWithoutTax }
}

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description:
    'Writes name, description and price of the product with this SKU; creates it where there is none. Variants are updated, not made.',
  effect: 'write',
  safety: 'upsert',
  input: UpsertInput,
  output: Written,
  example: toWritten(PRODUCT),
  async run(input, context) {
    const { sku, name, description, price, priceBasis, active } = parseInput(UpsertInput, input)
    const priced =
      price === undefined ? {} : { [priceBasis === 'without-tax' ? 'price_excluding_tax' : 'price_including_tax']: exactNumber(price) }
    const shared = { name, ...(description !== undefined && { description }) }
    const own = { ...priced, ...(active !== undefined && { is_active: active }) }
    const known = await findProductBySku(context, sku)
    if (known) {
      const json = { common: shared, ...(Object.keys(own).length > 0 && { details: own }) }
      await write(context, { method: 'PUT', url: `/products/${known.id}`, json, repeatable: true })
    } else {
      await write(context, { method: 'POST', url: '/products', json: { sku, ...shared, ...own }, repeatable: true })
    }
    const written = await findProductBySku(context, sku)
    if (written) return toWritten(toProduct(written))
    throw new AppError('vendor-answer-invalid', { message: say`Lightspeed took the product ${sku} and does not find it.` })
  },
} as const satisfies Action
