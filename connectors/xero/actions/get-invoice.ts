// One invoice, by its id or number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Invoice, INVOICE, InvoiceChoice, needInvoice, toInvoice } from '../invoice.ts'

const Input = Type.Object(InvoiceChoice, { additionalProperties: false })

export const getInvoice = {
  id: 'get-invoice',
  label: 'Get an invoice',
  description: 'Reads what an invoice comes to, what was paid and what is still due.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Invoice,
  example: INVOICE,
  run: async (input, context) => toInvoice(await needInvoice(context, parseInput(Input, input))),
} as const satisfies Action
