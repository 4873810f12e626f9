// Reads a consignment with what was sent and what the outlet counted.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { readOne } from '../client.ts'
import { Consignment, CONSIGNMENT, fullConsignment } from '../consignment.ts'
import { Consignment as LightspeedConsignment, oneOf } from '../schemas.ts'
import { Id } from '../values.ts'

const Input = Type.Object({ consignmentId: Id('Consignment id', "Lightspeed's id of the consignment.") }, { additionalProperties: false })

export const getConsignment = {
  id: 'get-consignment',
  label: 'Get a consignment',
  description: 'Reads a stock transfer or stock order with its products: how many were sent, how many the outlet counted.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Consignment,
  example: CONSIGNMENT,
  async run(input, context) {
    const { consignmentId } = parseInput(Input, input)
    const found = await readOne(context, `/consignments/${consignmentId}`, oneOf(LightspeedConsignment))
    if (found) return await fullConsignment(context, found.data)
    throw new AppError('vendor-rejected', { message: say`Lightspeed has no consignment ${consignmentId}.` })
  },
} as const satisfies Action
