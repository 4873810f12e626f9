// Products by their SKU. https://x-series-api.lightspeedhq.com/v2026.07/reference/listproducts
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { decimalText } from './amounts.ts'
import { read } from './client.ts'
import { listOf, Product as LightspeedProductSchema, type LightspeedProduct } from './schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from './retail.ts'

export const Product = speaking(
  'product',
  Type.Object({
    id: Type.String({ title: 'Product id' }),
    sku: orNull('SKU'),
    name: orNull('Name'),
    variantName: orNull('Variant name'),
    active: Type.Boolean({ title: 'Sold at tills' }),
    tracksStock: Type.Boolean({ title: 'Stock is kept' }),
    priceWithTax: orNull('Price with tax', 'Decimal text; nothing in outlets whose prices are without tax'),
    priceWithoutTax: orNull('Price without tax', 'Decimal text'),
    version: Type.Integer({ title: 'Version' }),
    updatedAt: orNull('Changed', 'ISO instant'),
    deletedAt: orNull('Deleted', 'ISO instant'),
  }),
  PRODUCT_FIELDS,
)
export type Product = Static<typeof Product>

export const toProduct = (product: LightspeedProduct): Product => ({
  id: product.id,
  sku: product.sku ?? null,
  name: product.name ?? null,
  variantName: product.variant_name ?? null,
  active: product.is_active ?? product.active ?? true,
  tracksStock: product.has_inventory ?? false,
  priceWithTax: decimalText(product.price_including_tax),
  priceWithoutTax: decimalText(product.price_excluding_tax),
  version: product.version,
  updatedAt: product.updated_at ?? null,
  deletedAt: product.deleted_at ?? null,
})

export const PRODUCT: Product = {
  id: '0adaafb3-6583-11e5-fb60-d5b67a17df2f',
  sku: 'HF-MUG-NAVY',
  name: 'Stoneware Mug',
  variantName: 'Stoneware Mug / Navy',
  active: true,
  tracksStock: true,
  priceWithTax: '12.5',
  priceWithoutTax: '10.41667',
  version: 4_284_638_488,
  updatedAt: '2026-11-20T15:02:40+00:00',
  deletedAt: null,
}

/** A product has several codes; the one whose SKU it is comes before one that has it as a further code. */
export async function findProductBySku(context: CallContext, sku: string): Promise<LightspeedProduct | undefined> {
  const { data } = await read(context, '/products', listOf(LightspeedProductSchema), { sku })
  const living = data.filter((product) => !product.deleted_at)
  return (
    living.find((product) => product.sku === sku) ??
    living.find(({ product_codes: codes }) => (codes ?? []).some(({ code }) => code === sku))
  )
}

/** Throws `vendor-rejected`. */
export async function needProduct(context: CallContext, sku: string): Promise<LightspeedProduct> {
  const found = await findProductBySku(context, sku)
  if (found) return found
  throw new AppError('vendor-rejected', { message: say`Lightspeed has no product with the SKU ${sku}.`, fix: 'Create it, or map the SKU.' })
}
