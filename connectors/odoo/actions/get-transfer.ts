// Reads a transfer between warehouses that has left.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { mustFindDispatch, StoreTransfer, toStoreTransfers, TRANSFER_EXAMPLE } from '../store-transfer.ts'

const Input = Type.Object(
  {
    number: Type.String({
      title: 'Transfer',
      description: 'Number of the transfer out of the warehouse, such as WH/OUT/00012.',
      minLength: 1,
      maxLength: 120,
    }),
  },
  { additionalProperties: false },
)

export const getTransfer = {
  id: 'get-transfer',
  label: 'Get a store transfer',
  description: 'Reads a transfer that left a warehouse for another one by way of a transit location, with what was sent.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: StoreTransfer,
  example: TRANSFER_EXAMPLE,
  async run(input, context) {
    const { number } = input as Static<typeof Input>
    const [transfer] = await toStoreTransfers(context, [await mustFindDispatch(context, number)])
    if (transfer) return transfer
    throw new AppError('vendor-answer-invalid', { message: say`Odoo does not find the transfer ${number} any more.` })
  },
} as const satisfies Action
