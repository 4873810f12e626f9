// An address as ShipEngine gives it. Pure.
import { Type, type Static } from 'typebox'
import type { VendorAddress } from './schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'

export const FoundAddress = Type.Object({
  name: orNull('Name'),
  company: orNull('Company'),
  phone: orNull('Phone'),
  line1: orNull('Address line 1'),
  line2: orNull('Address line 2'),
  line3: orNull('Address line 3'),
  city: orNull('City'),
  region: orNull('Region'),
  postalCode: orNull('Postal code'),
  country: orNull('Country'),
  isResidential: Type.Union([Type.Boolean(), Type.Null()], { title: 'Residential', description: 'Nothing where it is not known' }),
})
type FoundAddress = Static<typeof FoundAddress>

export const toAddress = (address: VendorAddress): FoundAddress => ({
  name: address.name || null,
  company: address.company_name || null,
  phone: address.phone || null,
  line1: address.address_line1 || null,
  line2: address.address_line2 || null,
  line3: address.address_line3 || null,
  city: address.city_locality || null,
  region: address.state_province || null,
  postalCode: address.postal_code || null,
  country: address.country_code || null,
  isResidential: { yes: true, no: false }[address.address_residential_indicator ?? ''] ?? null,
})

export const FOUND: FoundAddress = {
  name: 'Harbour & Finch',
  company: null,
  phone: '207-555-0100',
  line1: '1 PORTLAND PIER',
  line2: null,
  line3: null,
  city: 'PORTLAND',
  region: 'ME',
  postalCode: '04101-4721',
  country: 'US',
  isResidential: false,
}
