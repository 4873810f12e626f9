// A mapping part under another name: every expression that calls it must follow.
import { partCallsIn } from '../mapping/parts/part-calls.ts'

/** The value with `$part("<from>", …)` called `to` in each expression within it; other texts stay as they are. */
export function renamePart<T>(value: T, from: string, to: string): T {
  if (typeof value === 'string') return (partCallsIn(value).names.includes(from) ? inText(value, from, to) : value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => renamePart(one, from, to)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamePart(one as unknown, from, to)])) as T
}

// Names of parts are small letters, digits and dashes: nothing in them means anything to a pattern.
const inText = (source: string, from: string, to: string): string =>
  source.replaceAll(new RegExp(String.raw`(\$part\s*\(\s*)(?:"${from}"|'${from}')`, 'g'), (_, call: string) => `${call}"${to}"`)
