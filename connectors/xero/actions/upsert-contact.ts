// Writes a customer or supplier by number, or by name where there is no number. Xero keeps names unique, so that a second one is refused.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf } from '../auth.ts'
import { change, create } from '../client.ts'
import { AddressParts, CONTACT, Contact, Findable, findContact, toContact } from '../contact.ts'
import { CONTACT_INPUT_FIELDS } from '../retail.ts'
import { Contacts, type XeroWholeContact } from '../schemas.ts'

const text = (title: string, description: string, maxLength = 255) =>
  Type.Optional(Type.String({ title, description, minLength: 1, maxLength }))
const Input = speaking(
  'customer',
  Type.Object(
    {
      number: Findable('Contact number', 'Your own number of the customer or supplier, which names the contact.', 50),
      name: Findable('Name', 'Unique in Xero. Names the contact where no number is given; needed for a new one.', 255),
      firstName: text('First name', 'Unchanged when empty.'),
      lastName: text('Last name', 'Unchanged when empty.'),
      email: text('E-mail', 'Unchanged when empty.'),
      phone: text('Phone', 'Unchanged when empty.', 50),
      taxNumber: text('Tax number', 'Unchanged when empty.', 50),
      address: Type.Optional(
        Type.Object(
          {
            address1: text('Address line 1', 'With the house number.', 500),
            address2: text('Address line 2', 'Flat, floor, building.', 500),
            city: text('City', 'Town of the address.'),
            region: text('Region', 'State, province or county.'),
            postalCode: text('Postal code', 'As written on letters.', 50),
            country: text('Country', 'Its name, without digits.', 50),
          },
          { additionalProperties: false, title: 'Postal address', description: 'Shown on invoices. It replaces the one that is there.' },
        ),
      ),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  CONTACT_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  contact: Contact,
  created: Type.Boolean({ title: 'Made now' }),
})

export const upsertContact = {
  id: 'upsert-contact',
  label: 'Create or change a contact',
  description: 'Makes the customer or supplier of this number or name, or changes what is given.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { contact: CONTACT, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { number, name } = wanted
    if (number === undefined && name === undefined)
      throw new AppError('action-input-invalid', { message: 'Give the number or the name of the contact.' })
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'contact', number ?? name]), async () => {
      const known = await findContact(context, { number, name })
      if (known?.ContactNumber && number !== undefined && known.ContactNumber !== number)
        throw new AppError('vendor-rejected', {
          message: say`Xero has a contact ${known.Name ?? ''} with the number ${known.ContactNumber}, not ${number}: names are unique there.`,
          fix: 'Give this contact another name, such as with its number behind it.',
        })
      if (!known && name === undefined)
        throw new AppError('action-input-invalid', { message: say`${number ?? ''} is a new contact: a name is needed.` })
      const body = bodyOf(wanted)
      const { Contacts: written } = known
        ? await change(context, `/Contacts/${known.ContactID}`, Contacts, { Contacts: [{ ContactID: known.ContactID, ...body }] })
        : await create(context, '/Contacts', Contacts, { Contacts: [body] })
      return { contact: toContact(needOne(written)), created: known === undefined }
    })
  },
} as const satisfies Action

function needOne([contact]: readonly XeroWholeContact[]): XeroWholeContact {
  if (contact) return contact
  throw new AppError('vendor-answer-invalid', { message: 'Xero answered a contact with none.', disposition: 'uncertain' })
}

const bodyOf = ({ number, name, firstName, lastName, email, phone, taxNumber, address }: Wanted) => ({
  ...(number !== undefined && { ContactNumber: number }),
  ...(name !== undefined && { Name: name }),
  ...(firstName !== undefined && { FirstName: firstName }),
  ...(lastName !== undefined && { LastName: lastName }),
  ...(email !== undefined && { EmailAddress: email }),
  ...(taxNumber !== undefined && { TaxNumber: taxNumber }),
  // Parts that Xero keeps apart are emptied, so that the number is what was given.
  ...(phone !== undefined && { Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: phone, PhoneAreaCode: '', PhoneCountryCode: '' }] }),
  ...(address && {
    Addresses: [
      {
        AddressType: 'POBOX',
        ...Object.fromEntries(
          Object.entries(AddressParts).map(([ours, theirs]) => [theirs, address[ours as keyof typeof AddressParts] ?? '']),
        ),
      },
    ],
  }),
})
