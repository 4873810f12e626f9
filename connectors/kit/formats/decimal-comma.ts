// Numbers written as 1.234,50: told by the trigger, never guessed, because 1.234 is a different number in another country.
import type { Parsed } from './format.ts'

/** Digits with points or blanks (also narrow ones, as in French) between thousands, and perhaps a comma with decimals. */
const COMMA_NUMBER = /^([+-]?)(\d{1,3}(?:[.\s'’]\d{3})+|\d+)(?:,(\d+))?([+-]?)$/u

/** `1234.50`; undefined for what is no number of this kind. A sign may stand behind the number, as SAP writes it. */
export function readDecimalComma(text: string): string | undefined {
  const [, before = '', whole = '', decimals, behind = ''] = COMMA_NUMBER.exec(text.trim()) ?? []
  if (whole === '' || (before !== '' && behind !== '')) return undefined
  const sign = before === '-' || behind === '-' ? '-' : ''
  return `${sign}${whole.replaceAll(/\D/g, '')}${decimals === undefined ? '' : `.${decimals}`}`
}

/** The record as JSON, with the named columns rewritten; an empty value stays empty. */
export function withPoints(record: Readonly<Record<string, string>>, columns: readonly string[]): Parsed {
  if (columns.length === 0) return { json: JSON.stringify(record) }
  const rewritten: Record<string, string> = { ...record }
  for (const name of columns) {
    const text = Object.hasOwn(record, name) ? record[name] : undefined
    if (text === undefined) return { problem: `it has no column "${name}", which should have decimal commas` }
    if (text.trim() === '') continue
    const number = readDecimalComma(text)
    if (number === undefined) return { problem: `"${name}" is "${text.slice(0, 40)}", which is no number with a decimal comma` }
    rewritten[name] = number
  }
  return { json: JSON.stringify(rewritten) }
}

/** `1234.50` as `1234,50`; undefined for what is no plain decimal number. */
export function toDecimalComma(text: string): string | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? text.replace('.', ',') : undefined
}
