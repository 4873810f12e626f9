import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FULL_SALE } from '../examples.ts'
import { findSale, FullSale } from '../sale.ts'
import { Id } from '../values.ts'

const Input = Type.Object({ saleId: Id('Sale id', "Lightspeed's id of the sale.") }, { additionalProperties: false })

export const getSale = {
  id: 'get-sale',
  label: 'Get a sale',
  description: 'Reads a sale, return or exchange with lines, taxes and tenders, as the retail model has it.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: FullSale,
  example: FULL_SALE,
  async run(input, context) {
    const { saleId } = parseInput(Input, input)
    const found = await findSale(context, saleId)
    if (found) return found
    throw new AppError('vendor-rejected', { message: say`Lightspeed has no sale ${saleId}.` })
  },
} as const satisfies Action
