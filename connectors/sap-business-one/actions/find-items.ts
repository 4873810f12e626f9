// Items with their prices and stock, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { allOf, quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list } from '../client.ts'
import { ExternalItem, Item, ITEM, ITEM_MEMBERS, toItem } from '../item.ts'
import { reads, withOwnFields } from '../user-fields.ts'
import { Text } from '../values.ts'

const Input = Type.Object(
  {
    code: Type.Optional(Text('Code', 'Only the item of this code.', 50)),
    barcode: Type.Optional(Text('Bar code', 'Only items with this main bar code.', 254)),
    group: Type.Optional(Type.Integer({ title: 'Item group', description: 'Only items of the group of this number.', minimum: 1 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: 500 })),
    cursor: Type.Optional(Type.String({ title: 'Next page', description: 'As the page before said.', minLength: 1, maxLength: 50 })),
  },
  { additionalProperties: false },
)

export const findItems = {
  id: 'find-items',
  label: 'Find items',
  description: 'Lists items with prices and stock over all warehouses, ordered by code.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    items: Type.Array(Item, { title: 'Items' }),
    next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { items: [ITEM], next: null },
  discover: reads({ 'items.fields': 'item' }),
  paging: { items: 'items', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { code, barcode, group, limit = 100, cursor } = parseInput(Input, input)
    const filters = [
      ...(code === undefined ? [] : [`ItemCode eq ${quoted(code)}`]),
      ...(barcode === undefined ? [] : [`BarCode eq ${quoted(barcode)}`]),
      ...(group === undefined ? [] : [`ItemsGroupCode eq ${group}`]),
      // Next links skip a number of rows, which moves when items are made or deleted: the last code does not.
      ...(cursor === undefined ? [] : [`ItemCode gt ${quoted(cursor)}`]),
    ]
    return await withOwnFields(context, 'item', async ({ names, valuesOf }) => {
      const $select = [ITEM_MEMBERS, ...names].join(',')
      const query = { $select, $orderby: 'ItemCode', ...(filters.length > 0 && { $filter: allOf(filters) }) }
      const { records, next } = await list(context, 'Items', ExternalItem, query, limit)
      return {
        items: records.map((one) => ({ ...toItem(one, context), ...valuesOf(one) })),
        next: next === undefined ? null : (records.at(-1)?.ItemCode ?? null),
      }
    })
  },
} as const satisfies Action
