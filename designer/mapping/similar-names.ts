// Which names are meant by a name that does not exist: those that stand in its place and look like it, and the same name elsewhere in the record.
import { namesBelow, quoteName } from '#designer/editor/path-values.ts'
import { isRecord } from '#shared/json.ts'

const MOST = 3
const MAX_DEPTH = 5
/** A share of letters that may differ; beyond it two names only look alike by chance. */
const MAX_DIFFERENCE = 0.45

/** Names below the values that look like this one, the most alike first. */
export function similarNames(name: string, values: readonly unknown[]): readonly string[] {
  const wanted = plain(name)
  return [...namesBelow(values).keys()]
    .map((one) => ({ one, difference: difference(wanted, plain(one)) }))
    .filter(({ difference: by }) => by <= MAX_DIFFERENCE)
    .toSorted((a, b) => a.difference - b.difference)
    .slice(0, MOST)
    .map(({ one }) => one)
}

/** Paths below the record that end in this name, the shortest first. */
export function sameNameElsewhere(name: string, record: unknown): readonly string[] {
  const found: string[] = []
  let level: readonly (readonly [path: string, value: unknown])[] = [['', record]]
  for (let depth = 0; depth < MAX_DEPTH && found.length < MOST; depth++) {
    level = level.flatMap(([path, value]) =>
      [...namesBelow([value])].map(([key, below]) => [path === '' ? quoteName(key) : `${path}.${quoteName(key)}`, below] as const),
    )
    for (const [path, value] of level) if (nameAtEnd(path) === name && value !== null && value !== undefined) found.push(path)
    level = level.filter(([, value]) => isRecord(value) || Array.isArray(value))
  }
  return found.slice(0, MOST)
}

export const nameAtEnd = (path: string) =>
  /(?:^|\.)(?:`([^`]*)`|([^.`]*))$/
    .exec(path)
    ?.slice(1)
    .find((part) => part !== undefined) ?? path

/** All values below a path's beginning, to look for names in. */
export const parentPath = (path: string) => path.replace(/(?:^|\.)(?:`[^`]*`|[^.`]*)$/, '')

const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** 0 for the same, 1 for nothing in common. One name within the other counts as near. */
function difference(a: string, b: string): number {
  if (a === b) return 0
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 1
  const within = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a))
  const edits = distance(a, b) / longest
  return within ? Math.min(edits, 0.3) : edits
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
