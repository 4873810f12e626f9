// Tags of the retail model: what a field of any schema means, whatever its system calls it. A field carries one in the schema keyword `retail`:
// `order.line.sku`, `order.billingAddress.postalCode`, `customer.email`; on a list it names the items (`order.line`), on a whole record the model
// (`order`). The models themselves are in connectors/kit/retail.

/** The schema keyword. */
export const RETAIL = 'retail'

/** How two tags are related: the same field, or the same field of something of the same kind (`order.line.sku` and `sale.line.sku`). */
export type Kinship = 'same' | 'kin'

export function kinship(a: string, b: string): Kinship | undefined {
  const [ours, theirs] = [plain(a), plain(b)]
  if (ours === theirs) return 'same'
  const [mine, other] = [ours.split('.'), theirs.split('.')]
  const [field, owner] = [mine.at(-1), mine.at(-2)]
  const [otherField, otherOwner] = [other.at(-1), other.at(-2)]
  if (owner === undefined || otherOwner === undefined || field !== otherField) return undefined
  return isOfKind(owner, otherOwner) || isOfKind(otherOwner, owner) ? 'kin' : undefined
}

/** `billingAddress` is an `address`. */
export const isOfKind = (name: string, kind: string): boolean =>
  name === kind || name.endsWith(`${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`)

/** Money is meant by its amount: `order.total.amount` is the order's total. */
const plain = (tag: string): string => tag.replace(/\.amount$/, '')

/** The tag of one item of a list: `lines` has items called `line`. */
export const singular = (name: string): string =>
  /(ss|x|sh|ch)es$/.test(name) ? name.slice(0, -2) : name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '')

/** Where the name of a field is not how people say it. */
const WORDS: Readonly<Record<string, string>> = {
  'order.name': 'number',
  sku: 'SKU',
  email: 'e-mail',
  address1: 'first line',
  address2: 'second line',
  createdAt: 'time of creation',
  updatedAt: 'time of change',
  processedAt: 'time of purchase',
  cancelledAt: 'time of cancellation',
  lineTotal: 'total',
  taxTotal: 'tax',
  discountTotal: 'discount',
  shippingTotal: 'shipping',
  taxesIncluded: 'prices with tax',
}

/** For people: `order.line.sku` is `the line’s SKU`, `order` is `the order`. */
export function sayTag(tag: string): string {
  const parts = plain(tag).split('.')
  const [owner, field] = parts.length > 1 ? parts.slice(-2) : [undefined, parts[0] ?? '']
  return owner === undefined ? `the ${said(field)}` : `the ${said(owner)}’s ${WORDS[`${owner}.${field}`] ?? said(field)}`
}

/** The same of a list with such items: `order.line` is `the order’s lines`. */
export const sayListTag = (tag: string): string => (tag === 'stock' ? 'stock levels' : plural(sayTag(tag)))

const plural = (word: string): string =>
  /(s|x|sh|ch)$/.test(word) ? `${word}es` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`

const said = (part: string): string => WORDS[part] ?? part.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
