// The stock of a product in each warehouse.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { openTryton } from '../client.ts'
import { textOf, toDate } from '../values.ts'

const Input = Type.Object(
  {
    code: Type.String({ title: 'Product code', description: 'The SKU.', minLength: 1, maxLength: 100 }),
    warehouse: Type.Optional(Type.String({ title: 'Warehouse', description: 'Code. Empty: all.', maxLength: 60 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  code: Type.String({ title: 'Product code' }),
  warehouses: Type.Array(
    Type.Object({
      warehouse: Type.String({ title: 'Warehouse', description: 'Code, or name where it has none' }),
      onHand: Type.Number({ title: 'On hand' }),
      forecast: Type.Number({
        title: 'Forecast',
        description: 'On hand less what is promised to orders until today, plus what is on its way',
      }),
    }),
    { title: 'Warehouses' },
  ),
})

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how much of a product each warehouse has, and how much will be left.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { code: 'HF-MUG-NAVY', warehouses: [{ warehouse: 'WH', onHand: 25, forecast: 23 }] },
  async run(input, context) {
    const { code, warehouse } = parseInput(Input, input)
    const tryton = await openTryton(context)
    const domain = [['type', '=', 'warehouse'], ...(warehouse ? [['code', '=', warehouse]] : [])]
    const places = await tryton.search('stock.location', domain, { fields: ['code', 'name'] })
    if (places.length === 0)
      throw new AppError('vendor-rejected', { message: say`Tryton has no warehouse with the code "${warehouse ?? ''}".` })
    const warehouses = []
    for (const place of places) {
      // The quantities are of the places and the day in the context.
      const [row] = await tryton.search(
        'product.product',
        [['code', '=', code]],
        { fields: ['quantity', 'forecast_quantity'], limit: 1 },
        { locations: [place.id], stock_date_end: toDate(context.now().toISOString()) },
      )
      if (!row)
        throw new AppError('vendor-rejected', {
          message: say`Tryton has no product with the code "${code}".`,
          fix: 'Add it in Tryton, or correct the mapping, then replay.',
        })
      warehouses.push({
        warehouse: textOf(place['code']) || textOf(place['name']),
        onHand: Number(row['quantity'] ?? 0),
        forecast: Number(row['forecast_quantity'] ?? 0),
      })
    }
    return { code, warehouses }
  },
} as const satisfies Action
