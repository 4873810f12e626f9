// How much of an item there is in each warehouse: ERPNext's bins.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list } from '../client.ts'

const PAGE = 200

const Input = Type.Object(
  {
    itemCode: Type.String({ title: 'Item code', description: 'Usually the SKU.', minLength: 1, maxLength: 140 }),
    cursor: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { title: 'Cursor', description: '"next" of the page before.' }),
    ),
  },
  { additionalProperties: false },
)
const quantity = (title: string, description: string) => Type.String({ title, description })
const Output = Type.Object({
  levels: Type.Array(
    Type.Object({
      warehouse: Type.String({ title: 'Warehouse' }),
      actual: quantity('Actual', 'On the shelf, as decimal text.'),
      reserved: quantity('Reserved', 'For submitted sales orders.'),
      ordered: quantity('Ordered', 'On submitted purchase orders.'),
      projected: quantity('Projected', 'What ERPNext expects to be left; may be below zero.'),
    }),
    { title: 'Levels', description: 'A warehouse that never held or planned the item is missing.' },
  ),
  next: Type.Union([Type.Integer(), Type.Null()], { title: 'Next', description: 'Where the next page begins; null on the last one.' }),
})

const Bin = Type.Object({
  warehouse: Type.String(),
  actual_qty: Type.Number(),
  reserved_qty: Type.Number(),
  ordered_qty: Type.Number(),
  projected_qty: Type.Number(),
})

export const getStock = {
  id: 'get-stock',
  label: 'Read stock',
  description: 'Reads the quantities of an item in each warehouse.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { levels: [{ warehouse: 'WH1 - HF', actual: '40', reserved: '2', ordered: '0', projected: '38' }], next: null },
  async run(input, context) {
    const { itemCode, cursor } = parseInput(Input, input)
    const start = cursor ?? 0
    const bins = await list(context, 'Bin', Bin, {
      filters: [['item_code', '=', itemCode]],
      fields: Object.keys(Bin.properties),
      orderBy: 'creation asc, name asc',
      start,
      limit: PAGE,
    })
    const levels = bins.map((bin) => ({
      warehouse: bin.warehouse,
      actual: text(bin.actual_qty),
      reserved: text(bin.reserved_qty),
      ordered: text(bin.ordered_qty),
      projected: text(bin.projected_qty),
    }))
    return { levels, next: bins.length < PAGE ? null : start + PAGE }
  },
} as const satisfies Action

const text = (number: number) => new Decimal(number).toFixed()
