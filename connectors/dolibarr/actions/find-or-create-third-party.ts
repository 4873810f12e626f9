// Finds a third party by its reference, or by its e-mail address, and makes a customer where there is none.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { condition, create, find, read } from '../client.ts'
import { extraFields, THIRD_PARTIES, writesExtraFields } from '../extra-fields.ts'
import { ExternalThirdParty, THIRD_PARTY, ThirdParty, toThirdParty } from '../third-party.ts'
import { Reference, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { THIRD_PARTY_INPUT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    reference: Type.Optional(Reference('Reference', 'Your own number of the customer. Found by it.')),
    email: Type.Optional(Reference('E-mail', 'Found by it where no reference is given.', 128)),
    name: Text('Name', 'Of the person or company, for one that is made.', 128),
    phone: Type.Optional(Text('Telephone', 'For one that is made.', 30)),
    address: Type.Optional(Text('Address', 'Street and number, for one that is made.', 255)),
    zip: Type.Optional(Text('Postal code', 'For one that is made.', 25)),
    town: Type.Optional(Text('Town', 'For one that is made.', 50)),
    country: Type.Optional(Type.String({ title: 'Country', description: 'Such as GB.', pattern: '^[A-Z]{2}$' })),
    taxNumber: Type.Optional(Text('VAT number', 'For one that is made.', 20)),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

export const findOrCreateThirdParty = {
  id: 'find-or-create-third-party',
  label: 'Find or create a third party',
  description:
    'Finds the third party of this reference, or of this e-mail address where none is given, and makes a customer where there is none.',
  effect: 'write',
  safety: 'look-up-first',
  discover: writesExtraFields(THIRD_PARTIES),
  input: speaking('customer', Input, THIRD_PARTY_INPUT_FIELDS),
  output: Type.Object({ thirdParty: ThirdParty, created: Type.Boolean({ title: 'Made now' }) }),
  example: { thirdParty: THIRD_PARTY, created: false },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const filter = filterOf(wanted)
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'thirdparties', filter]), async () => {
      const known = await find(context, 'thirdparties', ExternalThirdParty, [filter])
      if (known) return { thirdParty: toThirdParty(known, context), created: false }
      const id = await create(context, 'thirdparties', await bodyOf(context, wanted))
      const made = await read(context, `thirdparties/${id}`, ExternalThirdParty)
      if (!made) throw new AppError('vendor-answer-invalid', { message: 'Dolibarr does not find the third party that it made.' })
      return { thirdParty: toThirdParty(made, context), created: true }
    })
  },
} as const satisfies Action

function filterOf({ reference, email }: Wanted): string {
  if (reference !== undefined) return condition('ref_ext', '=', reference)
  if (email !== undefined) return condition('email', '=', email)
  throw new AppError('action-input-invalid', {
    message: 'A third party is found by a reference or an e-mail address.',
    fix: 'Give one of them.',
  })
}

const Country = Type.Object({ id: Type.Union([Type.String(), Type.Integer()]) })

async function bodyOf(context: ActionContext, wanted: Wanted): Promise<object> {
  const { reference, country, taxNumber, fields, ...members } = wanted
  const added = await extraFields(context, THIRD_PARTIES, fields)
  const found = country === undefined ? undefined : await read(context, `setup/dictionary/countries/byCode/${country}`, Country)
  if (country !== undefined && !found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no country ${country}.` })
  return {
    ...members,
    ...added,
    client: 1,
    // Dolibarr gives the code.
    code_client: 'auto',
    ...(reference !== undefined && { ref_ext: reference }),
    ...(found && { country_id: Number(found.id) }),
    ...(taxNumber !== undefined && { tva_intra: taxNumber }),
  }
}
