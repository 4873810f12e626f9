// Reads what is on hand, reserved and available, by location.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { resolveName, resolveNames } from '../catalogue.ts'
import { idOf, type Domain } from '../client.ts'
import { readStockLevels, StockLevel } from '../stock.ts'

const Input = Type.Object(
  {
    skus: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
      title: 'SKUs',
      description: 'Internal References of products in Odoo.',
      minItems: 1,
      maxItems: 500,
    }),
    warehouse: Type.Optional(
      Type.String({ title: 'Warehouse', description: 'Short Name, such as WH. Empty: all internal locations.', maxLength: 60 }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  levels: Type.Array(StockLevel, {
    title: 'Levels',
    description: 'One for each product and location where it is or was. A product that never was in a location has none there.',
  }),
})

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads stock on hand, reserved and available by location.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    levels: [{ sku: 'MUG-NAVY', productId: 3, warehouse: 'WH', location: 'WH/Stock', onHand: '40', reserved: '2', available: '38' }],
  },
  async run(input, context) {
    const { skus, warehouse } = input as Static<typeof Input>
    const [product, place] = await Promise.all([
      resolveNames(
        context,
        'product',
        skus.map((name, index) => ({ name, path: `/skus/${index}` })),
      ),
      resolveName(context, 'warehouse', warehouse, '/warehouse'),
    ])
    const where: Domain = place ? [['location_id', 'child_of', idOf(place['view_location_id']) ?? 0]] : []
    const products = new Map(skus.map((sku) => [product(sku).id, sku]))
    return { levels: [...(await readStockLevels(context, products, where))] }
  },
} as const satisfies Action
