// Customers in Odoo (`res.partner`): found by id, by reference, or by e-mail address; made when that is wanted.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { identityOf, readConfig } from './auth.ts'
import { create, searchRead, textOf, write, type Domain, type OdooRow } from './client.ts'
import { fieldValues } from './model-fields.ts'
import type { SystemFieldValue } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'

const text = (title: string, description: string, maxLength = 200) => Type.Optional(Type.String({ title, description, maxLength }))

const keys = {
  id: Type.Optional(
    Type.Integer({ title: 'Odoo id', description: 'When it is known, such as a default customer for counter sales.', minimum: 1 }),
  ),
  ref: text('Reference', 'The customer number in the shop; stands in the field Reference of the contact.'),
  email: text('E-mail', 'Looked for without regard to upper and lower case when there is no id and no contact with the reference.', 254),
}
export const partnerDetails = {
  name: text('Name', 'Full name or company. Needed to make a new contact.'),
  phone: text('Phone', 'As the shopper wrote it.', 60),
  street: text('Street', 'With the house number.'),
  street2: text('Street, second line', 'Flat, floor, building.'),
  city: text('City', 'Town of the address.'),
  zip: text('Postal code', 'As written on letters.', 40),
  countryCode: text('Country', 'Two letters, such as GB.', 2),
  vat: text('Tax number', 'Such as GB123456789. Odoo may check it.', 40),
}
export const PartnerInput = Type.Object({ ...keys, ...partnerDetails }, { additionalProperties: false })
export type PartnerInput = Static<typeof PartnerInput>

export const CustomerInput = Type.Object(
  {
    ...PartnerInput.properties,
    createMissing: Type.Optional(
      Type.Boolean({
        title: 'Create missing customer',
        description: 'Makes a contact when nobody has this reference or e-mail address.',
      }),
    ),
  },
  { title: 'Customer', description: 'Who bought: give an id, a reference or an e-mail address.', additionalProperties: false },
)
type CustomerInput = Static<typeof CustomerInput>

/** Written by the members of the input. */
export const PARTNER_OWN: ReadonlySet<string> = new Set([
  'ref',
  'email',
  'name',
  'phone',
  'street',
  'street2',
  'city',
  'zip',
  'country_id',
  'vat',
  'active',
])

export const PARTNER_READ = ['id', 'name', 'email', 'ref', 'phone', 'street', 'street2', 'city', 'zip', 'country_id', 'vat', 'active']

const describePartner = ({ id, ref, email }: PartnerInput) =>
  id !== undefined ? `id ${id}` : ref !== undefined ? `reference ${ref}` : `e-mail ${email ?? 'not given'}`

/** The contact these keys lead to. An id must be there; a reference goes before an e-mail address. */
async function findPartner(context: CallContext, input: PartnerInput, more: readonly string[] = []): Promise<OdooRow | undefined> {
  const first = async (domain: Domain) =>
    (await searchRead(context, 'res.partner', domain, { fields: [...PARTNER_READ, ...more], limit: 1 }))[0]
  if (input.id !== undefined) {
    const found = await first([['id', '=', input.id]])
    if (!found) throw new AppError('vendor-rejected', { message: say`Odoo has no contact with the id ${input.id}.` })
    return found
  }
  const byRef = input.ref === undefined ? undefined : await first([['ref', '=', input.ref]])
  if (byRef || input.email === undefined) return byRef
  return await first([['email', '=ilike', escapeLike(input.email)]])
}

/** Who the document is for. Throws `vendor-rejected` when nobody is found and none is to be made. */
export async function customerId(context: CallContext, { createMissing, ...partner }: CustomerInput): Promise<number> {
  if (createMissing === true) return (await findOrCreatePartner(context, partner, false)).partner.id
  if (partner.id === undefined && partner.ref === undefined && partner.email === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'The document has no customer: give an id, a reference or an e-mail address.',
      issues: [{ path: '/customer', code: 'required', message: 'Give an id, a reference or an e-mail address.' }],
    })
  }
  const found = await findPartner(context, partner)
  if (found) return found.id
  throw new AppError('vendor-rejected', {
    message: say`Odoo has no customer with the ${describePartner(partner)}.`,
    fix: 'Make the contact in Odoo, let the flow create missing customers, or give a default customer; then replay.',
  })
}

/** `=ilike` takes wildcards: an underscore in an address must not match another character. */
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (character) => `\\${character}`)

/** Two calls for the same customer follow one another. */
export const customerLock = (context: CallContext, name: string): string =>
  `partner ${identityOf(readConfig(context.config))} ${name.toLowerCase()}`

/** The contact, made when nobody has this reference or address yet. Two calls for the same person make one contact. */
export async function findOrCreatePartner(
  context: CallContext,
  input: PartnerInput,
  update: boolean,
  fields?: Readonly<Record<string, SystemFieldValue>>,
): Promise<{ readonly partner: OdooRow; readonly created: boolean }> {
  if (input.id === undefined && input.ref === undefined && input.email === undefined) {
    throw new AppError('action-input-invalid', { message: 'A contact needs an id, a reference or an e-mail address.' })
  }
  return await oneAtATime(customerLock(context, input.ref ?? input.email ?? String(input.id)), async () => {
    const found = await findPartner(context, input, Object.keys(fields ?? {}))
    if (found && !update) return { partner: found, created: false }
    const own = await fieldValues(context, 'res.partner', fields, PARTNER_OWN)
    if (found) {
      const values = changed({ ...own, ...(await partnerValues(context, input)) }, found)
      if (Object.keys(values).length > 0) await write(context, 'res.partner', [found.id], values)
      return { partner: { ...found, ...values } as OdooRow, created: false }
    }
    const values = { ...own, ...(await partnerValues(context, input)) }
    if (input.name === undefined && input.email === undefined) {
      throw new AppError('action-input-invalid', {
        message: say`There is no contact with ${describePartner(input)}, and a new one needs a name.`,
        issues: [{ path: '/name', code: 'required', message: 'A new contact needs a name or an e-mail address.' }],
      })
    }
    const id = await create(context, 'res.partner', { name: input.name ?? input.email, ...values })
    return { partner: { id, name: input.name ?? input.email ?? '', ...values } as OdooRow, created: true }
  })
}

export async function partnerValues(context: CallContext, input: Partial<PartnerInput>): Promise<Record<string, unknown>> {
  const { id: _, countryCode, ...rest } = input
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  )
  if (countryCode === undefined || countryCode === '') return values
  const [country] = await searchRead(context, 'res.country', [['code', '=', countryCode.toUpperCase()]], { fields: ['id'], limit: 1 })
  if (!country) throw new AppError('vendor-rejected', { message: say`Odoo has no country with the code ${countryCode}.` })
  return { ...values, country_id: country.id }
}

export const changed = (values: Record<string, unknown>, row: OdooRow) =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const stored = row[name]
      if (Array.isArray(value)) return true
      if (typeof value === 'boolean') return (stored === true) !== value
      return (Array.isArray(stored) ? stored[0] : typeof stored === 'number' ? stored : (textOf(stored) ?? '')) !== value
    }),
  )
