// JSON text becomes values inside the isolate. Two things differ from a plain parse: no key can reach a prototype, and a number that a double
// cannot hold exactly (a 19-digit id, a long decimal) arrives as text instead of being silently changed.
import { AppError } from '../../../shared/errors.ts'
import { say } from '../../../shared/sentence.ts'

/** The name itself, or an escape of any letter of it. */
const RISKY_KEY = /__proto__|\\u00(?:5f|6f|7[024])/i

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown

const revive: Reviver = (key, value, context) => {
  if (key === '__proto__') return undefined
  return typeof value === 'number' && context.source !== undefined && !isExact(value, context.source) ? context.source : value
}

export function parseInput(text: string, what: string): unknown {
  try {
    const careful = RISKY_KEY.test(text) || hasLongNumber(text)
    return careful ? (JSON.parse as (text: string, reviver: Reviver) => unknown)(text, revive) : (JSON.parse(text) as unknown)
  } catch {
    throw new AppError('payload-invalid', { message: say`The ${what} is not JSON that a flow can use.` })
  }
}

const LONG = 16

/** Whether 16 digits and points follow each other. One of them stands at a multiple of 16: the others need no look. */
function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text.charCodeAt(at))) continue
    let first = at
    let last = at
    while (first > 0 && isDigit(text.charCodeAt(first - 1))) first -= 1
    while (last + 1 < text.length && isDigit(text.charCodeAt(last + 1))) last += 1
    if (last - first + 1 >= LONG) return true
  }
  return false
}

/** A digit or a point. */
function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46
}

/** Whether the double prints as the same number. "1.50" and 1.5 are the same; 12345678901234567890 and 12345678901234567000 are not. */
function isExact(value: number, source: string): boolean {
  return source.length < 16 || canonical(source) === canonical(String(value))
}

/** Sign, significant digits and exponent, without redundant zeros. */
function canonical(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(/^[+-]/, '').split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = (whole + fraction).replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  return trimmed === '' ? '0' : `${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`
}
