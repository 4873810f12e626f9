// JSON whose numbers survive: identifiers beyond 2^53 are read as strings, decimal strings are written as JSON numbers
// digit by digit. Neither passes through a double.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown
// In V8 since 11.4; not in TypeScript's ES2024 library.
const exact = JSON as unknown as { parse(text: string, reviver?: Reviver): Json; rawJSON(text: string): object }

const keepLongIntegers: Reviver = (_, value, context) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source ?? '') ? (context.source ?? '') : value

/** Throws SyntaxError. A reviver is slow: it runs only for texts that have a number long enough to need it. */
export function parseExact(text: string): Json {
  return /\d{16}/.test(text) ? exact.parse(text, keepLongIntegers) : exact.parse(text)
}

/** Every number as the text that stood there, or as `write` makes of it: what comes out of files is read as text anyway. Throws SyntaxError. */
export const parseNumbersAsText = (text: string, write: (number: string) => string = (number) => number): Json =>
  exact.parse(text, (_, value, context) => (typeof value === 'number' ? write(context.source ?? String(value)) : value))

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/

export const isDecimal = (value: unknown): boolean => typeof value === 'string' && DECIMAL.test(value)

/** A decimal string such as `12.50` as a JSON number with the same digits, for `JSON.stringify`. Throws `money-invalid`. */
export function exactNumber(decimal: string): unknown {
  if (!isDecimal(decimal))
    throw new AppError('money-invalid', { message: say`"${decimal.slice(0, 60)}" is not a decimal number such as 12.50.` })
  return exact.rawJSON(decimal)
}
