// Telephone numbers in the international form of E.164, by Google's data about numbering plans.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { findCountry } from './countries.ts'
import { refuse, refuseOrBlank, quoted, textOf } from './value-invalid.ts'
import { say } from '../../sentence.ts'

/** No number has more; what is longer is not even looked at. */
const MAX_LENGTH = 50

/**
 * `+` and at most 15 digits: `$phone("030 901820", "DE")` gives "+4930901820". `country` (any form that `$country` knows) is that of numbers written
 * without a country code. Nothing for a missing or empty value. An extension is left out. Throws `value-invalid`, unless `whenInvalid` is `"blank"`.
 */
export function phone(value: unknown, country: unknown, whenInvalid: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const home = country === undefined || country === null || country === '' ? undefined : homeOf(country)
  const text = textOf(value) ?? ''
  // Two zeros in front are how most of the world dials a country code; the library reads them so only with a country.
  const dialled = home === undefined ? text.replace(/^00(?=[1-9])/, '+') : text
  const found = text.length > MAX_LENGTH ? undefined : parsePhoneNumberFromString(dialled, home as never)
  if (found?.isPossible()) return found.number
  const fix =
    home === undefined
      ? 'Give the country of numbers without a country code: $phone(number, "DE").'
      : 'Correct the number, or leave it out when it is wrong: $phone(number, country, "blank").'
  return refuseOrBlank(
    whenInvalid,
    WHERE,
    value,
    home === undefined
      ? say`${quoted(value)} is no telephone number with a country code`
      : say`${quoted(value)} is no telephone number in ${home}`,
    fix,
  )
}

const WHERE = '$phone'

function homeOf(country: unknown): string {
  const text = textOf(country)
  const found = text === undefined ? undefined : findCountry(text)
  return found
    ? found.alpha2
    : refuse(WHERE, country, say`${quoted(country)} is no country`, 'Give a code such as "DE", or the address’s country.')
}
