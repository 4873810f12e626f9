// Two customers of a shop became one: the contact of the one that goes is the contact of the one that stays.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write, type OdooRow } from '../client.ts'
import { contactsOf, CustomerReference, needFields, ReferenceField, referencesOf } from '../customer-reference.ts'
import { customerLock } from '../partner.ts'

const Input = Type.Object(
  {
    kept: { ...CustomerReference, title: 'Customer that stays' },
    gone: { ...CustomerReference, title: 'Customer that goes' },
    referenceField: ReferenceField,
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  outcome: Type.Union([Type.Literal('moved'), Type.Literal('one'), Type.Literal('nothing')], {
    title: 'Outcome',
    description:
      'moved: the contact is that of the customer that stays now. one: it was both. nothing: no contact had the customer that goes.',
  }),
  contactId: Type.Union([Type.Integer(), Type.Null()], { title: 'Odoo id' }),
})

export const mergeCustomers = {
  id: 'merge-customers',
  label: 'Follow merged customers',
  description:
    'After two customers were merged in the shop: links the contact of the one that goes to the one that stays. Two contacts are left to a person.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { outcome: 'moved', contactId: 7 },
  async run(given, context) {
    const { kept, gone, referenceField: field = 'ref' } = parseInput(Input, given)
    await needFields(context, [field])
    return await oneAtATime(customerLock(context, kept), async (): Promise<Static<typeof Output>> => {
      const from = (await contactsOf(context, field, gone, ['name'])).linked
      const to = (await contactsOf(context, field, kept, ['name'])).linked
      const both = [...new Map([...from, ...to].map((row) => [row.id, row])).values()].toSorted((one, other) => one.id - other.id)
      const [contact, other] = both
      if (contact && other && from.length > 0) throw severalContacts(both, kept, gone)
      if (!contact || from.length === 0) return { outcome: 'nothing', contactId: to[0]?.id ?? null }
      const left = referencesOf(contact, field).filter((one) => one !== gone && one !== kept)
      await write(context, 'res.partner', [contact.id], { [field]: [...left, kept].join(', ') })
      return { outcome: to.length > 0 ? 'one' : 'moved', contactId: contact.id }
    })
  },
} as const satisfies Action

const severalContacts = (rows: readonly OdooRow[], kept: string, gone: string): AppError =>
  new AppError('vendor-rejected', {
    message: say`${gone} was merged into ${kept} in the shop, and they are ${rows.length} contacts in Odoo: ${rows.map(({ id }) => id).join(', ')}.`,
    fix: 'Merge the contacts in Odoo (Contacts, select them, Actions, Merge), or take the reference out of the one that is wrong; then replay.',
  })
