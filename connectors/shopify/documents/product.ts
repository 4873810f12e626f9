// Products with their variants: reading, creating or updating whole ones, and prices.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productSet, …/productVariantsBulkUpdate
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, MoneyV2, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())

const Variant = Type.Object({
  id: Type.String(),
  title: Type.String(),
  sku: text,
  barcode: text,
  price: Type.String(),
  compareAtPrice: text,
  position: Type.Integer(),
  taxable: Type.Boolean(),
  inventoryPolicy: Type.String(),
  inventoryQuantity: nullable(Type.Integer()),
  selectedOptions: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  inventoryItem: Type.Object({
    id: Type.String(),
    tracked: Type.Boolean(),
    requiresShipping: Type.Boolean(),
    unitCost: nullable(MoneyV2),
    measurement: Type.Object({ weight: nullable(Type.Object({ value: Type.Number(), unit: Type.String() })) }),
  }),
})
export type Variant = Static<typeof Variant>
const VARIANT_FIELDS = `id title sku barcode price compareAtPrice position taxable inventoryPolicy inventoryQuantity
    selectedOptions { name value }
    inventoryItem { id tracked requiresShipping unitCost { amount currencyCode } measurement { weight { value unit } } }`

const Variants = Type.Object({ nodes: Type.Array(Variant), pageInfo: PageInfo })

const Product = Type.Object({
  id: Type.String(),
  handle: Type.String(),
  title: Type.String(),
  status: Type.String(),
  vendor: Type.String(),
  productType: Type.String(),
  tags: Type.Array(Type.String()),
  descriptionHtml: Type.String(),
  isGiftCard: Type.Boolean(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  publishedAt: text,
  options: Type.Array(Type.Object({ name: Type.String(), values: Type.Array(Type.String()) })),
  priceRangeV2: Type.Object({ minVariantPrice: MoneyV2 }),
  variants: Variants,
})
export type Product = Static<typeof Product>
const PRODUCT_FIELDS = `id handle title status vendor productType tags descriptionHtml isGiftCard createdAt updatedAt publishedAt
    options { name values }
    priceRangeV2 { minVariantPrice { amount currencyCode } }
    variants(first: 50) { nodes { ${VARIANT_FIELDS} } pageInfo { hasNextPage endCursor } }`

export const FIND_PRODUCTS = document(
  'TillflowFindProducts',
  `query TillflowFindProducts($query: String, $first: Int!, $after: String, $sortKey: ProductSortKeys) {
  products(query: $query, first: $first, after: $after, sortKey: $sortKey) {
    nodes { ${PRODUCT_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ products: Type.Object({ nodes: Type.Array(Product), pageInfo: PageInfo }) }),
)

export const GET_PRODUCT = document(
  'TillflowGetProduct',
  `query TillflowGetProduct($identifier: ProductIdentifierInput!) {
  productByIdentifier(identifier: $identifier) { ${PRODUCT_FIELDS} }
}`,
  Type.Object({ productByIdentifier: nullable(Product) }),
)

export const GET_PRODUCT_VARIANTS = document(
  'TillflowGetProductVariants',
  `query TillflowGetProductVariants($id: ID!, $after: String) {
  product(id: $id) {
    variants(first: 100, after: $after) { nodes { ${VARIANT_FIELDS} } pageInfo { hasNextPage endCursor } }
  }
}`,
  Type.Object({ product: nullable(Type.Object({ variants: Variants })) }),
)

export const SET_PRODUCT = document(
  'TillflowSetProduct',
  `mutation TillflowSetProduct($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product { ${PRODUCT_FIELDS} }
    userErrors { field message code }
  }
}`,
  Type.Object({ productSet: nullable(Type.Object({ product: nullable(Product), userErrors: CodedUserErrors })) }),
)

const PricedVariant = Type.Object({
  id: Type.String(),
  sku: text,
  price: Type.String(),
  compareAtPrice: text,
  product: Type.Object({ id: Type.String() }),
})
export type PricedVariant = Static<typeof PricedVariant>
const PRICED_FIELDS = 'id sku price compareAtPrice product { id }'

export const FIND_VARIANTS = document(
  'TillflowFindVariants',
  `query TillflowFindVariants($query: String!, $first: Int!, $after: String) {
  productVariants(query: $query, first: $first, after: $after, sortKey: ID) { nodes { ${PRICED_FIELDS} } pageInfo { hasNextPage endCursor } }
}`,
  Type.Object({ productVariants: Type.Object({ nodes: Type.Array(PricedVariant), pageInfo: PageInfo }) }),
)

export const GET_VARIANTS = document(
  'TillflowGetVariants',
  `query TillflowGetVariants($ids: [ID!]!) {
  nodes(ids: $ids) { ... on ProductVariant { ${PRICED_FIELDS} } }
}`,
  Type.Object({ nodes: Type.Array(nullable(PricedVariant)) }),
)

export const SET_VARIANT_PRICES = document(
  'TillflowSetVariantPrices',
  `mutation TillflowSetVariantPrices($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: true) {
    productVariants { id price }
    userErrors { field message code }
  }
}`,
  Type.Object({
    productVariantsBulkUpdate: nullable(
      Type.Object({
        productVariants: nullable(Type.Array(Type.Object({ id: Type.String(), price: Type.String() }))),
        userErrors: CodedUserErrors,
      }),
    ),
  }),
)

export const FIND_PRICE_LISTS = document(
  'TillflowFindPriceLists',
  `query TillflowFindPriceLists($first: Int!, $after: String) {
  priceLists(first: $first, after: $after, sortKey: ID) {
    nodes { id name currency fixedPricesCount catalog { id title } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({
    priceLists: Type.Object({
      nodes: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          currency: Type.String(),
          fixedPricesCount: Type.Integer(),
          catalog: nullable(Type.Object({ id: Type.String(), title: Type.String() })),
        }),
      ),
      pageInfo: PageInfo,
    }),
  }),
)

export const SET_LIST_PRICES = document(
  'TillflowSetListPrices',
  `mutation TillflowSetListPrices($priceList: ID!, $prices: [PriceListPriceInput!]!) {
  priceListFixedPricesAdd(priceListId: $priceList, prices: $prices) {
    prices { variant { id } }
    userErrors { field message code }
  }
}`,
  Type.Object({
    priceListFixedPricesAdd: nullable(
      Type.Object({
        prices: nullable(Type.Array(Type.Object({ variant: Type.Object({ id: Type.String() }) }))),
        userErrors: CodedUserErrors,
      }),
    ),
  }),
)
