// The default addresses of a customer as flows give them. Commerce has a list of addresses, of which one may be the default for bills and one, which
// may be the same, for deliveries.
import { Type, type Static } from 'typebox'
import type { CustomerAddress } from './schemas.ts'

const text = (title: string, description: string, maxLength = 255) => Type.Optional(Type.String({ title, description, maxLength }))
const Address = Type.Object(
  {
    firstName: text('First name', 'Of the recipient. Empty: that of the customer.'),
    lastName: text('Last name', 'Of the recipient. Empty: that of the customer.'),
    company: text('Company', 'Where it is one.'),
    address1: text('Street', 'With the house number.'),
    address2: text('Street, second line', 'Flat, floor, building.'),
    city: text('City', 'Town of the address.'),
    region: text('Region', 'Code of the state or province, or its name where the country has no codes.'),
    postalCode: text('Postal code', 'As written on letters.', 40),
    country: Type.Optional(Type.String({ title: 'Country', description: 'Two letters, such as GB.', pattern: '^[A-Z]{2}$' })),
    phone: text('Phone', 'Most shops ask for one.', 60),
  },
  { additionalProperties: false },
)
type Address = Static<typeof Address>

export const AddressInput = (title: string) =>
  Type.Optional(
    Type.Object(Address.properties, {
      additionalProperties: false,
      title,
      description: 'The default one. What is left empty in it stays as it is.',
    }),
  )

type Default = 'default_billing' | 'default_shipping'
interface Names {
  readonly firstname: string | null | undefined
  readonly lastname: string | null | undefined
}

/**
 * The customer's addresses with the default ones changed or added. Where one address is the default for both and only one is given, or they differ,
 * the other default keeps it: the same again then changes nothing.
 */
export function withAddresses(
  addresses: readonly CustomerAddress[],
  { billing, shipping }: { readonly billing?: Address | undefined; readonly shipping?: Address | undefined },
  names: Names,
): readonly CustomerAddress[] {
  const known = addresses.find(({ default_billing: isDefault }) => isDefault === true)
  if (
    billing &&
    shipping &&
    isSame(billing, shipping) &&
    known === addresses.find(({ default_shipping: isDefault }) => isDefault === true)
  ) {
    const one = { ...changedAddress(known, billing, names), default_billing: true, default_shipping: true }
    return known ? addresses.map((address) => (address === known ? one : address)) : [...addresses, one]
  }
  return withDefault(withDefault(addresses, 'default_billing', billing, names), 'default_shipping', shipping, names)
}

function withDefault(
  addresses: readonly CustomerAddress[],
  which: Default,
  wanted: Address | undefined,
  names: Names,
): readonly CustomerAddress[] {
  if (!wanted) return addresses
  const other: Default = which === 'default_billing' ? 'default_shipping' : 'default_billing'
  const known = addresses.find((address) => address[which] === true)
  const changed = changedAddress(known, wanted, names)
  if (known && (known[other] !== true || isSame(known, changed))) return addresses.map((address) => (address === known ? changed : address))
  const rest = addresses.map((address) => (address === known ? { ...address, [which]: false } : address))
  const { id: _, ...made } = changed
  return [...rest, { ...made, [which]: true, [other]: false }]
}

function changedAddress(known: CustomerAddress | undefined, wanted: Address, names: Names): CustomerAddress {
  const { firstName, lastName, company, address1, address2, city, region, postalCode, country, phone } = wanted
  const [first, ...others] = known?.street ?? []
  const street = [address1 ?? first, ...(address2 === undefined ? others : [address2])].filter((line) => line !== undefined && line !== '')
  const { region: before, region_id: id, ...kept } = known ?? {}
  const moved = country !== undefined && country !== known?.country_id
  return {
    ...names,
    ...kept,
    ...(firstName !== undefined && { firstname: firstName }),
    ...(lastName !== undefined && { lastname: lastName }),
    ...(company !== undefined && { company }),
    ...(street.length > 0 && { street: street as string[] }),
    ...(city !== undefined && { city }),
    ...regionOf(region, moved ? undefined : before, id),
    ...(postalCode !== undefined && { postcode: postalCode }),
    ...(country !== undefined && { country_id: country }),
    ...(phone !== undefined && { telephone: phone }),
  }
}

/** Commerce finds the region's id by its code and the country where it is sent as 0; another id would win over the code. */
function regionOf(
  wanted: string | undefined,
  before: CustomerAddress['region'],
  id: CustomerAddress['region_id'],
): Partial<CustomerAddress> {
  const isAsBefore = before && (wanted === undefined || wanted === before.region_code || wanted === before.region)
  if (isAsBefore) return { region: before, ...(id !== undefined && { region_id: id }) }
  return wanted === undefined ? {} : { region: { region_code: wanted, region: wanted, region_id: 0 } }
}

const isSame = (a: object, b: object) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (address: object) => Object.entries(address).toSorted(([a], [b]) => (a < b ? -1 : 1))
