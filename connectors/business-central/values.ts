// Values as Business Central writes them: amounts as JSON numbers, and the kinds of text that inputs take.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { exactNumber } from '#connectors/kit/exact-json.ts'

/** Business Central keeps at most 15 digits in an answer's number, which survive. */
export const decimalText = (amount: number): string => new Decimal(amount).toFixed()

export const numberOf = (decimal: string): unknown => exactNumber(decimal)

export const Day = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,5})?$' })

/** Business Central's type `Code`: it keeps capitals only, and compares them. */
export const Code = (title: string, description: string, maxLength: number) =>
  Type.String({
    title,
    description,
    pattern: '^[^\\sa-z\\u0000-\\u001f]([^a-z\\u0000-\\u001f]*[^\\sa-z\\u0000-\\u001f])?$',
    minLength: 1,
    maxLength,
  })

export const Text = (title: string, description: string, maxLength: number) => Type.String({ title, description, minLength: 1, maxLength })
