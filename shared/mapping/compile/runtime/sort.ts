// A stable merge sort that does not recurse by item. It compares in the same order as the reference's, so that a comparison that fails is the same one.

/** A new list; `after(a, b)` tells that `a` belongs behind `b`. */
export function sortItems<T>(items: readonly T[], after: (a: T, b: T) => boolean): T[] {
  const source = items.slice()
  const target = items.slice()
  sortRange(source, target, 0, items.length, after)
  return target
}

/** Sorts `[from, to)` of both lists, which hold the same, into `target`. As deep as the logarithm of the length. */
function sortRange<T>(source: T[], target: T[], from: number, to: number, after: (a: T, b: T) => boolean): void {
  if (to - from <= 1) return
  const middle = from + Math.floor((to - from) / 2)
  sortRange(target, source, from, middle, after)
  sortRange(target, source, middle, to, after)
  let left = from
  let right = middle
  let at = from
  while (left < middle && right < to)
    target[at++] = after(source[left] as T, source[right] as T) ? (source[right++] as T) : (source[left++] as T)
  while (left < middle) target[at++] = source[left++] as T
  while (right < to) target[at++] = source[right++] as T
}
