// Lists whose items have a key (mapping rows by target, cases of a switch by id), merged item by item; and the order of what is left.
import { changedOne } from './merge-choice.ts'

/** Merges one item; absent sides are `undefined`. */
type MergeItem<T> = (key: string, base: T | undefined, mine: T | undefined, theirs: T | undefined) => T | undefined

export function mergeKeyed<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (item: T) => string,
  merge: MergeItem<T>,
): readonly T[] {
  const only = changedOne(base, mine, theirs)
  if (only) return only.value
  const [before, here, there] = [keyed(base, keyOf), keyed(mine, keyOf), keyed(theirs, keyOf)]
  const merged = new Map<string, T>()
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const item = merge(key, before.get(key), here.get(key), there.get(key))
    if (item !== undefined) merged.set(key, item)
  }
  const order = mergeOrder([...before.keys()], [...here.keys()], [...there.keys()])
  return order.flatMap((key) => {
    const item = merged.get(key)
    return item === undefined ? [] : [item]
  })
}

/** Items by key; a second item with the same key, which is a mistake, gets a number to it. */
export function keyed<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    const name = keyOf(item)
    let key = name
    for (let number = 2; map.has(key); number++) key = `${name} ${number}`
    map.set(key, item)
  }
  return map
}

/** All keys of both sides. The order is mine, or theirs where only they changed it; what the other side added stands behind what it stood behind there. */
export function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const isKept = reorders(base, mine) || !reorders(base, theirs)
  const [lead, other] = isKept ? [mine, theirs] : [theirs, mine]
  const order = [...lead]
  const placed = new Set(order)
  for (const [index, key] of other.entries()) {
    if (placed.has(key)) continue
    const previous = index === 0 ? -1 : order.indexOf(other[index - 1] ?? '')
    order.splice(previous + 1, 0, key)
    placed.add(key)
  }
  return order
}

/** True when keys of both stand in another order. */
function reorders(before: readonly string[], after: readonly string[]): boolean {
  const [old, now] = [new Set(before), new Set(after)]
  const kept = after.filter((key) => old.has(key))
  return before.filter((key) => now.has(key)).some((key, index) => key !== kept[index])
}
