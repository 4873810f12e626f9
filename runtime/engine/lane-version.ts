// A record's version as text that sorts as the versions do, so that a store compares texts and nothing else.

const NUMBER = /^(\d+)(?:\.(\d+))?$/
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?([Zz]|[+-]\d\d:?\d\d))?$/

/**
 * Takes a number from zero on, a text of digits (ids beyond a double's precision arrive as such), or an ISO date with or without a time; a
 * time needs its zone. Undefined for anything else. `"2026-01-01T10:00:00.5+01:00"` becomes `"0010:1767258000.5"`.
 */
export function sortableVersion(value: unknown): string | undefined {
  const text = typeof value === 'number' ? toPlainDigits(value) : value
  if (typeof text !== 'string') return undefined
  const number = NUMBER.exec(text)
  if (number) return sortable(number[1] ?? '', number[2] ?? '')
  const instant = INSTANT.exec(text)
  if (!instant) return undefined
  const [, day = '', time = '00:00', fraction = '', zone = 'Z'] = instant
  const seconds = Date.parse(`${day}T${time}${zone}`) / 1_000
  return seconds >= 0 ? sortable(`${seconds}`, fraction) : undefined
}

/** A longer whole part is a larger number; equally long ones, and fractions, compare digit by digit. */
function sortable(whole: string, fraction: string): string | undefined {
  const digits = whole.replace(/^0+(?=\d)/, '')
  if (digits.length > 9_999) return undefined
  const rest = fraction.replace(/0+$/, '')
  return `${`${digits.length}`.padStart(4, '0')}:${digits}${rest === '' ? '' : `.${rest}`}`
}

/** Without an exponent, which JavaScript writes from 1e21 on. */
function toPlainDigits(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : `${value}`
}
