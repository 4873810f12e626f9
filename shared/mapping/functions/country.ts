// A country as another system wants it: by code or by name, whatever form it came in.
import { countryName, findCountry } from './countries.ts'
import { refuse, refuseOrBlank, quoted, textOf } from './value-invalid.ts'
import { say } from '../../sentence.ts'

const FORMS = {
  'alpha-2': 'alpha2',
  'alpha-3': 'alpha3',
  numeric: 'numeric',
} as const

/**
 * `value` is a code of ISO 3166-1 or a name in one of thirteen languages; `form` is `"alpha-2"` (DE, when left out), `"alpha-3"` (DEU), `"numeric"` (276) or
 * `"name"` (Germany). Nothing for a missing or empty value. Throws `value-invalid` for what is no country, unless `whenInvalid` is `"blank"`.
 */
export function country(value: unknown, form: unknown, whenInvalid: unknown): string | undefined {
  const wanted = form ?? 'alpha-2'
  if (wanted !== 'name' && !(typeof wanted === 'string' && Object.hasOwn(FORMS, wanted))) {
    return refuse(WHERE, wanted, say`${quoted(wanted)} is no form of a country`, 'Write "alpha-2", "alpha-3", "numeric" or "name".')
  }
  if (value === undefined || value === null || value === '') return undefined
  const text = textOf(value)
  const found = text === undefined ? undefined : findCountry(text)
  if (!found) {
    const fix = 'Correct the country, or translate it in a lookup table first.'
    return refuseOrBlank(whenInvalid, WHERE, value, say`${quoted(value)} is no country`, fix)
  }
  return wanted === 'name' ? countryName(found) : found[FORMS[wanted as keyof typeof FORMS]]
}

const WHERE = '$country'
