// One charge, with what Stripe kept of it.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Payment, toPayment } from '../canonical.ts'
import { read } from '../client.ts'
import { PAYMENT } from '../examples.ts'
import { Charge } from '../schemas.ts'

const Input = Type.Object(
  { chargeId: Type.String({ title: 'Charge id', description: 'Such as ch_3P… or py_3P….', pattern: '^(ch|py)_[A-Za-z0-9]{6,60}$' }) },
  { additionalProperties: false },
)

export const getPayment = {
  id: 'get-payment',
  label: 'Get a payment',
  description: 'Reads a charge with card, fee, net amount and what the shop wrote into its metadata.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Payment,
  example: PAYMENT,
  async run(input, context) {
    const { chargeId } = parseInput(Input, input)
    return toPayment(await read(context, `/v1/charges/${chargeId}`, Charge, { 'expand[]': 'balance_transaction' }))
  },
} as const satisfies Action
