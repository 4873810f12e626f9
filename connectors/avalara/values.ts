// Values that several actions take and give.
import { Type, type Static } from 'typebox'

const optionalText = (title: string, maxLength: number, description?: string) =>
  Type.Optional(Type.String({ title, minLength: 1, maxLength, ...(description && { description }) }))

/** Codes are written into paths; those with Avalara's own writing of a character would be read as another code. */
export const Code = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(?!.*_-ava[0-9a-f]{2}-_)[^\\s](?:[^\\r\\n\\t]{0,48}[^\\s])?$' })
export const Day = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' })
export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,5})?$' })

export const Address = Type.Object(
  {
    line1: optionalText('Address line 1', 100),
    line2: optionalText('Address line 2', 100),
    line3: optionalText('Address line 3', 100),
    city: optionalText('City', 50),
    region: optionalText('Region', 50, 'State or province code, such as ME.'),
    postalCode: optionalText('Postal code', 11),
    country: Type.Optional(Type.String({ title: 'Country', description: 'Two letters, such as US.', pattern: '^[A-Za-z]{2}$' })),
  },
  { additionalProperties: false },
)
export type Address = Static<typeof Address>
