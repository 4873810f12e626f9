// Where two JSON values differ, path by path.
import { isRecord } from '#shared/json.ts'

export interface Difference {
  /** Names and positions on the way to the place. */
  readonly keys: readonly string[]
  readonly expected: string
  readonly actual: string
}

const MOST = 50
const text = (value: unknown) => (value === undefined ? '—' : JSON.stringify(value))

export function differences(expected: unknown, actual: unknown): readonly Difference[] {
  const found: Difference[] = []
  const visit = (a: unknown, b: unknown, keys: readonly string[]) => {
    if (found.length >= MOST || Object.is(a, b)) return
    if (Array.isArray(a) && Array.isArray(b)) {
      for (let i = 0; i < Math.max(a.length, b.length); i++) visit(a[i], b[i], [...keys, String(i)])
    } else if (isRecord(a) && isRecord(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) visit(a[key], b[key], [...keys, key])
    } else found.push({ keys, expected: text(a), actual: text(b) })
  }
  visit(expected, actual, [])
  return found
}
