// `^(…)`: sorting by terms. Each term is evaluated once for each item, when it is first compared.
import { isStream } from './filters.ts'
import { sortItems } from './sort.ts'
import { fail, spend } from './state.ts'

type Term = readonly [(context: unknown, tuple?: unknown) => unknown, boolean]

/** A key that was not needed yet. */
const UNKNOWN = Symbol('unknown')

export function sortBy(items: unknown[], terms: readonly Term[], position: number): unknown[] {
  if (items.length <= 1) return items
  spend(items.length)
  const tuples = isStream(items)
  const keys = terms.map(() => Array.from<unknown>({ length: items.length }).fill(UNKNOWN))
  const keyOf = (index: number, at: number): unknown => {
    const known = keys[at] as unknown[]
    if (known[index] !== UNKNOWN) return known[index]
    const term = (terms[at] as Term)[0]
    const item: unknown = items[index]
    return (known[index] = tuples ? term((item as { '@': unknown })['@'], item) : term(item))
  }
  const after = (a: number, b: number): boolean => {
    for (let at = 0; at < terms.length; at++) {
      const order = compare(keyOf(a, at), keyOf(b, at), position)
      if (order === 0) continue
      // What is missing comes last in either direction.
      return (order === 2 || order === -2 ? order : (terms[at] as Term)[1] ? -order : order) > 0
    }
    return false
  }
  return sortItems(
    items.map((_, index) => index),
    after,
  ).map((index) => items[index])
}

/** 1 when `a` belongs behind `b`, -1 before it; 2 and -2 when one of them is missing. */
function compare(a: unknown, b: unknown, position: number): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1
  if (a === undefined) return b === undefined ? 0 : 2
  if (b === undefined) return -2
  const ordered = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
  if (!ordered(a) || !ordered(b)) fail('T2008', { position, value: ordered(a) ? b : a })
  if (typeof a !== typeof b) fail('T2007', { position, value: a, value2: b })
  return a === b ? 0 : (a as string) < (b as string) ? -1 : 1
}
