// One contact for each customer of a shop: found by what identifies it, or made, and linked by the shop's reference from then on.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { create, idOf, nameOf, textOf, write, type OdooRow } from '../client.ts'
import { Company, companyId } from '../company-contact.ts'
import { Consent, newerConsents } from '../consent.ts'
import { CustomerReference, needFields, othersOfShop, ReferenceField, withReference } from '../customer-reference.ts'
import { identifyCustomer } from '../identify-customer.ts'
import { fieldValues } from '../model-fields.ts'
import { changed, customerLock, PARTNER_READ, partnerDetails, partnerValues } from '../partner.ts'
import { CUSTOMER_FIELDS } from '../retail.ts'

const flag = (title: string, description: string) => Type.Optional(Type.Boolean({ title, description }))

const Input = Type.Object(
  {
    reference: CustomerReference,
    referenceField: ReferenceField,
    matchBy: Type.Optional(
      Type.Array(Type.Union([Type.Literal('email'), Type.Literal('phone')]), {
        title: 'Identified by',
        description: 'What counts for a customer that is not linked yet, strongest first: email, phone. Default: both.',
        maxItems: 2,
      }),
    ),
    decision: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^(new|[1-9][0-9]{0,9})$' })], {
        title: 'Decided by a person',
        description: 'The Odoo id of the contact, or "new" for a contact of its own.',
      }),
    ),
    email: Type.Optional(Type.String({ title: 'E-mail', description: 'Compared without regard to upper and lower case.', maxLength: 254 })),
    ...partnerDetails,
    phone: Type.Optional(Type.String({ title: 'Phone', description: 'Compared in the form of E.164.', maxLength: 60 })),
    phoneCountry: Type.Optional(
      Type.String({
        title: 'Country of telephone numbers',
        description: 'Two letters, for numbers that are written without one.',
        maxLength: 2,
      }),
    ),
    companyName: Type.Optional(
      Type.String({ title: 'Company as text', description: 'From an address. It becomes no contact.', maxLength: 200 }),
    ),
    company: Type.Optional(Company),
    consents: Type.Optional(
      Type.Array(Consent, {
        title: 'Consents',
        description: 'Written when they are newer than those that are there.',
        maxItems: 10,
      }),
    ),
    update: flag('Update', 'Writes the given details into a contact that is there already. Default: yes.'),
    createMissing: flag('Create missing customer', 'Makes a contact when nobody is found. Default: yes.'),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const orNull = (title: string) => Type.Union([Type.String(), Type.Null()], { title })
const Candidate = Type.Object({
  id: Type.Integer({ title: 'Odoo id' }),
  name: Type.String({ title: 'Name' }),
  email: orNull('E-mail'),
  phone: orNull('Phone'),
  city: orNull('City'),
  customers: Type.Array(Type.String(), { title: 'Is already', description: 'Other customers of the shop that this contact is linked to.' }),
})

const Output = Type.Object({
  outcome: Type.Union(
    [Type.Literal('linked'), Type.Literal('created'), Type.Literal('undecided'), Type.Literal('missing'), Type.Literal('erased')],
    {
      title: 'Outcome',
      description: 'undecided: a person has to say which contact it is. erased: the data of this customer was erased here.',
    },
  ),
  contactId: Type.Union([Type.Integer(), Type.Null()], {
    title: 'Odoo id',
    description: 'Of the contact; nothing while it is undecided or missing.',
  }),
  identifiedBy: orNull('Identified by'),
  archived: Type.Boolean({ title: 'Archived', description: 'The contact is archived in Odoo, and stays so.' }),
  question: Type.Union([Type.String(), Type.Null()], {
    title: 'Question',
    description:
      'While it is undecided: the customer and the ids of the contacts in question, as the key of a lookup table. It has no personal data.',
  }),
  candidates: Type.Array(Candidate, { title: 'Contacts in question' }),
})
type Output = Static<typeof Output>

const READ = [...PARTNER_READ, 'is_company', 'parent_id', 'company_name']

export const matchCustomer = {
  id: 'match-customer',
  label: 'Match a customer with a contact',
  description:
    'Finds the one contact that a customer of a shop is: by its reference, then by e-mail, then by telephone number, never by name. Links it, or makes one; says so when two may be it.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('customer', Input, CUSTOMER_FIELDS),
  output: Output,
  example: { outcome: 'linked', contactId: 7, identifiedBy: 'email', archived: false, question: null, candidates: [] },
  async run(given, context): Promise<Output> {
    const input = parseInput(Input, given)
    return await oneAtATime(customerLock(context, input.reference), () => match(context, input))
  },
} as const satisfies Action

