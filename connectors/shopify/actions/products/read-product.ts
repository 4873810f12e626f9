// What names a product, and reading it whole.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { toRetailProduct, type RetailProduct } from '../../canonical-product.ts'
import { GET_PRODUCT, GET_PRODUCT_VARIANTS, type Product, type Variant } from '../../documents/product.ts'
import { productGid, ProductId } from '../../gid.ts'
import { needInput } from '../need-input.ts'

export const CustomId = Type.Object(
  {
    namespace: Type.String({ title: 'Namespace', description: 'Such as custom', minLength: 1, maxLength: 255 }),
    key: Type.String({ title: 'Key', description: 'Such as erp_id', minLength: 1, maxLength: 64 }),
    value: Type.String({ title: 'Value', minLength: 1, maxLength: 255 }),
  },
  {
    title: 'Own id',
    description: 'Id of your own system, kept in a metafield. Its definition in Shopify must be of type id, with unique values.',
    additionalProperties: false,
  },
)

/** One of them names the product. */
export const PRODUCT_NAMES = {
  productId: Type.Optional(ProductId),
  handle: Type.Optional(
    Type.String({
      title: 'Handle',
      description: 'Its name in the address of the shop, such as harbour-mug: small letters, digits and hyphens',
      pattern: '^[^\\s/A-Z]+$',
      maxLength: 255,
    }),
  ),
  customId: Type.Optional(CustomId),
}

export interface ProductNames {
  readonly productId?: string | number
  readonly handle?: string
  readonly customId?: Static<typeof CustomId>
}

/** Throws `action-input-invalid` unless exactly one name is given. */
export function identifierOf({ productId, handle, customId }: ProductNames): Record<string, Json> {
  const given = [productId, handle, customId].filter((name) => name !== undefined)
  needInput(given.length === 1, '/handle', 'Name the product by its id, its handle or your own id: one of them.')
  if (productId !== undefined) return { id: productGid(productId) }
  return handle === undefined ? { customId: { ...customId } } : { handle }
}

export interface WholeProduct {
  readonly product: Product
  /** All of them. */
  readonly variants: readonly Variant[]
}

export async function readProduct(context: CallContext, names: ProductNames): Promise<WholeProduct | undefined> {
  const { productByIdentifier: product } = await graphql(context, GET_PRODUCT, { identifier: identifierOf(names) })
  return product ? { product, variants: await allVariants(context, product) } : undefined
}

export async function allVariants(context: CallContext, { id, variants }: Product): Promise<readonly Variant[]> {
  const nodes = [...variants.nodes]
  let { pageInfo } = variants
  while (pageInfo.hasNextPage) {
    const more = await graphql(context, GET_PRODUCT_VARIANTS, { id, after: pageInfo.endCursor })
    if (!more.product) break
    nodes.push(...more.product.variants.nodes)
    pageInfo = more.product.variants.pageInfo
  }
  return nodes
}

export const whole = ({ product, variants }: WholeProduct): RetailProduct => toRetailProduct(product, variants)
