// Where two JSON values differ, place by place.
import { isRecord } from '../json.ts'
import { pointer } from './pointer.ts'

export interface ValueDifference {
  /** JSON pointer into the values; empty where they differ as a whole. */
  readonly path: string
  /** Absent where there is nothing on that side. */
  readonly before?: unknown
  readonly after?: unknown
}

/** Two values of a megabyte may differ everywhere: nobody reads more than this. */
const MOST = 200

/** In the order of their members, at most 200. */
export function valueDifferences(before: unknown, after: unknown): ValueDifference[] {
  const found: ValueDifference[] = []
  visit(before, after, [], found)
  return found
}

function visit(before: unknown, after: unknown, path: readonly string[], found: ValueDifference[]): void {
  if (found.length >= MOST || Object.is(before, after)) return
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++) visit(before[i], after[i], [...path, String(i)], found)
  } else if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      visit(own(before, name), own(after, name), [...path, name], found)
  } else {
    found.push({ path: pointer(...path), ...(before !== undefined && { before }), ...(after !== undefined && { after }) })
  }
}

const own = (value: Record<string, unknown>, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined)
