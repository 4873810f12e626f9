// Quantities of one SKU at all sources.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { decimal } from '../canonical.ts'
import { LARGEST_PAGE, search } from '../client.ts'
import { Sku } from '../product.ts'
import { SourceItem } from '../schemas.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({
  items: Type.Array(
    Type.Object({
      source: Type.String({ title: 'Source', description: 'Its code.' }),
      quantity: Type.String({ title: 'Quantity', description: 'Decimal text; with what is ordered and not shipped yet.' }),
      inStock: Type.Boolean({ title: 'In stock' }),
    }),
    { title: 'Quantities', description: 'At each source that has the SKU.' },
  ),
})

export const getSourceStock = {
  id: 'get-source-stock',
  label: 'Get stock of sources',
  description: 'Reads the quantity of a SKU at each source.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { items: [{ source: 'default', quantity: '24', inStock: true }] },
  async run(input, context) {
    const { items } = await search(context, '/inventory/source-items', SourceItem, {
      filters: [{ field: 'sku', value: parseInput(Input, input).sku, condition: 'eq' }],
      sort: { field: 'source_code', direction: 'ASC' },
      // More sources than this nobody has.
      pageSize: LARGEST_PAGE,
    })
    return {
      items: items.map(({ source_code: source, quantity, status }) => ({
        source,
        quantity: decimal(quantity).toFixed(),
        inStock: status === 1,
      })),
    }
  },
} as const satisfies Action
