import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { post } from '../client.ts'
import { checkLines, modelOf, TaxDocument } from '../document.ts'
import { RESULT, TaxResult, toResult } from '../result.ts'
import { Transaction } from '../schemas.ts'
import { INCLUDE } from '../transactions.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { TAX_FIELDS } from '../retail.ts'

export const calculateTax = {
  id: 'calculate-tax',
  label: 'Calculate tax',
  description: 'Calculates the tax of an order. Nothing is recorded.',
  effect: 'read',
  safety: 'upsert',
  input: speaking('order', TaxDocument, TAX_FIELDS),
  output: TaxResult,
  example: { ...RESULT, type: 'SalesOrder', status: 'Temporary' },
  async run(input, context) {
    const document = parseInput(TaxDocument, input)
    checkLines(document)
    const json = modelOf(document, { type: 'SalesOrder' }, context)
    return toResult(await post(context, '/transactions/create', Transaction, json, INCLUDE), document.currency)
  },
} as const satisfies Action
