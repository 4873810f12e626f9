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

const ACRONYMS: Readonly<Record<string, string>> = {
  sku: 'SKU',
  email: 'e-mail',
  id: 'id',
  address1: 'first line',
  address2: 'second line',
}

/** For people: `order.line.sku` is `the line’s SKU`, `order` is `the order`. */
export function sayTag(tag: string): string {
  const parts = plain(tag).split('.')
  const [owner, field] = parts.length > 1 ? parts.slice(-2) : [undefined, parts[0]]
  const said = wordsOfPart(field ?? '')
  return owner === undefined ? `the ${said}` : `the ${wordsOfPart(owner)}’s ${said}`
}

const wordsOfPart = (part: string): string => ACRONYMS[part] ?? part.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
