// What a shop has before anything happens: its locations, its products in the shape of their webhook, and stock of them at each location.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { seedDefinitions } from './metafield-definitions.ts'
import { newLevel, putLevel } from '../stock/levels.ts'
import { LOCATIONS, PRODUCTS, type Product } from '../shop.ts'

/** Before anything that a simulated day does. */
const OPENED = '2026-01-05T08:00:00+00:00'

export function seedCatalogue(records: SimulatorRecords): void {
  seedDefinitions(records)
  for (const location of LOCATIONS) records.put('location', location.id, { ...location, active: true })
  records.put('price_list', 28510001, { id: 28510001, name: 'Eurozone', currency: 'EUR', catalog: 'Eurozone' })
  for (const [id, variants] of Map.groupBy(PRODUCTS, (product) => product.id)) records.put('product', id, productOf(id, variants, records))
}

function productOf(id: number, variants: readonly Product[], records: SimulatorRecords): SimulatorRecord {
  const [first] = variants
  const title = first?.title ?? 'Product'
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    body_html: `<p>${title} from Harbour &amp; Finch.</p>`,
    category: null,
    created_at: OPENED,
    handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    has_variants_that_requires_components: false,
    image: null,
    images: [],
    media: [],
    options: [
      {
        id: id + 3_000_000_000,
        name: first?.variant == null ? 'Title' : 'Option',
        position: 1,
        product_id: id,
        values: variants.map(({ variant }) => variant ?? 'Default Title'),
      },
    ],
    product_type: '',
    published_at: OPENED,
    published_scope: 'global',
    status: 'active',
    tags: '',
    template_suffix: null,
    title,
    updated_at: OPENED,
    variants: variants.map((variant, index) => variantOf(variant, index + 1, records)),
    vendor: 'Harbour & Finch',
  }
}

function variantOf(product: Product, position: number, records: SimulatorRecords): SimulatorRecord {
  const item = inventoryItemIdOf(product.variant_id)
  records.put('inventory_item', item, {
    id: item,
    sku: product.sku,
    tracked: true,
    requires_shipping: true,
    cost: null,
    weight: { value: product.grams / 1_000, unit: 'KILOGRAMS' },
    variant_id: product.variant_id,
    created_at: OPENED,
    updated_at: OPENED,
  })
  for (const [index, location] of LOCATIONS.entries()) {
    putLevel(records, { ...newLevel(item, location.id, OPENED), available: index === 0 ? 120 : 24 })
  }
  return {
    id: product.variant_id,
    admin_graphql_api_id: `gid://shopify/ProductVariant/${product.variant_id}`,
    barcode: null,
    compare_at_price: null,
    created_at: OPENED,
    fulfillment_service: 'manual',
    grams: product.grams,
    image_id: null,
    inventory_item_id: item,
    inventory_management: 'shopify',
    inventory_policy: 'deny',
    inventory_quantity: 0,
    old_inventory_quantity: 0,
    option1: product.variant ?? 'Default Title',
    option2: null,
    option3: null,
    position,
    price: product.price,
    product_id: product.id,
    requires_shipping: true,
    sku: product.sku,
    taxable: true,
    title: product.variant ?? 'Default Title',
    updated_at: OPENED,
    weight: product.grams / 1_000,
    weight_unit: 'kg',
  }
}

/** A variant's inventory item has a number of its own. */
export const inventoryItemIdOf = (variantId: number): number => variantId + 2_000_000_000_000
