// Values of inputs and what they are in QuickBooks.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'

export const Day = (description: string) =>
  Type.String({ title: 'Date', description, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,2})?$' })

export const Id = (title: string, description: string) => Type.String({ title, description, pattern: '^[0-9]{1,20}$' })

/** QuickBooks keeps 21 characters of a document's number. */
export const DocumentNumber = (description: string) =>
  Type.String({ title: 'Number', description, pattern: '^[^\\u0000-\\u001f]+$', minLength: 1, maxLength: 21 })

export const LineText = Type.Optional(
  Type.String({ title: 'Description', description: 'Shown on the line.', minLength: 1, maxLength: 4_000 }),
)

export const Note = Type.Optional(
  Type.String({ title: 'Note', description: 'For the bookkeeper; customers do not see it.', minLength: 1, maxLength: 4_000 }),
)

export const Currency = Type.Optional(
  Type.String({
    title: 'Currency',
    description: 'ISO 4217 code. Needed where the company keeps several currencies.',
    pattern: '^[A-Z]{3}$',
  }),
)

export const ExchangeRate = Type.Optional(
  Type.String({
    title: 'Exchange rate',
    description: "Home currency for one of this currency. QuickBooks' own when empty.",
    pattern: '^(0|[1-9][0-9]{0,5})(\\.[0-9]{1,7})?$',
  }),
)

/** A reference to another record; nothing where there is none. */
export const refOf = (name: string, value: string | undefined): Readonly<Record<string, { readonly value: string }>> =>
  value === undefined ? {} : { [name]: { value } }

/** An amount of an answer as decimal text. Its numbers have at most 15 digits, which survive. */
export const decimalText = (amount: number): string => new Decimal(amount).toFixed(2)

/** `2026-03-02T01:15:00-08:00` as an instant in UTC. */
export const instantOf = (time: string): string => new Date(time).toISOString()
