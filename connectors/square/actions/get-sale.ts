// One sale in the retail model, with its tenders and returns, and the SKUs of its lines.
import { Type } from 'typebox'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Sale, toSale, type Skus } from '../canonical.ts'
import { variationsById } from '../catalogue.ts'
import { read } from '../client.ts'
import { SALE } from '../examples.ts'
import { Location, SquareOrder } from '../schemas.ts'

const Input = Type.Object(
  { orderId: Type.String({ title: 'Order id', description: "Square's id of the sale.", pattern: '^[A-Za-z0-9_-]{5,192}$' }) },
  { additionalProperties: false },
)

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
  const variations = await variationsById(
    context,
    lines.flatMap(({ catalog_object_id: id }) => (id ? [id] : [])),
  )
  return new Map([...variations].flatMap(([id, { item_variation_data: data }]) => (data?.sku ? [[id, data.sku]] : [])))
}
