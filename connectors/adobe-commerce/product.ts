// Products as actions give them, and how they are found.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { decimal } from './canonical.ts'
import { search } from './client.ts'
import { Product } from './schemas.ts'
import { instant } from './search-criteria.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from './retail.ts'

export const Sku = Type.String({ title: 'SKU', description: 'Names the product.', minLength: 1, maxLength: 64 })

const optionalText = (title: string, description?: string) =>
  Type.Union([Type.String(), Type.Null()], { title, ...(description !== undefined && { description }) })
export const ProductOutput = speaking(
  'product',
  Type.Object({
    id: Type.String({ title: 'Product id' }),
    sku: Type.String({ title: 'SKU' }),
    name: optionalText('Name'),
    type: optionalText('Type', 'Such as simple or configurable'),
    price: optionalText('Price', 'Decimal text in the base currency; nothing for products whose parts have the price'),
    enabled: Type.Boolean({ title: 'Enabled' }),
    updatedAt: optionalText('Updated', 'ISO instant'),
    fields: SystemFieldsRead,
  }),
  PRODUCT_FIELDS,
)

export const PRODUCT = {
  id: '93',
  sku: 'HF-MUG-NAVY',
  name: 'Stoneware Mug, navy',
  type: 'simple',
  price: '12.5',
  enabled: true,
  updatedAt: '2026-03-01T10:00:00.000Z',
}

export const toProduct = (product: Product): Static<typeof ProductOutput> => ({
  id: String(product.id),
  sku: product.sku,
  name: product.name ?? null,
  type: product.type_id ?? null,
  price: product.price === undefined || product.price === null ? null : decimal(product.price).toFixed(),
  enabled: product.status === 1,
  updatedAt: product.updated_at ? instant(product.updated_at) : null,
})

/** By a search: a SKU with a slash or a space in the path breaks OAuth signatures (magento2 issue 37913). */
export async function productBySku(context: CallContext, sku: string): Promise<Product | undefined> {
  const { items } = await search(context, '/products', Product, {
    filters: [{ field: 'sku', value: sku, condition: 'eq' }],
    sort: { field: 'entity_id', direction: 'ASC' },
    pageSize: 1,
  })
  return items[0]
}
