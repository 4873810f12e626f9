// One return with its lines.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql } from '../../client.ts'
import { GET_RETURN } from '../../documents/return.ts'
import { RECEIVED_RETURN } from '../../examples/returns.ts'
import { returnGid, ReturnId } from '../../gid.ts'
import { ReceivedReturn, receivedOf } from './received.ts'
import { toRetailReturn } from './retail-return.ts'

const Input = Type.Object({ returnId: ReturnId }, { additionalProperties: false })

export const getReturn = {
  id: 'get-return',
  label: 'Get a return',
  description: 'Reads what comes back, why, how far it is, where it came back to and what became of it, and what was given back for it.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: ReceivedReturn,
  example: RECEIVED_RETURN,
  async run(input, context) {
    const found = await readReturn(context, returnGid(parseInput(Input, input).returnId))
    return { ...toRetailReturn(found), received: receivedOf(found) }
  },
} as const satisfies Action

/** Throws `vendor-rejected` when there is none. */
export async function readReturn(context: CallContext, id: string) {
  const { return: found } = await graphql(context, GET_RETURN, { id })
  if (found) return found
  throw new AppError('vendor-rejected', { message: say`The shop has no return ${id}.`, fix: 'Check the id of the return.' })
}
