// Stock in Odoo as it stands in quants (`stock.quant`): one for each product, location, lot and package; summed here.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { idOf, nameOf, readAll, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { STOCK_LEVEL_FIELDS } from './retail.ts'

const quantity = (title: string, description: string) => Type.String({ title, description })

export const StockLevel = speaking(
  'stock',
  Type.Object({
    sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
    productId: Type.Integer({ title: 'Product id', description: 'Of the product.product.' }),
    warehouse: Type.Union([Type.String(), Type.Null()], {
      title: 'Warehouse',
      description: 'Its Short Name; nothing for a location outside of warehouses.',
    }),
    location: Type.String({ title: 'Location', description: 'Full name, such as WH/Stock.' }),
    onHand: quantity('On hand', 'Decimal text in the unit of measure of the product; may be negative.'),
    reserved: quantity('Reserved', 'For orders that are not delivered yet.'),
    available: quantity('Available', 'On hand less reserved.'),
  }),
  STOCK_LEVEL_FIELDS,
)
export type StockLevel = Static<typeof StockLevel>

/** Odoo's quantities are doubles; its finest unit precision in use has six decimals. */
export const quantityText = (value: Json | undefined | Decimal): string =>
  new Decimal(value instanceof Decimal || typeof value === 'number' ? value : 0).toDecimalPlaces(6).toFixed()

/** Levels of these products by location, internal locations only; a product has none where it never was. */
export async function readStockLevels(
  context: CallContext,
  products: ReadonlyMap<number, string>,
  where: Domain,
): Promise<readonly StockLevel[]> {
  if (products.size === 0) return []
  const quants = await readAll(
    context,
    'stock.quant',
    [['product_id', 'in', [...products.keys()]], ['location_id.usage', '=', 'internal'], ...where],
    ['product_id', 'location_id', 'quantity', 'reserved_quantity'],
  )
  const locationIds = [...new Set(quants.flatMap((row) => idOf(row['location_id']) ?? []))]
  const warehouses = await warehousesOf(context, locationIds)
  const sums = new Map<
    string,
    { readonly level: Omit<StockLevel, 'onHand' | 'reserved' | 'available'>; onHand: Decimal; reserved: Decimal }
  >()
  for (const row of quants) {
    const productId = idOf(row['product_id']) ?? 0
    const locationId = idOf(row['location_id']) ?? 0
    const key = `${productId} ${locationId}`
    const sum = sums.get(key) ?? {
      level: {
        sku: products.get(productId) ?? '',
        productId,
        warehouse: warehouses.get(locationId) ?? null,
        location: nameOf(row['location_id']) ?? '',
      },
      onHand: new Decimal(0),
      reserved: new Decimal(0),
    }
    sum.onHand = sum.onHand.plus(numberOf(row['quantity']))
    sum.reserved = sum.reserved.plus(numberOf(row['reserved_quantity']))
    sums.set(key, sum)
  }
  return [...sums.values()]
    .map(({ level, onHand, reserved }) => ({
      ...level,
      onHand: quantityText(onHand),
      reserved: quantityText(reserved),
      available: quantityText(onHand.minus(reserved)),
    }))
    .toSorted((a, b) => a.productId - b.productId || (a.location < b.location ? -1 : 1))
}

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

/** The warehouse of each location, by its id. */
async function warehousesOf(context: CallContext, locationIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (locationIds.length === 0) return new Map()
  const [locations, warehouses] = await Promise.all([
    readAll(context, 'stock.location', [['id', 'in', locationIds]], ['warehouse_id']),
    searchRead(context, 'stock.warehouse', [], { fields: ['code'] }),
  ])
  const codes = new Map(warehouses.map((row) => [row.id, textOf(row['code'])]))
  return new Map(
    locations.flatMap((row) => {
      const code = codes.get(idOf(row['warehouse_id']) ?? 0)
      return code === undefined ? [] : [[row.id, code] as const]
    }),
  )
}

export const skuOf = (row: OdooRow): string => textOf(row['default_code']) ?? ''
