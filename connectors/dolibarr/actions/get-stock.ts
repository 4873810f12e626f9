// Stock of a product in each warehouse.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Loose, read } from '../client.ts'
import { productId } from '../documents.ts'
import { decimalOf, Reference } from '../values.ts'
import { warehouseRefs } from '../warehouses.ts'

const Input = Type.Object({ product: Reference('Product', 'Its ref.', 128) }, { additionalProperties: false })

const Level = Type.Object({
  warehouse: Type.String({ title: 'Warehouse', description: 'Its ref' }),
  inStock: Type.String({ title: 'In stock' }),
})
// PHP writes a list without entries as [], and one with entries as an object.
const Stock = Type.Object({
  stock_warehouses: Type.Union([Type.Array(Type.Unknown(), { maxItems: 0 }), Type.Record(Type.String(), Type.Object({ real: Loose }))]),
})
const Output = Type.Object({ levels: Type.Array(Level, { title: 'Stock levels' }) })

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads what is in stock of a product in each warehouse that has had it.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { levels: [{ warehouse: 'WH1', inStock: '100' }] },
  async run(input, context): Promise<Static<typeof Output>> {
    const { product } = parseInput(Input, input)
    const id = await productId(context, product)
    const stock = await read(context, `products/${id}/stock`, Stock)
    if (!stock || Array.isArray(stock.stock_warehouses)) return { levels: [] }
    const places = stock.stock_warehouses
    const names = await warehouseRefs(context)
    return {
      levels: Object.entries(places).map(([place, { real }]) => ({ warehouse: names.get(place) ?? place, inStock: decimalOf(real) })),
    }
  },
} as const satisfies Action
