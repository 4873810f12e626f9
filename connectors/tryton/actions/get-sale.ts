// A sale by its reference, with how far its shipment and invoice are.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { openTryton } from '../client.ts'
import { SALE_EXAMPLE, SaleOutput } from '../sale-input.ts'
import { findSale, toOutput } from '../sale.ts'

const Input = Type.Object(
  { reference: Type.String({ title: 'Reference', description: 'The order number of the shop.', minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
const Output = Type.Object({ sale: Type.Union([SaleOutput, Type.Null()], { title: 'Sale', description: 'Nothing when there is none.' }) })

export const getSale = {
  id: 'get-sale',
  label: 'Get a sale',
  description: 'Reads a sale by its reference: totals, state, shipment and invoice.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { sale: SALE_EXAMPLE },
  async run(input, context) {
    const row = await findSale(await openTryton(context), parseInput(Input, input).reference)
    return { sale: row ? toOutput(row) : null }
  },
} as const satisfies Action
