import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessDate } from './business-date.ts'
import { roundCash } from './cash.ts'
import { convertUnit } from './convert-unit.ts'
import { convertMoney } from './convert.ts'
import { country } from './country.ts'
import { OWN_DOCS } from './docs.ts'
import { externalId } from './external-id.ts'
import { gtin } from './gtin.ts'
import { phone } from './phone.ts'
import { taxFromGross } from './tax.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })

test.each<[string, unknown, unknown]>([
  ['cash to five cents, a half upwards', roundCash('1.025', '0.05'), '1.050'],
  ['cash of a refund the same way', roundCash('-12.38', '0.05'), '-12.40'],
  ['cash to whole crowns', roundCash({ amount: '99.50', currency: 'SEK' }, undefined), { amount: '100.00', currency: 'SEK' }],
  ['tax of 7.7 percent', taxFromGross('10.00', '7.7%', undefined), '0.71'],
  ['tax of nothing', taxFromGross('0', 0.2, undefined), '0.00'],
  ['tax at a rate of zero', taxFromGross('12.00', 0, undefined), '0.00'],
  ['tax of a refund', taxFromGross('-119', 0.19, undefined), '-19.00'],
  ['tax of yen in whole yen', taxFromGross({ amount: '1100', currency: 'JPY' }, 0.1, undefined), { amount: '100', currency: 'JPY' }],
  ['money into yen', convertMoney(usd('10.05'), '150.25', 'JPY', undefined), { amount: '1510', currency: 'JPY' }],
  ['money into its own currency at 1', convertMoney(usd('10.05'), 1, 'USD', undefined), usd('10.05')],
  ['an hour before the cut-off', businessDate('2026-01-01T02:59:00Z', 'Europe/Berlin', '04:00'), '2025-12-31'],
  ['the cut-off itself', businessDate('2026-01-01T03:00:00Z', 'Europe/Berlin', '04:00'), '2026-01-01'],
  ['the night in which clocks go forward', businessDate('2026-03-29T01:59:00Z', 'Europe/Berlin', '04:00'), '2026-03-28'],
  ['the hour that comes twice', businessDate('2026-10-25T01:30:00+02:00', 'Europe/Berlin', '02:00'), '2026-10-24'],
  ['a zone half an hour off', businessDate('2026-06-30T18:45:00Z', 'Asia/Kolkata', undefined), '2026-07-01'],
  ['milliseconds', businessDate(0, 'UTC', undefined), '1970-01-01'],
  ['no instant', businessDate(undefined, 'UTC', undefined), undefined],
  ['an id with a colon in it', externalId(['a:b', 'c%']), 'a%3Ab:c%25'],
  ['an id of another kind of gid', externalId(['gid://shopify/LineItem/77?x=1']), '77'],
  ['UPC', gtin('036000291452', undefined, undefined), '036000291452'],
  ['UPC as a number without its zero is refused, with blank left out', gtin(36000291452, undefined, 'blank'), undefined],
  ['GTIN-8 with blanks', gtin('9638 5074', 13, undefined), '0000096385074'],
  ['GTIN-14 that has its zero to spare', gtin('00036000291452', 12, undefined), '036000291452'],
  ['no article number', gtin('', undefined, undefined), undefined],
  ['two zeros in front', phone('0044 20 7946 0958', undefined, undefined), '+442079460958'],
  ['a number with an extension', phone('+49 30 901820 ext. 12', undefined, undefined), '+4930901820'],
  ['a number of another country than the address', phone('+33 1 42 68 53 00', 'Germany', undefined), '+33142685300'],
  ['a country by its number', country(40, undefined, undefined), 'AT'],
  ['a country with a sign in its name', country('Trinidad & Tobago', 'alpha-3', undefined), 'TTO'],
  ['a saint', country('Saint Lucia', undefined, undefined), 'LC'],
  ['a country of the EU’s tax office', country('EL', undefined, undefined), 'GR'],
  ['a country in French', country('Côte d’Ivoire', undefined, undefined), 'CI'],
  ['ounces', convertUnit(16, 'oz', 'lb', undefined), '1'],
  ['inches', convertUnit('1', 'in', 'CMT', undefined), '2.54'],
  ['a quotient without an end', convertUnit('1', 'g', 'lb', undefined), '0.002204623'],
  ['a missing weight', convertUnit(undefined, 'g', 'lb', undefined), undefined],
])('reads %s', (_, actual, expected) => {
  expect(actual).toEqual(expected)
})

