// One sale in the retail model, with its tenders and returns, and the SKUs of its lines.
import { Type } from 'typebox'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Sale, toSale, type Skus } from '../canonical.ts'
import { post, read } from '../client.ts'
import { SALE } from '../examples.ts'
import { Location, SquareOrder, Variation } from '../schemas.ts'

const Input = Type.Object(
  { orderId: Type.String({ title: 'Order id', description: "Square's id of the sale.", pattern: '^[A-Za-z0-9_-]{5,192}$' }) },
  { additionalProperties: false },
)
/** Square takes no more ids at once. */
const MOST_IDS = 1_000

export const getSale = {
  id: 'get-sale',
  label: 'Get a sale',
  description: 'Reads a sale with lines, SKUs, taxes, discounts, tips, cash rounding, tenders and returns.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Sale,
  example: SALE,
  async run(input, context) {
    const { orderId } = parseInput(Input, input)
    const { order } = await read(context, `/v2/orders/${orderId}`, Type.Object({ order: SquareOrder }))
    const { location } = await read(context, `/v2/locations/${order.location_id}`, Type.Object({ location: Location }))
    return toSale(order, location, await skusOf(context, order))
  },
} as const satisfies Action

async function skusOf(context: CallContext, order: SquareOrder): Promise<Skus> {
  const lines = [...(order.line_items ?? []), ...(order.returns ?? []).flatMap(({ return_line_items: items }) => items ?? [])]
  const ids = [...new Set(lines.flatMap(({ catalog_object_id: id }) => (id ? [id] : [])))].slice(0, MOST_IDS)
  if (ids.length === 0) return new Map()
  const { objects = [] } = await post(
    context,
    '/v2/catalog/batch-retrieve',
    Type.Object({ objects: Type.Optional(Type.Array(Variation)) }),
    {
      object_ids: ids,
      // An item that was deleted since has its SKU still.
      include_deleted_objects: true,
    },
  )
  return new Map(objects.flatMap(({ id, item_variation_data: data }) => (data?.sku ? [[id, data.sku]] : [])))
}
