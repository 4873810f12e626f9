// Reads an invoice by its number, such as to see whether it is paid.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Document, DOCUMENT, findByNumber, toDocument } from '../document.ts'
import { DocumentNumber } from '../values.ts'

const Input = Type.Object({ number: DocumentNumber('As it was given when the invoice was made.') }, { additionalProperties: false })

export const getInvoice = {
  id: 'get-invoice',
  label: 'Read an invoice',
  description:
    'Finds an invoice by its number, with what is still to be paid. One that is not there sends the record to the exception desk.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Document,
  example: { ...DOCUMENT, balance: '0.00' },
  async run(input, context) {
    const { number } = parseInput(Input, input)
    const found = await findByNumber(context, 'Invoice', number)
    if (!found)
      throw new AppError('vendor-rejected', { message: say`QuickBooks has no invoice ${number}.`, fix: 'Replay this when it is there.' })
    return toDocument(found)
  },
} as const satisfies Action
