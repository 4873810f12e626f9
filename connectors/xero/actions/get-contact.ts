// A customer or supplier, by id, number or name.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { CONTACT, Contact, Findable, findContact, toContact } from '../contact.ts'
import { Contacts } from '../schemas.ts'

const Input = Type.Object(
  {
    contactId: Type.Optional(Type.String({ title: 'Contact id', description: "Xero's own id.", pattern: '^[0-9a-fA-F-]{36}$' })),
    number: Findable('Contact number', 'Your own number of the customer or supplier.', 50),
    name: Findable('Name', 'As Xero has it, letter by letter.', 255),
  },
  { additionalProperties: false, minProperties: 1 },
)
const Output = Type.Object({
  contact: Type.Union([Contact, Type.Null()], { title: 'Contact', description: 'Nothing when there is none of this number or name.' }),
})

export const getContact = {
  id: 'get-contact',
  label: 'Get a contact',
  description: 'Reads a customer or supplier by its id, number or name.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { contact: CONTACT },
  async run(input, context) {
    const { contactId, number, name } = parseInput(Input, input)
    if (contactId === undefined) {
      const found = await findContact(context, { number, name })
      return { contact: found ? toContact(found) : null }
    }
    const [contact] = (await read(context, `/Contacts/${contactId}`, Contacts)).Contacts
    if (!contact) throw new AppError('vendor-rejected', { message: 'Xero does not have this record.' })
    return { contact: toContact(contact) }
  },
} as const satisfies Action
