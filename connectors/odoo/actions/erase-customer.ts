// A customer of a shop must be forgotten: its contact is made anonymous, or, where documents must name it, closed and left with what they need.
// Sources: Regulation (EU) 2016/679, articles 17(3)(b) and 18; https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { contactsByEmail } from '../customer-candidates.ts'
import { contactsOf, CustomerReference, erased, needFields, othersOfShop, ReferenceField, referencesOf } from '../customer-reference.ts'
import { idOf, searchRead, textOf, type OdooRow } from '../client.ts'
import { documentsOf, eraseContacts, openWorkOf } from '../erase-contact.ts'

const Input = Type.Object(
  {
    reference: CustomerReference,
    referenceField: ReferenceField,
    email: Type.Optional(
      Type.String({
        title: 'E-mail',
        description: 'Contacts with it that are linked to no customer of the shop are told, and not touched.',
        maxLength: 254,
      }),
    ),
    name: Type.Optional(
      Type.String({
        title: 'Name instead',
        description: 'What the contact is called afterwards.',
        default: 'Erased customer',
        maxLength: 100,
      }),
    ),
    moreFields: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), {
        title: 'Other fields to empty',
        description: 'Technical names of fields that were added to contacts, such as those for consent.',
        maxItems: 50,
      }),
    ),
    whenDocuments: Type.Optional(
      Type.Union([Type.Literal('close', { title: 'Keep what documents need' }), Type.Literal('person', { title: 'A person decides' })], {
        title: 'When documents name the contact',
        description:
          'Invoices must keep their customer for as long as the law demands. Default: keep name, address and tax number, empty everything else.',
        default: 'close',
      }),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const Output = Type.Object({
  outcome: Type.Union([Type.Literal('anonymous'), Type.Literal('closed'), Type.Literal('nothing')], {
    title: 'Outcome',
    description: 'closed: documents name the contact, which keeps name and address for them. nothing: no contact is this customer.',
  }),
  contactId: Type.Union([Type.Integer(), Type.Null()], { title: 'Odoo id' }),
  documents: Type.Integer({ title: 'Documents', description: 'Posted invoices and confirmed orders that name the contact.' }),
  sameEmail: Type.Array(Type.Integer(), {
    title: 'Contacts with the e-mail',
    description: 'Linked to no customer of the shop: a person has to say whether they are the same.',
  }),
})
type Output = Static<typeof Output>

const READ = ['name', 'email', 'ref', 'active', 'type', 'parent_id']

export const eraseCustomer = {
  id: 'erase-customer',
  label: 'Erase a customer',
  description:
    'Makes the contact of a customer anonymous and archives it. What invoices must name by law stays; orders that are under way are left to a person.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { outcome: 'anonymous', contactId: 7, documents: 0, sameEmail: [] },
  async run(given, context): Promise<Output> {
    const input = parseInput(Input, given)
    const { reference, referenceField: field = 'ref', moreFields = [] } = input
    await needFields(context, [...new Set([field, ...moreFields])])
    const { linked, done } = await contactsWanted(context, field, reference)
    const [contact, second] = linked
    if (second)
      throw leftToPerson(say`${linked.length} contacts in Odoo are the customer ${reference}: ${linked.map(({ id }) => id).join(', ')}.`)
    if (!contact) {
      const documents = done ? await documentsOf(context, [done.id]) : 0
      return { ...outcomeOf(documents, done), sameEmail: [...(await sameEmail(context, input, field))] }
    }
    const others = othersOfShop(contact, field, reference)
    if (others.length > 0) throw leftToPerson(say`The contact ${contact.id} is also the customer ${others.join(', ')}.`)
    const { people, addresses } = await below(context, contact.id)
    if (people.length > 0) throw leftToPerson(say`The contact ${contact.id} has people of its own, such as ${people[0]?.id ?? ''}.`)
    const all = [contact, ...addresses]
    const ids = all.map(({ id }) => id)
    const open = await openWorkOf(context, ids)
    if (open.length > 0) throw leftToPerson(say`The contact ${contact.id} has business that is not done: ${open.join(', ')}.`)
    const documents = await documentsOf(context, ids)
    if (documents > 0 && input.whenDocuments === 'person')
      throw leftToPerson(say`${documents} documents in Odoo name the contact ${contact.id}.`)
    // The addresses first: the contact carries the mark that all is done.
    await eraseContacts(context, [...addresses, contact], {
      name: input.name ?? 'Erased customer',
      more: moreFields,
      hasDocuments: documents > 0,
      marked: (row) => (row.id === contact.id ? marks(row, field, reference) : {}),
    })
    return { ...outcomeOf(documents, contact), sameEmail: [...(await sameEmail(context, input, field))] }
  },
} as const satisfies Action

const outcomeOf = (documents: number, row: OdooRow | undefined): Omit<Output, 'sameEmail'> => ({
  outcome: row ? (documents > 0 ? 'closed' : 'anonymous') : 'nothing',
  contactId: row?.id ?? null,
  documents,
})

const leftToPerson = (message: ReturnType<typeof say>): AppError =>
  new AppError('vendor-rejected', { message, fix: 'Erase the customer in Odoo as the law demands, or clear this up there and replay.' })

/** Linked in the field, or by the reference that orders from the shop write; and what was erased before. */
async function contactsWanted(context: CallContext, field: string, reference: string) {
  const places = await Promise.all([...new Set([field, 'ref'])].map((place) => contactsOf(context, place, reference, [...READ, field])))
  const linked = new Map(places.flatMap((place) => place.linked).map((row) => [row.id, row]))
  return { linked: [...linked.values()], done: places.flatMap((place) => place.erased)[0] }
}

const marks = (row: OdooRow, field: string, reference: string): Readonly<Record<string, string>> => ({
  ...(textOf(row['ref']) === reference && { ref: erased(reference) }),
  [field]: [...referencesOf(row, field).filter((one) => one !== reference), erased(reference)].join(', '),
})

/** Addresses for invoices and deliveries go with their contact; people below it are others. */
async function below(context: CallContext, parent: number) {
  const domain = [
    ['parent_id', '=', parent],
    ['active', 'in', [true, false]],
  ] as const
  const rows = await searchRead(context, 'res.partner', domain, { fields: READ, limit: 500 })
  const isAddress = (row: OdooRow) => (textOf(row['type']) ?? 'contact') !== 'contact'
  return { addresses: rows.filter(isAddress), people: rows.filter((row) => !isAddress(row)) }
}

async function sameEmail(context: CallContext, { email, reference }: Input, field: string): Promise<readonly number[]> {
  if (email === undefined || email === '') return []
  const rows = await contactsByEmail(context, email, ['email', 'parent_id', field])
  return rows.filter((row) => othersOfShop(row, field, reference).length === 0 && idOf(row['parent_id']) === undefined).map(({ id }) => id)
}