test.each<[string, () => unknown, string]>([
  [
    'cash without a step',
    () => roundCash({ amount: '1', currency: 'EUR' }, undefined),
    '$roundCash: the smallest cash amount is not given and EUR has none of its own.',
  ],
  ['a cash step of zero', () => roundCash('1', 0), '$roundCash: the smallest cash amount must be more than zero.'],
  ['percent taken for a fraction', () => taxFromGross('1', 20, undefined), '$taxFromGross: a rate of 20 would be 2000 percent.'],
  ['a negative rate', () => taxFromGross('1', -0.1, undefined), '$taxFromGross: a rate of -0.1 would be -10 percent.'],
  ['a rate of zero', () => convertMoney(usd('1.00'), 0, 'EUR', undefined), '$convert: the rate is 0.'],
  [
    'a rate within one currency',
    () => convertMoney(usd('1.00'), 2, 'USD', undefined),
    '$convert: USD 1.00 is in USD already, and the rate is 2.',
  ],
  [
    'a time without a zone',
    () => businessDate('2026-01-01T10:00:00', 'UTC', undefined),
    '$businessDate: "2026-01-01T10:00:00" is no instant with a zone.',
  ],
  [
    'a date that does not exist',
    () => businessDate('2026-13-01T10:00:00Z', 'UTC', undefined),
    '$businessDate: "2026-13-01T10:00:00Z" is no instant with a zone.',
  ],
  ['a zone that does not exist', () => businessDate(0, 'Mars/Olympus', undefined), '$businessDate: "Mars/Olympus" is no time zone.'],
  ['no zone', () => businessDate(0, undefined, undefined), '$businessDate: nothing is no time zone.'],
  ['an hour that does not exist', () => businessDate(0, 'UTC', '24:00'), '$businessDate: "24:00" is no time of day.'],
  ['an id with a part missing', () => externalId(['shopify', undefined]), '$externalId: part 2 of 2 is missing.'],
  ['an id of an object', () => externalId([{}]), '$externalId: part 1 of 1 is an object.'],
  ['a wrong check digit', () => gtin('96385075', undefined, undefined), '$gtin: "96385075" has the check digit 5, but it would be 4.'],
  [
    'a number that lost its zero',
    () => gtin(36000291452, undefined, undefined),
    '$gtin: 36000291452 has 11 digits; a GTIN has 8, 12, 13 or 14.',
  ],
  ['letters', () => gtin('ABCDEFGH', undefined, undefined), '$gtin: "ABCDEFGH" has other characters than digits.'],
  ['too many digits', () => gtin('10036000291459', 13, undefined), '$gtin: "10036000291459" does not fit into 13 digits.'],
  [
    'a telephone number without a country',
    () => phone('030 901820', undefined, undefined),
    '$phone: "030 901820" is no telephone number with a country code.',
  ],
  ['a telephone number that is too short', () => phone('12', 'DE', undefined), '$phone: "12" is no telephone number in DE.'],
  ['the country of a telephone number', () => phone('030 901820', 'Atlantis', undefined), '$phone: "Atlantis" is no country.'],
  ['a form of a country', () => country('DE', 'iso', undefined), '$country: "iso" is no form of a country.'],
  ['a wrong last argument', () => country('Atlantis', 'name', 'empty'), '$country: the last argument is "empty".'],
  ['an object as a country', () => country({}, undefined, undefined), '$country: an object is no country.'],
  ['units that measure different things', () => convertUnit(1, 'kg', 'cm', undefined), '$convertUnit: "kg" measures mass and "cm" length.'],
  ['a unit that is not known', () => convertUnit(1, 'stone', 'kg', undefined), '$convertUnit: "stone" is no unit that is known.'],
])('refuses %s', (_, action, message) => {
  expect(action).toThrow(message)
})

describe('ids', () => {
  test('differ when their parts differ', () => {
    const parts = fc.array(fc.stringMatching(/^[a:% ]*[a:%][a:%]*$/), { minLength: 1, maxLength: 3 })
    const trimmed = (list: readonly string[]) => list.map((part) => part.trim())
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(externalId(a) === externalId(b)).toBe(JSON.stringify(trimmed(a)) === JSON.stringify(trimmed(b)))
      }),
    )
  })
})

test('every function of ours tells its parameters as its signature names them, and has an example', () => {
  for (const { name, signature, parameters, examples } of OWN_DOCS) {
    expect(signature.startsWith(`${name}(`)).toBe(true)
    expect(parameters?.length, name).toBeGreaterThan(0)
    expect(examples.length, name).toBeGreaterThan(0)
    if (!name.startsWith('$lookup'))
      for (const parameter of parameters ?? []) expect(signature).toContain(parameter.optional ? `${parameter.name}?` : parameter.name)
  }
})
