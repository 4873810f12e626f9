// Article numbers of GS1 (EAN, UPC, GTIN): the right number of digits and a check digit that fits.
import { refuse, refuseOrBlank, quoted, textOf } from './value-invalid.ts'
import { say, type Words } from '../../sentence.ts'

const LENGTHS = [8, 12, 13, 14]

/**
 * The digits of a GTIN-8, -12, -13 or -14 whose check digit is right (GS1 General Specifications, 7.9). Blanks and hyphens are left out. With `length` it is
 * filled with zeros on the left to that many digits, as systems that store 13 or 14 want it; longer ones lose leading zeros only. Nothing for a missing or
 * empty value. Throws `value-invalid`, unless `whenInvalid` is `"blank"`.
 */
export function gtin(value: unknown, length: unknown, whenInvalid: unknown): string | undefined {
  if (length !== undefined && !LENGTHS.includes(length as number)) {
    return refuse(WHERE, length, say`${quoted(length)} is no length of a GTIN`, 'Give 8, 12, 13 or 14, or leave it out.')
  }
  if (value === undefined || value === null || value === '') return undefined
  const digits = textOf(value)?.replaceAll(/[\s-]/g, '') ?? ''
  const wrong = problemOf(digits)
  if (wrong !== undefined) return refuseOrBlank(whenInvalid, WHERE, value, say`${quoted(value)} ${wrong}`, FIX)
  if (length === undefined) return digits
  const bare = digits.replace(/^0+/, '')
  const wanted = length as number
  if (bare.length > wanted) {
    return refuseOrBlank(
      whenInvalid,
      WHERE,
      value,
      say`${quoted(value)} does not fit into ${wanted} digits`,
      'Ask for 14 digits: $gtin(code, 14).',
    )
  }
  return bare.padStart(wanted, '0')
}

const WHERE = '$gtin'
const FIX = say`Correct the article number at its source, or leave it out when it is wrong: $gtin(code, 13, "blank").`

function problemOf(digits: string): Words | undefined {
  if (!/^\d+$/.test(digits)) return say`has other characters than digits`
  if (!LENGTHS.includes(digits.length)) return say`has ${digits.length} digits; a GTIN has 8, 12, 13 or 14`
  const check = checkDigit(digits.slice(0, -1))
  return Number(digits.at(-1)) === check ? undefined : say`has the check digit ${digits.slice(-1)}, but it would be ${check}`
}

/** From the right, digits count three times and once in turn; the check digit fills the sum up to a multiple of ten. */
function checkDigit(digits: string): number {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}
