// Object constructors and grouping.
import { put } from './lookup.ts'
import { append, type Sequence } from './sequences.ts'
import { fail, spend } from './state.ts'

/** The context of all fields with literal names: a list as context is one group. */
export function groupData(input: unknown): unknown {
  if (!Array.isArray(input)) return input
  if (input.length < 2) return input[0]
  if (input.some((item) => item === undefined || Array.isArray(item))) return input.reduce(append)
  return input.slice()
}

type Pair = readonly [(context: unknown, tuple?: unknown) => unknown, (context: unknown, tuple?: unknown) => unknown]
interface Group {
  data: unknown
  /** Items before they are joined: joining one by one would copy the list for each. */
  items: unknown[] | undefined
  readonly pair: number
}

/** Fields with computed names: every item adds to the group of its name. */
export function groupBy(input: unknown, pairs: readonly Pair[], position: number): unknown {
  const items = Array.isArray(input) && input.length > 0 ? input : [Array.isArray(input) ? undefined : input]
  spend(items.length)
  const groups = new Map<string, Group>()
  for (let at = 0; at < items.length; at++) {
    for (let pair = 0; pair < pairs.length; pair++) {
      addToGroup(groups, (pairs[pair] as Pair)[0](items[at]), items[at], pair, position)
    }
  }
  const result = {}
  for (const [key, group] of inOrder(groups)) {
    const value = (pairs[group.pair] as Pair)[1](dataOf(group))
    if (value !== undefined) put(result, key, value)
  }
  return result
}

function addToGroup(groups: Map<string, Group>, key: unknown, item: unknown, pair: number, position: number): void {
  if (key === undefined) return
  if (typeof key !== 'string') fail('T1003', { position, value: key })
  if (key === '_jsonata_lambda' || key === '_jsonata_function') fail('D1013', { position, value: key })
  const known = groups.get(key)
  if (!known) {
    groups.set(key, { data: item, items: undefined, pair })
    return
  }
  if (known.pair !== pair) fail('D1009', { position, value: key })
  if (known.items) addItem(known.items, item)
  else if (known.data === undefined) known.data = item
  else if (item !== undefined) {
    known.items = Array.isArray(known.data) ? known.data.slice() : [known.data]
    addItem(known.items, item)
  }
}

function addItem(items: unknown[], item: unknown): void {
  if (Array.isArray(item)) items.push(...(item as unknown[]))
  else if (item !== undefined) items.push(item)
}

function dataOf(group: Group): unknown {
  return group.items ?? group.data
}

/** JavaScript's order of names: those that look like positions come first. */
function inOrder(groups: Map<string, Group>): [string, Group][] {
  const entries = [...groups]
  if (!entries.some(([key]) => isIndex(key))) return entries
  const positions = entries.filter(([key]) => isIndex(key)).toSorted(([a], [b]) => Number(a) - Number(b))
  return [...positions, ...entries.filter(([key]) => !isIndex(key))]
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4_294_967_295
}

type Tuple = Record<string, unknown>

/** The same over tuples, whose members are variables. */
export function groupTuples(input: unknown, pairs: readonly Pair[], position: number): unknown {
  if (!Array.isArray(input) || (input as Sequence).tupleStream !== true) return groupBy(input, pairs, position)
  const groups = new Map<string, Group>()
  for (const item of input as Tuple[]) {
    for (let pair = 0; pair < pairs.length; pair++) {
      addToGroup(groups, (pairs[pair] as Pair)[0](item['@'], item), item, pair, position)
    }
  }
  const result = {}
  for (const [key, group] of inOrder(groups)) {
    const tuple = joinTuples(dataOf(group))
    const value = (pairs[group.pair] as Pair)[1](tuple['@'], tuple)
    if (value !== undefined) put(result, key, value)
  }
  return result
}

/** One tuple of several: the values of each member joined. */
function joinTuples(tuples: unknown): Tuple {
  if (!Array.isArray(tuples)) return Object.assign(Object.create(null) as Tuple, tuples)
  const result = Object.assign(Object.create(null) as Tuple, tuples[0])
  for (const tuple of tuples.slice(1) as Tuple[]) {
    for (const [name, value] of Object.entries(tuple)) result[name] = append(result[name], value)
  }
  return result
}
