// A postal address, of an order or a customer.
import { Type } from 'typebox'
import { nullable } from './document.ts'

const text = nullable(Type.String())

export const Address = Type.Object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  provinceCode: text,
  zip: text,
  countryCodeV2: text,
  phone: text,
})
export const ADDRESS_MEMBERS = 'firstName lastName company address1 address2 city provinceCode zip countryCodeV2 phone'
