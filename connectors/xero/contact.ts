// A customer or supplier as flows see them, and how they are found. Names are unique among those that are not archived.
// https://developer.xero.com/documentation/api/accounting/contacts
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { read } from './client.ts'
import { FOUND_CONTACT_FIELDS } from './retail.ts'
import { Contacts, type XeroWholeContact } from './schemas.ts'
import { instantOf, quoted } from './values.ts'

export const AddressParts = {
  address1: 'AddressLine1',
  address2: 'AddressLine2',
  city: 'City',
  region: 'Region',
  postalCode: 'PostalCode',
  country: 'Country',
} as const

const ShownAddress = Type.Object(
  {
    address1: orNull('Address line 1'),
    address2: orNull('Address line 2'),
    city: orNull('City'),
    region: orNull('Region'),
    postalCode: orNull('Postal code'),
    country: orNull('Country'),
  },
  { title: 'Postal address' },
)
export const Contact = speaking(
  'customer',
  Type.Object({
    id: Type.String({ title: 'Contact id' }),
    number: orNull('Contact number'),
    name: Type.String({ title: 'Name' }),
    firstName: orNull('First name'),
    lastName: orNull('Last name'),
    email: orNull('E-mail'),
    phone: orNull('Phone'),
    taxNumber: orNull('Tax number'),
    address: ShownAddress,
    isCustomer: Type.Boolean({ title: 'Customer', description: 'Has a sales invoice.' }),
    isSupplier: Type.Boolean({ title: 'Supplier', description: 'Has a bill.' }),
    status: Type.String({ title: 'Status', description: 'ACTIVE, ARCHIVED or GDPRREQUEST' }),
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  FOUND_CONTACT_FIELDS,
)
export type Contact = Static<typeof Contact>

const given = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

export function toContact(contact: XeroWholeContact): Contact {
  const address = contact.Addresses?.find(({ AddressType }) => AddressType === 'POBOX') ?? {}
  const phone = contact.Phones?.find(({ PhoneType }) => PhoneType === 'DEFAULT')
  const digits = [phone?.PhoneCountryCode, phone?.PhoneAreaCode, phone?.PhoneNumber].filter((part) => part !== undefined && part !== '')
  return {
    id: contact.ContactID,
    number: given(contact.ContactNumber),
    name: contact.Name ?? '',
    firstName: given(contact.FirstName),
    lastName: given(contact.LastName),
    email: given(contact.EmailAddress),
    phone: given(digits.join(' ')),
    taxNumber: given(contact.TaxNumber),
    address: Object.fromEntries(Object.entries(AddressParts).map(([name, theirs]) => [name, given(address[theirs])])) as Static<
      typeof ShownAddress
    >,
    isCustomer: contact.IsCustomer ?? false,
    isSupplier: contact.IsSupplier ?? false,
    status: contact.ContactStatus ?? '',
    updatedAt: instantOf(contact.UpdatedDateUTC),
  }
}

export const CONTACT: Contact = toContact({
  ContactID: 'bd2270c3-8706-4c11-9cfb-000b551c3f51',
  ContactNumber: 'WEB-42',
  Name: 'Ada Lovelace',
  FirstName: 'Ada',
  LastName: 'Lovelace',
  EmailAddress: 'ada@example.com',
  ContactStatus: 'ACTIVE',
  IsCustomer: true,
  Addresses: [{ AddressType: 'POBOX', AddressLine1: '12 Quay Street', City: 'Whitstable', PostalCode: 'CT5 1AQ', Country: 'GB' }],
  UpdatedDateUTC: '/Date(1772442900000+0000)/',
})

/** Text that can stand in a `where`. */
export const Findable = (title: string, description: string, maxLength: number) =>
  Type.Optional(Type.String({ title, description, pattern: '^[^"\\\\\\u0000-\\u001f]+$', minLength: 1, maxLength }))

/** By number, or else by name. Archived contacts are not found. */
export async function findContact(
  context: CallContext,
  { number, name }: { readonly number?: string | undefined; readonly name?: string | undefined },
): Promise<XeroWholeContact | undefined> {
  for (const [field, value] of [
    ['ContactNumber', number],
    ['Name', name],
  ] as const) {
    if (value === undefined) continue
    const { Contacts: found } = await read(context, '/Contacts', Contacts, { where: `${field}==${quoted(value)}`, page: 1 })
    const known = found.find((contact) => contact[field] === value)
    if (known) return known
  }
  return undefined
}
