// Shopify's product as flows see it: prices and costs as money, every variant with its stock item.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import type { Product, Variant } from './documents/product.ts'
import { flag, list, nullable, optionalText, text } from './schemas/parts.ts'

const RetailVariant = Type.Object({
  id: text('Variant id'),
  sku: optionalText('SKU'),
  barcode: optionalText('Barcode'),
  title: text('Variant', 'Such as Navy / M'),
  options: list(Type.Object({ name: text('Option'), value: text('Value') }), 'Options'),
  price: Money,
  compareAtPrice: nullable(Money),
  cost: nullable(Money),
  taxable: flag('Taxable'),
  requiresShipping: flag('Ships'),
  tracked: flag('Counted', 'False: Shopify keeps no count of it'),
  sellsWhenOut: flag('Sells when out of stock'),
  available: nullable(Type.Integer({ title: 'Available', description: 'At all locations together' })),
  weight: nullable(Type.Object({ value: text('Weight'), unit: text('Unit', 'GRAMS, KILOGRAMS, OUNCES or POUNDS') })),
  inventoryItemId: text('Inventory item id'),
  position: Type.Integer({ title: 'Position' }),
})

export const RetailProduct = Type.Object({
  id: text('Product id'),
  handle: text('Handle', 'Its name in the address of the shop'),
  title: text('Title'),
  status: text('Status', 'active, draft, archived or unlisted'),
  vendor: text('Vendor'),
  type: text('Type'),
  tags: list(Type.String(), 'Tags'),
  description: text('Description', 'HTML'),
  isGiftCard: flag('Is a gift card'),
  createdAt: text('Created'),
  updatedAt: text('Changed'),
  publishedAt: optionalText('Published'),
  options: list(Type.Object({ name: text('Option'), values: list(Type.String(), 'Values') }), 'Options'),
  variants: list(RetailVariant, 'Variants'),
})
export type RetailProduct = Static<typeof RetailProduct>

/** As it is read: with its metafields and those of its variants. */
export const FoundProduct = Type.Object({
  ...RetailProduct.properties,
  variants: list(Type.Object({ ...RetailVariant.properties, fields: SystemFieldsRead }), 'Variants'),
  fields: SystemFieldsRead,
})
export type FoundProduct = Static<typeof FoundProduct>

/** `variants` are all of the product, also those beyond the first page. */
export function toRetailProduct(product: Product, variants: readonly Variant[]): RetailProduct {
  // A variant's prices are plain numbers in the currency of the shop, which the range of prices names.
  const currency = product.priceRangeV2.minVariantPrice.currencyCode
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    status: product.status.toLowerCase(),
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    description: product.descriptionHtml,
    isGiftCard: product.isGiftCard,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.publishedAt,
    options: product.options.map(({ name, values }) => ({ name, values })),
    variants: variants.map((variant) => toRetailVariant(variant, currency)),
  }
}

function toRetailVariant(variant: Variant, currency: string): RetailProduct['variants'][number] {
  const { inventoryItem: item } = variant
  const weight = item.measurement.weight
  return {
    id: variant.id,
    sku: variant.sku,
    barcode: variant.barcode,
    title: variant.title,
    options: variant.selectedOptions.map(({ name, value }) => ({ name, value })),
    price: moneyOf(variant.price, currency),
    compareAtPrice: variant.compareAtPrice === null ? null : moneyOf(variant.compareAtPrice, currency),
    cost: item.unitCost && moneyOf(item.unitCost.amount, item.unitCost.currencyCode),
    taxable: variant.taxable,
    requiresShipping: item.requiresShipping,
    tracked: item.tracked,
    sellsWhenOut: variant.inventoryPolicy === 'CONTINUE',
    available: variant.inventoryQuantity,
    weight: weight && { value: new Decimal(weight.value).toFixed(), unit: weight.unit },
    inventoryItemId: item.id,
    position: variant.position,
  }
}
