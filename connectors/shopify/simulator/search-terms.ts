// Shopify's search syntax, as far as the simulator needs it: `field:value` terms joined by AND (or a space) and OR, `-` for not, comparators,
// quoted values with escapes, and plain words. Fields it does not know are ignored, as Shopify does.
// Source: https://shopify.dev/docs/api/usage/search-syntax
export interface Searched {
  /** Undefined for a field that cannot be searched. */
  readonly hasField: (field: string, comparator: string, value: string) => boolean | undefined
  readonly hasWord: (word: string) => boolean
}

const TERM = /(-?)(?:([\w.]+):)?(>=|<=|>|<)?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s()]+)/g

export function matchesTerms(query: string | null | undefined, { hasField, hasWord }: Searched): boolean {
  const groups: boolean[][] = [[]]
  for (const [, not, field, comparator, quoted = ''] of (query ?? '').matchAll(TERM)) {
    const value = /^['"]/.test(quoted) ? quoted.slice(1, -1).replace(/\\(.)/g, '$1') : quoted
    if (field === undefined && quoted === 'AND') continue
    if (field === undefined && quoted === 'OR') {
      groups.push([])
      continue
    }
    const found = field === undefined ? hasWord(value) : hasField(field, comparator ?? '', value)
    groups.at(-1)?.push(found === undefined || found !== (not === '-'))
  }
  return groups.some((terms) => terms.every(Boolean))
}

export function compare(left: number, comparator: string, right: number): boolean {
  if (comparator === '>') return left > right
  if (comparator === '>=') return left >= right
  if (comparator === '<') return left < right
  return comparator === '<=' ? left <= right : left === right
}

export const compareTime = (left: unknown, comparator: string, right: string): boolean =>
  compare(Date.parse(String(left)), comparator, Date.parse(right))

export const isSameText = (left: unknown, right: string): boolean => typeof left === 'string' && left.toLowerCase() === right.toLowerCase()
