// Quantities per source (warehouse, shop) of Inventory Management: source items are replaced by SKU and source.
// https://developer.adobe.com/commerce/webapi/rest/inventory/manage-source-items/
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { LONGEST_LIST, write } from '../client.ts'
import { Amount } from '../order-fields.ts'
import { Sku } from '../product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS } from '../retail.ts'

const Item = Type.Object(
  {
    sku: Sku,
    source: Type.String({ title: 'Source', description: 'Code, such as default.', minLength: 1, maxLength: 255 }),
    quantity: Amount('Quantity', 'That is there. Orders which are not shipped yet are taken off by Commerce itself.'),
    inStock: Type.Optional(Type.Boolean({ title: 'In stock', description: 'Default: yes, where there is any.' })),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'stock',
  Type.Object(
    {
      items: Type.Array(Item, {
        title: 'Quantities',
        description: 'As many as a shop takes at once.',
        minItems: 1,
        maxItems: LONGEST_LIST,
      }),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)
const Output = Type.Object({ written: Type.Integer({ title: 'Written', description: 'Number of quantities.' }) })

export const setSourceStock = {
  id: 'set-source-stock',
  label: 'Set stock of sources',
  description: 'Writes the quantity of SKUs at sources. All of them or none.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { written: 2 },
  async run(input, context) {
    const { items } = parseInput(Input, input)
    await write(context, 'POST', '/inventory/source-items', Type.Array(Type.Unknown(), { maxItems: 0 }), {
      sourceItems: items.map(({ sku, source, quantity, inStock = Number(quantity) > 0 }) => ({
        sku,
        source_code: source,
        quantity: exactNumber(quantity),
        status: inStock ? 1 : 0,
      })),
    })
    return { written: items.length }
  },
} as const satisfies Action
