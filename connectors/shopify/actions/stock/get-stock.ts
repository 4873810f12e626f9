// Stock of products at every location, by SKU or inventory item.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { inventoryItemGid, InventoryItemId, locationGid, LocationId } from '../../gid.ts'
import { nullable } from '../../schemas/parts.ts'
import { needInput } from '../need-input.ts'
import { findItems } from './inventory-items.ts'
import { readItems, StockLevel, toStockLevel } from './stock-levels.ts'

const Input = Type.Object(
  {
    skus: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { title: 'SKUs', description: 'At most 250', minItems: 1, maxItems: 250 }),
    ),
    inventoryItemIds: Type.Optional(
      Type.Array(InventoryItemId, { title: 'Inventory items', description: 'Instead of SKUs, or beside them', minItems: 1, maxItems: 250 }),
    ),
    locationId: Type.Optional({ ...LocationId, description: 'Only this location' }),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  items: Type.Array(
    Type.Object({
      sku: nullable(Type.String({ title: 'SKU' })),
      inventoryItemId: Type.String({ title: 'Inventory item id' }),
      tracked: Type.Boolean({ title: 'Counted', description: 'False: Shopify keeps no count of this product' }),
      levels: Type.Array(StockLevel, { title: 'Locations' }),
    }),
    { title: 'Products' },
  ),
  problems: Type.Array(Type.Object({ of: Type.String({ title: 'SKU or inventory item' }), problem: Type.String({ title: 'Problem' }) }), {
    title: 'Not read',
    description: 'What the shop does not have, or has more than once',
  }),
})

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how much of products each location has: available, on hand, committed, incoming and the rest.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    items: [
      {
        sku: 'HF-MUG-NAVY',
        inventoryItemId: 'gid://shopify/InventoryItem/46120044010001',
        tracked: true,
        levels: [
          {
            locationId: 'gid://shopify/Location/70210388194',
            locationName: 'Central warehouse',
            available: 118,
            onHand: 120,
            committed: 2,
            incoming: 0,
            reserved: 0,
            damaged: 0,
            qualityControl: 0,
            safetyStock: 0,
            updatedAt: '2026-11-20T14:32:10Z',
          },
        ],
      },
    ],
    problems: [],
  },
  batch: { items: 'skus' },
  async run(input, context) {
    const { skus = [], inventoryItemIds = [], locationId } = parseInput(Input, input)
    needInput(skus.length + inventoryItemIds.length > 0, '/skus', 'Give SKUs or inventory items.')
    const found = await findItems(context, skus)
    const asked = [
      ...new Set([...[...found.values()].flatMap((item) => ('id' in item ? [item.id] : [])), ...inventoryItemIds.map(inventoryItemGid)]),
    ]
    const items = await readItems(context, asked)
    const read = new Set(items.map(({ id }) => id))
    const location = locationId === undefined ? undefined : locationGid(locationId)
    return {
      items: items.map(({ id, sku, tracked, inventoryLevels }) => ({
        sku,
        inventoryItemId: id,
        tracked,
        levels: inventoryLevels.nodes.map(toStockLevel).filter((level) => location === undefined || level.locationId === location),
      })),
      problems: [
        ...[...found].flatMap(([sku, item]) => ('problem' in item ? [{ of: sku, problem: item.problem }] : [])),
        ...asked.filter((id) => !read.has(id)).map((id) => ({ of: id, problem: 'The shop has no such inventory item.' })),
      ],
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
