// Items by SKU or name, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { ITEM, Item, toItem } from '../item.ts'
import { findPage, Next, Paged, quoted } from '../query.ts'
import { QuickBooksItem } from '../schemas.ts'

const Input = Type.Object(
  {
    sku: Type.Optional(Type.String({ title: 'SKU', description: 'The whole SKU.', minLength: 1, maxLength: 100 })),
    name: Type.Optional(Type.String({ title: 'Name', description: 'The whole name.', minLength: 1, maxLength: 100 })),
    ...Paged,
  },
  { additionalProperties: false },
)

export const findItems = {
  id: 'find-items',
  label: 'Find items',
  description: 'Lists active items, all or those with a SKU or name.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ items: Type.Array(Item, { title: 'Items' }), nextStart: Next }),
  example: { items: [ITEM], nextStart: null },
  paging: { items: 'items', next: 'nextStart', cursor: 'start' },
  async run(input, context) {
    const { sku, name, ...page } = parseInput(Input, input)
    const where = [...(sku === undefined ? [] : [`Sku = ${quoted(sku)}`]), ...(name === undefined ? [] : [`Name = ${quoted(name)}`])]
    const { found, nextStart } = await findPage(context, QuickBooksItem, 'Item', where, page)
    return { items: found.map(toItem), nextStart }
  },
} as const satisfies Action
