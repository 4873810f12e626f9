// Products, variants and their prices.
export const PRODUCTS_SDL = `
scalar HTML
scalar Money
scalar WeightUnit

extend type QueryRoot {
  product(id: ID!): Product
  productByIdentifier(identifier: ProductIdentifierInput!): Product
  products(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: ProductSortKeys = ID, query: String, savedSearchId: ID): ProductConnection!
  productVariant(id: ID!): ProductVariant
  productVariants(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: ProductVariantSortKeys = ID, query: String, savedSearchId: ID): ProductVariantConnection!
  priceLists(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: PriceListSortKeys = ID): PriceListConnection!
}
extend type Mutation {
  productSet(input: ProductSetInput!, synchronous: Boolean = true, identifier: ProductSetIdentifiers): ProductSetPayload
  productVariantsBulkUpdate(variants: [ProductVariantsBulkInput!]!, productId: ID!, media: [CreateMediaInput!], allowPartialUpdates: Boolean = false): ProductVariantsBulkUpdatePayload
  priceListFixedPricesAdd(priceListId: ID!, prices: [PriceListPriceInput!]!): PriceListFixedPricesAddPayload
}

enum ProductSortKeys { CREATED_AT ID RELEVANCE TITLE UPDATED_AT VENDOR }
enum ProductVariantSortKeys { ID POSITION SKU TITLE }
enum PriceListSortKeys { ID NAME }
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
enum ProductVariantInventoryPolicy { DENY CONTINUE }

type ProductConnection { nodes: [Product!]! pageInfo: PageInfo! }
type Product implements Node & HasMetafields {
  metafields(namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldConnection!
  id: ID! handle: String! title: String! status: ProductStatus! vendor: String! productType: String! tags: [String!]! descriptionHtml: HTML! isGiftCard: Boolean!
  createdAt: DateTime! updatedAt: DateTime! publishedAt: DateTime totalInventory: Int!
  options(first: Int): [ProductOption!]!
  priceRangeV2: ProductPriceRangeV2!
  variants(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: ProductVariantSortKeys = POSITION): ProductVariantConnection!
}
type ProductOption implements Node { id: ID! name: String! position: Int! values: [String!]! }
type ProductPriceRangeV2 { maxVariantPrice: MoneyV2! minVariantPrice: MoneyV2! }
type ProductVariantConnection { nodes: [ProductVariant!]! pageInfo: PageInfo! }
type ProductVariant implements Node & HasMetafields {
  metafields(namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldConnection!
  id: ID! title: String! sku: String barcode: String price: Money! compareAtPrice: Money position: Int! taxable: Boolean! updatedAt: DateTime!
  inventoryPolicy: ProductVariantInventoryPolicy! inventoryQuantity: Int selectedOptions: [SelectedOption!]! inventoryItem: InventoryItem! product: Product!
}
type SelectedOption { name: String! value: String! }
type InventoryItemMeasurement implements Node { id: ID! weight: Weight }
type Weight { unit: WeightUnit! value: Float! }

input ProductIdentifierInput { id: ID customId: UniqueMetafieldValueInput handle: String }
input ProductSetIdentifiers { id: ID handle: String customId: UniqueMetafieldValueInput }
input UniqueMetafieldValueInput { namespace: String key: String! value: String! }
input ProductSetInput {
  descriptionHtml: String handle: String productType: String tags: [String!] title: String vendor: String status: ProductStatus
  metafields: [MetafieldInput!] productOptions: [OptionSetInput!] variants: [ProductVariantSetInput!]
}
input OptionSetInput { id: ID name: String position: Int values: [OptionValueSetInput!] }
input OptionValueSetInput { id: ID name: String }
input ProductVariantSetInput {
  id: ID optionValues: [VariantOptionValueInput!]! price: Money sku: String barcode: String position: Int compareAtPrice: Money
  inventoryPolicy: ProductVariantInventoryPolicy inventoryItem: InventoryItemInput taxable: Boolean
}
input VariantOptionValueInput { id: ID name: String optionId: ID optionName: String }
input InventoryItemInput { sku: String cost: Decimal tracked: Boolean measurement: InventoryItemMeasurementInput requiresShipping: Boolean }
input InventoryItemMeasurementInput { weight: WeightInput }
input WeightInput { value: Float! unit: WeightUnit! }
type ProductSetPayload { product: Product userErrors: [ProductSetUserError!]! }
type ProductSetUserError { code: ProductSetUserErrorCode field: [String!] message: String! }
enum ProductSetUserErrorCode {
  ID_NOT_ALLOWED MISSING_FIELD_REQUIRED INPUT_MISMATCH NOT_FOUND METAFIELD_MISMATCH GENERIC_ERROR INVALID_METAFIELD INVALID_VARIANT PRODUCT_DOES_NOT_EXIST
  PRODUCT_VARIANT_DOES_NOT_EXIST OPTION_DOES_NOT_EXIST OPTION_VALUE_DOES_NOT_EXIST OPTION_VALUES_MISSING DUPLICATED_OPTION_NAME DUPLICATED_OPTION_VALUE
  PRODUCT_OPTIONS_INPUT_MISSING VARIANTS_INPUT_MISSING INVALID_PRODUCT INVALID_INPUT HANDLE_NOT_UNIQUE
}
input ProductVariantsBulkInput { id: ID barcode: String compareAtPrice: Money price: Money taxable: Boolean inventoryPolicy: ProductVariantInventoryPolicy }
input CreateMediaInput { originalSource: String! alt: String }
type ProductVariantsBulkUpdatePayload { product: Product productVariants: [ProductVariant!] userErrors: [ProductVariantsBulkUpdateUserError!]! }
type ProductVariantsBulkUpdateUserError { code: ProductVariantsBulkUpdateUserErrorCode field: [String!] message: String! }
enum ProductVariantsBulkUpdateUserErrorCode {
  INVALID_INPUT PRODUCT_DOES_NOT_EXIST PRODUCT_VARIANT_ID_MISSING PRODUCT_VARIANT_DOES_NOT_EXIST GREATER_THAN_OR_EQUAL_TO
}
type PriceListConnection { nodes: [PriceList!]! pageInfo: PageInfo! }
type PriceList implements Node { id: ID! name: String! currency: CurrencyCode! fixedPricesCount: Int! catalog: Catalog }
interface Catalog { id: ID! title: String! }
type MarketCatalog implements Catalog { id: ID! title: String! }
type PriceListPrice { price: MoneyV2! compareAtPrice: MoneyV2 variant: ProductVariant! }
input PriceListPriceInput { variantId: ID! price: MoneyInput! compareAtPrice: MoneyInput }
input MoneyInput { amount: Decimal! currencyCode: CurrencyCode! }
type PriceListFixedPricesAddPayload { prices: [PriceListPrice!] userErrors: [PriceListPriceUserError!]! }
type PriceListPriceUserError { code: PriceListPriceUserErrorCode field: [String!] message: String! }
enum PriceListPriceUserErrorCode { BLANK PRICE_LIST_NOT_FOUND PRICE_LIST_CURRENCY_MISMATCH VARIANT_NOT_FOUND }
`
