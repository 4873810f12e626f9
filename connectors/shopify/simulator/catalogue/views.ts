// Stored products, in the shape of their webhook, as the Admin API shows them, and as the webhook tells them.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf, instant, keyOf, upper, type View } from '../order-view.ts'
import { tagsOf } from '../search.ts'
import { metafieldsOf } from './metafields.ts'
import { inventoryItemView } from '../stock/views.ts'

type ViewContext = Pick<ResolverContext, 'records' | 'shop'>

export function productView(product: SimulatorRecord, context: ViewContext): View {
  const variants = recordsOf(product['variants'])
  const prices = variants.map(({ price }) => new Decimal(String(price)))
  const money = (amount: Decimal): View => ({ amount: amount.toFixed(), currencyCode: context.shop.currency })
  return {
    __typename: 'Product',
    id: gidOf('Product', product['id']),
    handle: product['handle'],
    title: product['title'],
    status: upper(product['status']),
    vendor: product['vendor'],
    productType: product['product_type'],
    tags: tagsOf(product),
    descriptionHtml: product['body_html'] ?? '',
    isGiftCard: product['gift_card'] === true,
    createdAt: instant(product['created_at']),
    updatedAt: instant(product['updated_at']),
    publishedAt: instant(product['published_at']),
    totalInventory: () => variants.reduce((sum, variant) => sum + availableOf(variant, context), 0),
    options: recordsOf(product['options']).map((option) => ({
      id: gidOf('ProductOption', option['id']),
      name: option['name'],
      position: option['position'],
      values: option['values'],
    })),
    priceRangeV2: { minVariantPrice: money(Decimal.min(...prices)), maxVariantPrice: money(Decimal.max(...prices)) },
    metafields: metafieldsOf(gidOf('Product', product['id']), context.records),
    variants: (args: PageArguments) =>
      pageOf(
        variants.map((variant) => variantView(variant, product, context)),
        keyOf,
        args,
      ),
  }
}

export function variantView(variant: SimulatorRecord, product: SimulatorRecord, context: ViewContext): View {
  const names = recordsOf(product['options']).map(({ name }) => String(name))
  return {
    __typename: 'ProductVariant',
    id: gidOf('ProductVariant', variant['id']),
    title: variant['title'],
    sku: variant['sku'] ?? null,
    barcode: variant['barcode'] ?? null,
    price: variant['price'],
    compareAtPrice: variant['compare_at_price'] ?? null,
    position: variant['position'],
    taxable: variant['taxable'] !== false,
    updatedAt: instant(variant['updated_at']),
    inventoryPolicy: upper(variant['inventory_policy']),
    inventoryQuantity: () => availableOf(variant, context),
    selectedOptions: names.map((name, index) => ({ name, value: variant[`option${index + 1}`] ?? '' })),
    inventoryItem: () => inventoryItemView(context.records.get('inventory_item', String(variant['inventory_item_id'])) ?? {}, context),
    product: () => productView(product, context),
    metafields: metafieldsOf(gidOf('ProductVariant', variant['id']), context.records),
  }
}

const availableOf = (variant: SimulatorRecord, { records }: ViewContext): number =>
  records
    .list('inventory_level')
    .filter((level) => level['inventory_item_id'] === variant['inventory_item_id'])
    .reduce((sum, level) => sum + Number(level['available']), 0)

/** How many variants a webhook tells in full. */
const TOLD = 100

export function productPayload(product: SimulatorRecord, context: ViewContext): SimulatorRecord {
  const { gift_card: _, ...told } = product
  const variants = recordsOf(product['variants']).map((variant): SimulatorRecord => {
    const available = availableOf(variant, context)
    return { ...variant, inventory_quantity: available, old_inventory_quantity: available }
  })
  return {
    ...told,
    variants: variants.slice(0, TOLD),
    variant_gids: variants
      .map(({ admin_graphql_api_id, updated_at }) => ({
        admin_graphql_api_id: admin_graphql_api_id as string,
        updated_at: updated_at as string,
      }))
      .toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at)),
  }
}
