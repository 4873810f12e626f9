// Values as Xero writes them: instants in a form of its own, days, amounts as JSON numbers, and texts inside a `where`.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'

/** `/Date(1518685950940+0000)/` as an ISO instant, or as an ISO day. Throws `vendor-answer-invalid`. */
export const instantOf = (date: string): string => new Date(millisOf(date)).toISOString()
export const dayOf = (date: string): string => instantOf(date).slice(0, 10)

function millisOf(date: string): number {
  const millis = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(date)?.[1]
  if (millis === undefined)
    throw new AppError('vendor-answer-invalid', { message: say`"${date.slice(0, 40)}" is not one of Xero's dates.` })
  return Number(millis)
}

/** A text in a `where`. Quotation marks cannot be written there at all, so that references with one are refused by `Reference`. */
export const quoted = (text: string): string => JSON.stringify(text)

/** What an amount of Xero is as decimal text. Its numbers have at most 15 digits, which survive. */
export const decimalText = (amount: number): string => new Decimal(amount).toFixed()

export const numberOf = (decimal: string | undefined): unknown => (decimal === undefined ? undefined : exactNumber(decimal))

export const Day = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]{1,4})?$' })

/** Found again by this text in a list separated by commas and in a `where`. */
export const Reference = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^[^",\\\\\\u0000-\\u001f]+$', minLength: 1, maxLength: 255 })

export const Currency = Type.String({
  title: 'Currency',
  description: "ISO 4217 code. The organisation's own when empty.",
  pattern: '^[A-Z]{3}$',
})
