// Products by SKU, which WooCommerce keeps unique over products and variations.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { list } from './client.ts'
import { WooProduct } from './schemas/product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from './retail.ts'

export const Product = speaking(
  'product',
  Type.Object(
    {
      id: Type.String({ title: 'Product id', description: 'Of the variation, for a variation' }),
      parentId: Type.Union([Type.String(), Type.Null()], { title: 'Product of the variation' }),
      sku: Type.String({ title: 'SKU' }),
      name: Type.String({ title: 'Name' }),
      status: Type.String({ title: 'Status', description: 'publish, private, draft or pending' }),
      regularPrice: Type.Union([Type.String(), Type.Null()], {
        title: 'Regular price',
        description: "Decimal text in the shop's currency",
      }),
      salePrice: Type.Union([Type.String(), Type.Null()], { title: 'Sale price' }),
      stock: Type.Union([Type.Number(), Type.Null()], { title: 'Stock', description: 'Nothing when WooCommerce does not count it' }),
      isInStock: Type.Boolean({ title: 'In stock' }),
      updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed', description: 'ISO instant' }),
      fields: SystemFieldsRead,
    },
    { title: 'Product' },
  ),
  PRODUCT_FIELDS,
)
export type Product = Static<typeof Product>

export function toProduct(product: WooProduct, parentId = product.parent_id ?? 0): Product {
  return {
    id: String(product.id),
    parentId: parentId === 0 ? null : String(parentId),
    sku: product.sku,
    name: product.name ?? '',
    status: product.status,
    regularPrice: product.regular_price || null,
    salePrice: product.sale_price || null,
    stock: product.manage_stock === true ? product.stock_quantity : null,
    isInStock: product.stock_status !== 'outofstock',
    updatedAt: product.date_modified_gmt === null ? null : `${product.date_modified_gmt}Z`,
  }
}

/** The product or variation with this SKU, in any status but the bin. */
export async function findBySku(context: CallContext, sku: string): Promise<WooProduct | undefined> {
  const { records } = await list(context, '/products', WooProduct, { sku, per_page: 10 })
  // The filter takes lists separated by commas; a SKU with a comma in it finds others too.
  return records.find((product) => product.sku === sku)
}

export async function needBySku(context: CallContext, sku: string): Promise<WooProduct> {
  const product = await findBySku(context, sku)
  if (product) return product
  throw new AppError('vendor-rejected', {
    message: say`WooCommerce has no product with the SKU "${sku}".`,
    fix: 'Enter the SKU at the product in WooCommerce, or correct the mapping; then replay.',
    issues: [{ path: '/sku', code: 'not-in-woocommerce', message: `There is no product with the SKU "${sku}".` }],
  })
}

/** Where it is written: a variation lies below its product. */
export const pathOf = ({ id, parent_id: parent = 0 }: WooProduct): string =>
  parent === 0 ? `/products/${id}` : `/products/${parent}/variations/${id}`

export const Sku = Type.String({ title: 'SKU', description: 'Of a product or a variation.', minLength: 1, maxLength: 100 })
