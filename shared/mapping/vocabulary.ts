// The words of retail and what else they are called: by them fields of two systems are recognised as the same.

/** Each line is one thing, the word that says it best first. Words of several parts are written as the parts, parted by blanks; what is written together in a name is told apart first. */
const SYNONYMS = `
sku | item code | article number | product code | default code | item number | stock code | part number
quantity | qty | count | units | ordered quantity
unit price | price | item price | price unit | net price
total | total price | grand total | amount total | expected total | order total
subtotal | amount untaxed | net total
tax | vat | gst | taxes | tax lines
discount | rebate | reduction | total discounts
shipping | freight | delivery | shipping lines
reference | ref | order name | order number | document number | client order ref | number
id | identifier | key | external id
email | e mail | mail | email address
phone | telephone | mobile | phone number | tel
first name | given name | forename
last name | surname | family name
company | organization | organisation | company name
street | address 1 | address line 1 | street address | line 1
street 2 | address 2 | address line 2 | line 2
city | town | locality
zip | postcode | postal code | zip code
region | state | province | province code | state code
country code | country | country iso
currency | currency code | currency iso
date | order date | date order | document date | processed at | placed at | created at
updated at | modified | changed at | write date
customer | partner | buyer | client | shopper | contact
lines | line items | order line | items | positions | order lines | rows
payments | transactions | tenders | payment lines
note | comment | remark | memo | notes | instructions
description | title | name | text | label
barcode | gtin | ean | upc
warehouse | location | store | site | branch
vendor | supplier | brand | manufacturer
weight | mass | grams
tags | labels | keywords
status | state of order | financial status
`

const groups: readonly (readonly string[])[] = SYNONYMS.trim()
  .split('\n')
  .map((line) => line.split('|').map((word) => word.trim()))

const byPhrase: ReadonlyMap<string, readonly [group: number, place: number]> = new Map(
  groups.flatMap((words, group) => words.map((word, place) => [word, [group, place / words.length]] as const)),
)

/** `billingAddress1` is `billing address 1`. */
export function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/([A-Za-z])(\d)/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How well two names, in words, mean the same: 1 for the best word of the line, less towards its end; undefined when they do not. */
export function synonymy(a: string, b: string): number | undefined {
  const [ours, theirs] = [byPhrase.get(a), byPhrase.get(b)]
  return ours && theirs && ours[0] === theirs[0] ? 1 - theirs[1] : undefined
}

export const areSynonyms = (a: string, b: string): boolean => synonymy(a, b) !== undefined

const GENERIC: ReadonlySet<string> = new Set(
  'name number id ref reference type status state date code title note value key label'.split(' '),
)

/** A word that says nothing without the group it stands in: a customer's name is not the order's. */
export const isGeneric = (word: string): boolean => GENERIC.has(word)