async function match(context: CallContext, input: Input): Promise<Output> {
  const { reference, referenceField: field = 'ref', consents = [], matchBy = ['email', 'phone'], decision } = input
  const more = [field, ...consents.flatMap(({ field: state, timeField }) => [state, timeField])]
  await needFields(context, [...new Set(more)])
  const country = [input.phoneCountry, input.countryCode].find((code) => code !== undefined && code !== '')
  const identity = await identifyCustomer(context, {
    reference,
    field,
    matchBy,
    fields: [...new Set([...READ, ...more])],
    ...(input.email !== undefined && { email: input.email }),
    ...(input.phone !== undefined && { phone: input.phone }),
    ...(country !== undefined && { country }),
    ...(decision !== undefined && { decision: decision === 'new' ? decision : Number(decision) }),
  })
  switch (identity.kind) {
    case 'undecided': {
      const candidates = identity.candidates.toSorted((one, other) => one.id - other.id)
      return {
        ...answer('undecided', null, identity.by),
        question: questionOf(reference, candidates),
        candidates: candidates.map((row) => candidateOf(row, field, reference)),
      }
    }
    case 'erased':
      return { ...answer('erased', identity.row.id, null), archived: identity.row['active'] !== true }
    case 'nobody':
      if (input.createMissing === false) return answer('missing', null, null)
      return answer('created', await make(context, input, field), null)
    case 'found':
      await link(context, input, field, identity.row)
      return { ...answer('linked', identity.row.id, identity.by), archived: identity.row['active'] !== true }
  }
}

/** A key of a lookup table is short. */
const MOST_ASKED = 20
const questionOf = (reference: string, candidates: readonly OdooRow[]): string =>
  `${reference}: ${candidates
    .slice(0, MOST_ASKED)
    .map(({ id }) => id)
    .join(' / ')}${candidates.length > MOST_ASKED ? ' / …' : ''}`

const answer = (outcome: Output['outcome'], contactId: number | null, identifiedBy: string | null): Output => ({
  outcome,
  contactId,
  identifiedBy,
  archived: false,
  question: null,
  candidates: [],
})

async function detailsOf(context: CallContext, input: Input): Promise<Record<string, unknown>> {
  const { name, email, phone, street, street2, city, zip, countryCode, vat, companyName } = input
  const given = { name, email: email?.trim(), phone, street, street2, city, zip, countryCode, vat }
  const values = await partnerValues(context, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  return { ...values, ...(companyName !== undefined && companyName !== '' && { company_name: companyName }) }
}

/** The contact with its reference in one write: a lost answer is found by it. */
async function make(context: CallContext, input: Input, field: string): Promise<number> {
  const details = await detailsOf(context, input)
  const name = details['name'] ?? details['email'] ?? details['phone']
  if (name === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'A new contact needs a name, an e-mail address or a telephone number.',
      issues: [{ path: '/name', code: 'required', message: 'A new contact needs a name, an e-mail address or a telephone number.' }],
    })
  }
  const consents = await consentValues(context, input, undefined)
  const parent = input.company ? { parent_id: await companyId(context, input.company, field) } : {}
  return await create(context, 'res.partner', { ...details, name, ...consents, ...parent, [field]: input.reference })
}

async function link(context: CallContext, input: Input, field: string, row: OdooRow): Promise<void> {
  const { name, ...details } = input.update === false ? {} : await detailsOf(context, input)
  // A company does not get the name of the person who buys for it.
  const named = name !== undefined && row['is_company'] !== true ? { name } : {}
  const isFree = idOf(row['parent_id']) === undefined && row['is_company'] !== true
  const parent = input.company && isFree ? { parent_id: await companyId(context, input.company, field) } : {}
  const linked = { [field]: withReference(row, field, input.reference) }
  const values = changed({ ...details, ...named, ...parent, ...linked, ...(await consentValues(context, input, row)) }, row)
  if (Object.keys(values).length > 0) await write(context, 'res.partner', [row.id], values)
}

async function consentValues(context: CallContext, { consents = [] }: Input, row: OdooRow | undefined) {
  return await fieldValues(context, 'res.partner', newerConsents(consents, row), new Set())
}

const candidateOf = (row: OdooRow, field: string, reference: string): Static<typeof Candidate> => ({
  id: row.id,
  name: textOf(row['name']) ?? nameOf(row['parent_id']) ?? '',
  email: textOf(row['email']) ?? null,
  phone: textOf(row['phone']) ?? null,
  city: textOf(row['city']) ?? null,
  customers: [...othersOfShop(row, field, reference)],
})
