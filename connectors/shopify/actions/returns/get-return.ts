// One return with its lines.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql } from '../../client.ts'
import { GET_RETURN } from '../../documents/return.ts'
import { RETAIL_RETURN } from '../../examples/returns.ts'
import { returnGid, ReturnId } from '../../gid.ts'
import { RetailReturn, toRetailReturn } from './retail-return.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RETURN_FIELDS } from '../../retail.ts'

const Input = Type.Object({ returnId: ReturnId }, { additionalProperties: false })

export const getReturn = {
  id: 'get-return',
  label: 'Get a return',
  description: 'Reads what comes back, why, how far it is, and what was given back for it.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: speaking('refund', RetailReturn, RETURN_FIELDS),
  example: RETAIL_RETURN,
  async run(input, context) {
    return toRetailReturn(await readReturn(context, returnGid(parseInput(Input, input).returnId)))
  },
} as const satisfies Action

/** Throws `vendor-rejected` when there is none. */
export async function readReturn(context: CallContext, id: string) {
  const { return: found } = await graphql(context, GET_RETURN, { id })
  if (found) return found
  throw new AppError('vendor-rejected', { message: `The shop has no return ${id}.`, fix: 'Check the id of the return.' })
}
