// Contacts that may be a customer: by e-mail address without regard to how it is written, by telephone number in the form of E.164. Never by name.
import { phone as toE164 } from '#shared/mapping/functions/phone.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsAmong, idOf, searchRead, textOf, type Domain, type OdooRow } from './client.ts'

/** Addresses of a contact for invoices or deliveries share its e-mail and phone, and are nobody of their own. */
const PEOPLE: Domain = [['type', 'in', ['contact', false]]]
/** So many share six digits or a piece of an address; those that are the same are picked out here. */
const MOST = 500
/** Of the end of a number: no more are sure to be in it when it is written without its country, and these are enough to find few. */
const DIGITS = 7

/** Those in a text, as they are compared: `"Ada" <Ada@Example.com>` holds ada@example.com. */
function addressesIn(text: string | undefined): readonly string[] {
  return (text?.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []).map((address) => address.toLowerCase())
}

/** Odoo's `ilike` takes wildcards: an underscore in an address must not match another character. */
const escapeLike = (value: string) => value.replace(/[\\%_]/g, (character) => `\\${character}`)

export async function contactsByEmail(context: CallContext, email: string, fields: readonly string[]): Promise<readonly OdooRow[]> {
  const [wanted] = addressesIn(email)
  if (wanted === undefined) return []
  const rows = await searchRead(context, 'res.partner', [['email', 'ilike', escapeLike(wanted)], ...PEOPLE], { fields, limit: MOST })
  return rows.filter((row) => addressesIn(textOf(row['email'])).includes(wanted))
}

/** `country`: two letters, of numbers that are written without one. A number that is none finds nobody. */
export async function contactsByPhone(
  context: CallContext,
  number: string,
  country: string | undefined,
  fields: readonly string[],
): Promise<readonly OdooRow[]> {
  const wanted = toE164(number, country, 'blank')
  if (wanted === undefined) return []
  // Odoo 19 has no mobile number beside the phone any more.
  const numbers = await fieldsAmong(context, 'res.partner', ['phone', 'mobile'])
  if (numbers.length === 0) return []
  const pattern = wanted
    .slice(1)
    .slice(-DIGITS)
    .replaceAll(/(?<=\d)(?=\d)/g, '%')
  const either: Domain = [...numbers.slice(1).map(() => '|' as const), ...numbers.map((name) => [name, 'ilike', pattern] as const)]
  const rows = await searchRead(context, 'res.partner', [...either, ...PEOPLE], {
    fields: [...new Set([...fields, ...numbers, 'country_id'])],
    limit: MOST,
  })
  const codes = await countryCodes(context, rows)
  return rows.filter((row) => {
    const home = codes.get(idOf(row['country_id']) ?? 0) ?? country
    return numbers.some((name) => toE164(textOf(row[name]), home, 'blank') === wanted)
  })
}

async function countryCodes(context: CallContext, rows: readonly OdooRow[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rows.flatMap((row) => idOf(row['country_id']) ?? []))]
  if (ids.length === 0) return new Map()
  const countries = await searchRead(context, 'res.country', [['id', 'in', ids]], { fields: ['code'], limit: ids.length })
  return new Map(countries.flatMap(({ id, code }) => (textOf(code) === undefined ? [] : [[id, textOf(code) ?? ''] as const])))
}
