// Customers in Tryton (`party.party`): found by code or by e-mail address, made when that is wanted.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import type { Tryton } from './client.ts'
import { listOf, textOf, type TrytonRow } from './values.ts'

const text = (title: string, description: string, maxLength = 200) => Type.Optional(Type.String({ title, description, maxLength }))

const keys = {
  code: text('Code', "Tryton's number of the party, such as that of a default customer for counter sales.", 60),
  email: text('E-mail', 'Looked for without regard to upper and lower case where there is no code.', 254),
}
const details = {
  name: text('Name', 'Full name or company. Needed to make a new party.'),
  phone: text('Phone', 'As the shopper wrote it.', 60),
  street: text('Street', 'With the house number.'),
  postalCode: text('Postal code', 'As written on letters.', 40),
  city: text('City', 'Town of the address.'),
  countryCode: text('Country', 'Two letters, such as GB. Left out where Tryton has no countries.', 2),
}
export const PartyInput = Type.Object({ ...keys, ...details }, { additionalProperties: false })
export type PartyInput = Static<typeof PartyInput>

const FIELDS = ['code', 'name', 'addresses']

export async function findParty(tryton: Tryton, { code, email }: PartyInput): Promise<TrytonRow | undefined> {
  const first = async (domain: readonly unknown[]) => (await tryton.search('party.party', domain, { fields: FIELDS, limit: 1 }))[0]
  if (code !== undefined && code !== '') {
    const found = await first([['code', '=', code]])
    if (!found)
      throw new AppError('vendor-rejected', {
        message: say`Tryton has no party with the code "${code}".`,
        fix: 'Correct the mapping or lookup table, then replay.',
      })
    return found
  }
  if (email === undefined || email === '')
    throw new AppError('action-input-invalid', { message: 'A customer needs a code or an e-mail address.' })
  return await first([
    ['contact_mechanisms.type', '=', 'email'],
    ['contact_mechanisms.value', 'ilike', escapeLike(email)],
  ])
}

/** `ilike` takes wildcards: an underscore in an address must not match another character. */
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (character) => `\\${character}`)

/** The party, made when nobody has this address yet. Two calls for the same person make one party. */
export async function findOrCreateParty(tryton: Tryton, identity: string, input: PartyInput): Promise<TrytonRow> {
  return await oneAtATime(`party ${identity} ${(input.code ?? input.email ?? '').toLowerCase()}`, async () => {
    const known = await findParty(tryton, input)
    if (known) return known
    if (input.name === undefined || input.name === '') {
      throw new AppError('action-input-invalid', {
        message: say`Nobody in Tryton has the e-mail address ${input.email ?? ''}, and a new party needs a name.`,
        issues: [{ path: '/name', code: 'required', message: 'A new party needs a name.' }],
      })
    }
    const contacts = [
      ...(input.email ? [{ type: 'email', value: input.email }] : []),
      ...(input.phone ? [{ type: 'phone', value: input.phone }] : []),
    ]
    const id = await tryton.create('party.party', {
      name: input.name,
      contact_mechanisms: [['create', contacts]],
      // Always one: Tryton quotes nothing without an address to send the invoice to.
      addresses: [['create', [await addressOf(tryton, input)]]],
    })
    const [made] = await tryton.search('party.party', [['id', '=', id]], { fields: FIELDS, limit: 1 })
    if (!made) throw new AppError('vendor-answer-invalid', { message: say`Tryton does not find the party ${id} that it has just made.` })
    return made
  })
}

/** The address of this party to deliver to: the one that is the same, or a new one; the first one where none is given. */
export async function addressId(tryton: Tryton, party: TrytonRow, input: PartyInput): Promise<number> {
  const [first] = listOf(party['addresses'])
  if (input.street === undefined && input.city === undefined && input.postalCode === undefined && first !== undefined) return first
  const known = await tryton.search('party.address', [['party', '=', party.id]], { fields: ['street', 'city', 'postal_code'] })
  const same = known.find(
    (row) =>
      textOf(row['street']) === (input.street ?? '') &&
      textOf(row['city']) === (input.city ?? '') &&
      textOf(row['postal_code']) === (input.postalCode ?? ''),
  )
  return same?.id ?? (await tryton.create('party.address', { party: party.id, ...(await addressOf(tryton, input)) }))
}

async function addressOf(
  tryton: Tryton,
  { street, city, postalCode, countryCode }: PartyInput,
): Promise<Readonly<Record<string, unknown>>> {
  const [country] = countryCode
    ? await tryton.search('country.country', [['code', '=', countryCode.toUpperCase()]], { fields: ['code'], limit: 1 })
    : []
  return {
    ...(street && { street }),
    ...(city && { city }),
    ...(postalCode && { postal_code: postalCode }),
    ...(country && { country: country.id }),
  }
}
