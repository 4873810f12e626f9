// Stock of items in each warehouse, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { allOf, quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list } from '../client.ts'
import { ExternalStock, STOCK_LEVEL, StockLevel, toStockLevels } from '../item.ts'
import { Text } from '../values.ts'

const Input = Type.Object(
  {
    item: Type.Optional(Text('Item', 'Only the item of this code.', 50)),
    warehouse: Type.Optional(Text('Warehouse', 'Only stock of the warehouse of this code.', 8)),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'In items. Default 100.', minimum: 1, maximum: 500 })),
    cursor: Type.Optional(Type.String({ title: 'Next page', description: 'As the page before said.', minLength: 1, maxLength: 50 })),
  },
  { additionalProperties: false },
)

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Lists what is in stock, committed and ordered in each warehouse, for one item or for all that are kept in stock.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    levels: Type.Array(StockLevel, { title: 'Stock levels' }),
    next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { levels: [STOCK_LEVEL], next: null },
  paging: { items: 'levels', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { item, warehouse, limit = 100, cursor } = parseInput(Input, input)
    const filters = [
      "InventoryItem eq 'tYES'",
      ...(item === undefined ? [] : [`ItemCode eq ${quoted(item)}`]),
      ...(cursor === undefined ? [] : [`ItemCode gt ${quoted(cursor)}`]),
    ]
    const query = { $select: 'ItemCode,ItemWarehouseInfoCollection', $orderby: 'ItemCode', $filter: allOf(filters) }
    const { records, next } = await list(context, 'Items', ExternalStock, query, limit)
    return {
      levels: records.flatMap((one) => toStockLevels(one, warehouse)),
      next: next === undefined ? null : (records.at(-1)?.ItemCode ?? null),
    }
  },
} as const satisfies Action
