// The functions for lookups, dates, ids and codes of trade, as the designer and the reference page show them.
import type { FunctionDoc, FunctionParameter } from './docs.ts'

const PAYMENTS = { 'payment methods': { shopify_payments: 'CARD', cash: 'CASH' } }
const WHEN_INVALID: FunctionParameter = { name: 'whenInvalid', help: '"blank" gives nothing instead of an error.', optional: true }

export const RETAIL_DOCS: readonly FunctionDoc[] = [
  {
    name: '$lookup',
    group: 'lookup',
    signature: '$lookup(table, key, "blank" | "default"?, value?)',
    summary:
      'The value for a key in a lookup table. A key that is not there rejects the record, unless "blank" (nothing) or "default" (a value) follows. With an object first, it reads that object’s key.',
    parameters: [
      { name: 'table', help: 'The name of a lookup table of the client, in quotation marks.' },
      { name: 'key', help: 'A text or number; compared as text.' },
      { name: 'whenMissing', help: '"blank" or "default".', optional: true },
      { name: 'value', help: 'What "default" gives.', optional: true },
    ],
    examples: [
      { expression: '$lookup("payment methods", gateway)', input: { gateway: 'cash' }, tables: PAYMENTS, result: 'CASH' },
      { expression: '$lookup("payment methods", "cheque", "default", "OTHER")', tables: PAYMENTS, result: 'OTHER' },
      { expression: '$lookup("payment methods", "cheque", "blank")', tables: PAYMENTS },
      { expression: '$lookup("payment methods", "cheque")', tables: PAYMENTS, error: 'lookup-missing' },
      { expression: '$lookup({ "a": 1 }, "a")', result: 1 },
    ],
  },
  {
    name: '$lookupAt',
    group: 'lookup',
    signature: '$lookupAt(table, key, day, "blank" | "default"?, value?)',
    summary:
      'As $lookup, with what the table said, or will say, on a day: rows may have days on which they begin and end. $lookup asks about today.',
    parameters: [
      { name: 'table', help: 'The name of a lookup table of the client, in quotation marks.' },
      { name: 'key', help: 'A text or number; compared as text.' },
      { name: 'day', help: 'YYYY-MM-DD, such as $businessDate gives it. Of an instant, the date as it is written.' },
      { name: 'whenMissing', help: '"blank" or "default".', optional: true },
      { name: 'value', help: 'What "default" gives.', optional: true },
    ],
    examples: [
      { expression: '$lookupAt("payment methods", "cash", "2026-01-31")', tables: PAYMENTS, result: 'CASH' },
      { expression: '$lookupAt("payment methods", "cheque", "2026-01-31", "default", "OTHER")', tables: PAYMENTS, result: 'OTHER' },
      { expression: '$lookupAt("payment methods", "cash", "yesterday")', tables: PAYMENTS, error: 'value-invalid' },
    ],
  },
  {
    name: '$businessDate',
    group: 'retail',
    signature: '$businessDate(instant, zone, cutoff?)',
    summary:
      'The day a sale belongs to, by the store’s clock: before the cut-off hour it is still the day before. An instant without zone or offset is an error.',
    parameters: [
      { name: 'instant', help: 'ISO 8601 with Z or an offset, or milliseconds since 1970.' },
      { name: 'zone', help: 'IANA name, such as "Europe/Berlin".' },
      { name: 'cutoff', help: 'When the store closes its day, such as "04:00". Midnight when left out.', optional: true },
    ],
    examples: [
      { expression: '$businessDate("2026-03-29T01:30:00Z", "Europe/Berlin", "04:00")', result: '2026-03-28' },
      { expression: '$businessDate("2026-07-01T03:30:00Z", "America/New_York")', result: '2026-06-30' },
      { expression: '$businessDate("2026-07-01T03:30:00", "America/New_York")', error: 'value-invalid' },
    ],
  },
  {
    name: '$externalId',
    group: 'retail',
    signature: '$externalId(system, kind, id, …)',
    summary:
      'One id for a record of another system, so that it is found again and never made twice. Of a Shopify GraphQL id only its number counts. A missing part is an error.',
    parameters: [
      { name: 'system', help: 'Such as "shopify".' },
      { name: 'kind', help: 'Such as "order".' },
      { name: 'id', help: 'The record’s id there, and more parts if it needs them.' },
    ],
    examples: [
      { expression: '$externalId("shopify", "order", id)', input: { id: 450789469 }, result: 'shopify:order:450789469' },
      { expression: '$externalId("shopify", "order", "gid://shopify/Order/450789469")', result: 'shopify:order:450789469' },
      { expression: '$externalId("shopify", "order", id)', error: 'value-invalid' },
    ],
  },
  {
    name: '$gtin',
    group: 'retail',
    signature: '$gtin(code, length?, whenInvalid?)',
    summary: 'A GTIN (EAN, UPC) of 8, 12, 13 or 14 digits whose check digit is right. With a length it is filled with zeros on the left.',
    parameters: [
      { name: 'code', help: 'Text or number; blanks and hyphens are left out.' },
      { name: 'length', help: '8, 12, 13 or 14.', optional: true },
      WHEN_INVALID,
    ],
    examples: [
      { expression: '$gtin("4006381333931")', result: '4006381333931' },
      { expression: '$gtin("036000291452", 14)', result: '00036000291452' },
      { expression: '$gtin("4006381333932")', error: 'value-invalid' },
      { expression: '$gtin("4006381333932", 13, "blank")' },
    ],
  },
  {
    name: '$phone',
    group: 'retail',
    signature: '$phone(number, country?, whenInvalid?)',
    summary: 'A telephone number in the international form (E.164). Nothing for an empty one.',
    parameters: [
      { name: 'number', help: 'As people write it.' },
      { name: 'country', help: 'Of numbers without a country code; any form that $country knows.', optional: true },
      WHEN_INVALID,
    ],
    examples: [
      { expression: '$phone("030 901820", "DE")', result: '+4930901820' },
      { expression: '$phone("(202) 555-0143", "United States")', result: '+12025550143' },
      { expression: '$phone("+44 20 7946 0958")', result: '+442079460958' },
      { expression: '$phone("call me", "GB", "blank")' },
    ],
  },
  {
    name: '$country',
    group: 'retail',
    signature: '$country(value, form?, whenInvalid?)',
    summary: 'A country by its ISO 3166 code or its name, in the form you need. Nothing for an empty value.',
    parameters: [
      { name: 'value', help: 'A code (DE, DEU, 276), or a name in English or twelve other European languages.' },
      { name: 'form', help: '"alpha-2" (when left out), "alpha-3", "numeric" or "name".', optional: true },
      WHEN_INVALID,
    ],
    examples: [
      { expression: '$country("Germany")', result: 'DE' },
      { expression: '$country("gb", "alpha-3")', result: 'GBR' },
      { expression: '$country("Österreich", "numeric")', result: '040' },
      { expression: '$country("USA", "name")', result: 'United States' },
      { expression: '$country("Atlantis")', error: 'value-invalid' },
    ],
  },
  {
    name: '$convertUnit',
    group: 'retail',
    signature: '$convertUnit(value, from, to, decimals?)',
    summary: 'A weight, length, volume or count in another unit, exactly. Knows the shops’ words and the UN/ECE codes.',
    parameters: [
      { name: 'value', help: 'A decimal text or number.' },
      { name: 'from', help: 'Such as "lb", "POUNDS" or "LBR".' },
      { name: 'to', help: 'Of the same kind.' },
      { name: 'decimals', help: 'Rounds to that many; as many as it has (nine at most) when left out.', optional: true },
    ],
    examples: [
      { expression: '$convertUnit("2.5", "lb", "kg", 3)', result: '1.134' },
      { expression: '$convertUnit(750, "GRAMS", "KILOGRAMS")', result: '0.75' },
      { expression: '$convertUnit(3, "dozen", "each")', result: '36' },
      { expression: '$convertUnit(1, "kg", "cm")', error: 'value-invalid' },
    ],
  },
]
