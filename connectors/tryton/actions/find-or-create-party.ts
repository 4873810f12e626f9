// A customer by code or e-mail address; made when nobody has the address.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { openTryton } from '../client.ts'
import { findOrCreateParty, PartyInput } from '../party.ts'
import { textOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PARTY_FIELDS } from '../retail.ts'

const Output = Type.Object({
  id: Type.Integer({ title: 'Tryton id' }),
  code: Type.String({ title: 'Code' }),
  name: Type.String({ title: 'Name' }),
})

export const findOrCreatePartyAction = {
  id: 'find-or-create-party',
  label: 'Find or create a party',
  description: 'Finds a party by code or e-mail address, or makes one. Who is there already is not changed.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('customer', PartyInput, PARTY_FIELDS),
  output: Output,
  example: { id: 3, code: '3', name: 'Grace Hopper' },
  async run(input, context) {
    const party = await findOrCreateParty(await openTryton(context), identityOf(context.config), parseInput(PartyInput, input))
    return { id: party.id, code: textOf(party['code']), name: textOf(party['name']) }
  },
} as const satisfies Action
