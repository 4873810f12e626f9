// Items with their stock over all locations, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list } from '../client.ts'
import { ExternalItem, Item, ITEM, toItem } from '../item.ts'
import { reads, withOwn } from '../own-fields.ts'
import { Text } from '../values.ts'

const Input = Type.Object(
  {
    gtin: Type.Optional(Type.String({ title: 'GTIN', description: 'Only the item with this bar code.', pattern: '^[0-9]{8,14}$' })),
    category: Type.Optional(Text('Category', 'Only items of this category code.', 20)),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: 1_000 })),
    cursor: Type.Optional(Type.String({ title: 'Next page', description: 'As the page before said.', minLength: 1, maxLength: 2_000 })),
  },
  { additionalProperties: false },
)

export const findItems = {
  id: 'find-items',
  label: 'Find items',
  description: 'Lists items with price and stock over all locations, ordered by number.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    items: Type.Array(Item, { title: 'Items' }),
    next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { items: [ITEM], next: null },
  discover: reads({ 'items.fields': 'items' }),
  paging: { items: 'items', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { gtin, category, limit = 100, cursor } = parseInput(Input, input)
    const filters = [
      ...(gtin === undefined ? [] : [`gtin eq ${quoted(gtin)}`]),
      ...(category === undefined ? [] : [`itemCategoryCode eq ${quoted(category)}`]),
    ]
    const { records, next } = await list(
      context,
      'items',
      ExternalItem,
      {
        $orderby: 'number',
        ...(filters.length > 0 && { $filter: filters.join(' and ') }),
        ...(cursor !== undefined && { $skiptoken: cursor }),
      },
      limit,
    )
    return { items: [...(await withOwn(context, 'items', records.map(toItem)))], next: next ?? null }
  },
} as const satisfies Action
