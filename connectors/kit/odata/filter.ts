// Texts of OData queries: literals in a `$filter`, conditions joined, keys in an address.
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html

/** A text literal: a quotation mark in it is written twice. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** All of them hold. Each is one comparison, or stands in brackets of its own. */
export const allOf = (conditions: readonly string[]): string => conditions.join(' and ')

/** At least one of them holds; in brackets, so that it can be joined with others. */
export const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' or ')})`

/**
 * Comes after `values` in the order of `fields`, as rows come in `$orderby=a,b,c`: `(a gt 1 or (a eq 1 and b gt 2))`. Going on from the last row that
 * was read, instead of from a number of rows to skip, misses nothing while records change. Values are literals as they stand in a filter.
 */
export function comesAfter(row: readonly { readonly field: string; readonly literal: string }[]): string {
  const [first, ...rest] = row
  if (!first) return ''
  const beyond = `${first.field} gt ${first.literal}`
  return rest.length === 0 ? beyond : `(${beyond} or (${first.field} eq ${first.literal} and ${comesAfter(rest)}))`
}

/** One entity of a set: `Orders(12)`, `Items('A%2F1')`. A text key is quoted and then encoded; a number or an id of Edm.Guid (`bare`) is not quoted. */
export const entityPath = (set: string, key: string | number | { readonly bare: string }): string =>
  `${set}(${encodeURIComponent(typeof key === 'string' ? quoted(key) : typeof key === 'number' ? String(key) : key.bare)})`
