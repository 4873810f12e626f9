// Pieces that WooCommerce's records share. Amounts are decimal text; `price` of a line is a double and is never used.
import { Type } from 'typebox'

export const text = (title: string, description?: string) => Type.String({ title, ...(description && { description }) })
export const amount = (title: string, description?: string) =>
  Type.String({ title, description: description ?? 'Decimal text.', pattern: '^-?[0-9]*(\\.[0-9]+)?$' })
export const orNull = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(schema: S) =>
  Type.Union([schema, Type.Null()])
/** Without a zone; the members that end in `_gmt` are UTC. */
export const time = (title: string) => orNull(text(title, 'UTC without a zone, such as 2026-03-01T10:00:00'))

export const Meta = Type.Array(Type.Object({ key: Type.String(), value: Type.Unknown() }), { title: 'Meta data' })

export const Address = Type.Object({
  first_name: text('First name'),
  last_name: text('Last name'),
  company: text('Company'),
  address_1: text('Address line 1'),
  address_2: text('Address line 2'),
  city: text('City'),
  state: text('State'),
  postcode: text('Postal code'),
  country: text('Country', 'ISO 3166-1 alpha-2'),
  email: Type.Optional(text('E-mail')),
  phone: Type.Optional(text('Phone')),
})
