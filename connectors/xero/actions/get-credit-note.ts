// One credit note, by its id or number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CREDIT_NOTE, CreditNote, CreditNoteChoice, needCreditNote, toCreditNote } from '../credit-note.ts'

const Input = Type.Object(CreditNoteChoice, { additionalProperties: false })

export const getCreditNote = {
  id: 'get-credit-note',
  label: 'Get a credit note',
  description: 'Reads what a credit note comes to, and what of it is not paid out or set against invoices yet.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: CreditNote,
  example: CREDIT_NOTE,
  run: async (input, context) => toCreditNote(await needCreditNote(context, parseInput(Input, input))),
} as const satisfies Action
