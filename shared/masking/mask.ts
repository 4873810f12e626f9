// Replaces personal data and secrets in a record, so that a real case can be kept as a sample. What is replaced keeps its form (an e-mail address stays
// one, a postcode keeps its digits and letters), and the same value gets the same substitute everywhere in the record.
import { pointer } from '../flow/pointer.ts'
import { isRecord } from '../json.ts'
import { isPerson, MASK_RULES, plainName, type MaskKind } from './rules.ts'

export interface Masked {
  readonly value: unknown
  /** JSON pointers of the values that were replaced, in order; at most 1,000. */
  readonly paths: readonly string[]
}

export interface MaskOptions {
  /** More field names to replace, such as `note`. */
  readonly also?: readonly string[]
}

const MOST_PATHS = 1_000
/** Initials say nothing. */
const SHORTEST_WITHIN_TEXT = 2
/** Shorter names are words as well ("An", "Will"): they are looked for as they are written. */
const SHORTEST_ANY_CASE = 4
/** Within texts only so many values are looked for: a record names few people. */
const MOST_WITHIN_TEXT = 200

const EMAIL = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g
const IP = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g

export function maskRecord(record: unknown, options: MaskOptions = {}): Masked {
  const masking = newMasking(new Set((options.also ?? []).map(plainName)))
  const marked = mark(record, [], false, masking)
  const value = sweep(marked, [], masking)
  return { value, paths: masking.paths }
}

interface Masking {
  readonly also: ReadonlySet<string>
  /** Original text to substitute. */
  readonly known: Map<string, string>
  readonly kinds: Map<string, MaskKind>
  readonly counts: Map<MaskKind, number>
  /** What to look for within texts: made once, when the first go is over. */
  persons?: readonly string[]
  readonly paths: string[]
  readonly done: Set<string>
}

const newMasking = (also: ReadonlySet<string>): Masking => ({
  also,
  known: new Map(),
  kinds: new Map(),
  counts: new Map(),
  paths: [],
  done: new Set(),
})

/** First go: what a rule names. */
function mark(value: unknown, path: readonly string[], inPerson: boolean, masking: Masking): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, i) => mark(item, [...path, String(i)], inPerson, masking))
  if (!isRecord(value)) return value
  return rebuild(value, (name, member) => {
    const at = [...path, name]
    const kind = kindOf(name, inPerson, masking)
    if (kind !== undefined && (typeof member === 'string' || typeof member === 'number') && member !== '')
      return replace(member, kind, at, masking)
    if (kind !== undefined && Array.isArray(member)) {
      return member.map((item: unknown, i) =>
        typeof item === 'string' && item !== ''
          ? replace(item, kind, [...at, String(i)], masking)
          : mark(item, [...at, String(i)], inPerson, masking),
      )
    }
    return mark(member, at, inPerson || isPerson(name), masking)
  })
}

/** Second go: addresses in any text, and what was replaced in the first one, wherever it is repeated. */
function sweep(value: unknown, path: readonly string[], masking: Masking): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, i) => sweep(item, [...path, String(i)], masking))
  if (isRecord(value)) return rebuild(value, (name, member) => sweep(member, [...path, name], masking))
  if (typeof value !== 'string' || masking.done.has(pointer(...path))) return value
  const masked = maskText(value, masking)
  if (masked !== value) note(path, masking)
  return masked
}

function maskText(text: string, masking: Masking): string {
  let masked = text
    .replaceAll(EMAIL, (found) => substitute(found, 'email', masking))
    .replaceAll(IP, (found) => substitute(found, 'text', masking))
  for (const original of namesOf(masking)) {
    const replacement = masking.known.get(original)
    if (replacement !== undefined) masked = masked.replaceAll(asWord(original), () => replacement)
  }
  return masked
}

/** The name as a word of its own: "Tom" is no part of "customer". */
function asWord(name: string): RegExp {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, name.length < SHORTEST_ANY_CASE ? 'gu' : 'giu')
}

/** Of persons only: a town is also in the name of a store. The longest first, or "Maya" would be taken out of "Maya Okafor". */
function namesOf(masking: Masking): readonly string[] {
  masking.persons ??= [...masking.known]
    .filter(([original, made]) => original.length >= SHORTEST_WITHIN_TEXT && OF_PERSONS.some((kind) => masking.kinds.get(made) === kind))
    .map(([original]) => original)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_WITHIN_TEXT)
  return masking.persons
}

const OF_PERSONS: readonly MaskKind[] = ['name', 'email', 'phone', 'secret']

function kindOf(name: string, inPerson: boolean, masking: Masking): MaskKind | undefined {
  const plain = plainName(name)
  const rule = MASK_RULES.find(({ names, below }) => names.includes(plain) && (below === undefined || inPerson))
  return rule?.kind ?? (masking.also.has(plain) ? 'text' : undefined)
}

function replace(value: string | number, kind: MaskKind, path: readonly string[], masking: Masking): string | number {
  note(path, masking)
  if (typeof value === 'number') return Number(shape(String(Math.abs(value))))
  return substitute(value, kind, masking)
}

function note(path: readonly string[], masking: Masking): void {
  masking.done.add(pointer(...path))
  if (masking.paths.length < MOST_PATHS) masking.paths.push(pointer(...path))
}

function substitute(original: string, kind: MaskKind, masking: Masking): string {
  const known = masking.known.get(original)
  if (known !== undefined) return known
  const count = (masking.counts.get(kind) ?? 0) + 1
  masking.counts.set(kind, count)
  const made = SUBSTITUTES[kind](original, count)
  masking.known.set(original, made)
  masking.kinds.set(made, kind)
  return made
}

const SUBSTITUTES: Readonly<Record<MaskKind, (original: string, count: number) => string>> = {
  email: (_, count) => `person${count}@example.com`,
  name: (_, count) => `Name ${count}`,
  address: (_, count) => `Address ${count}`,
  text: (_, count) => `masked ${count}`,
  secret: (_, count) => `masked-${count}`,
  // Country code and length stay; the last digits tell numbers apart.
  phone: (original, count) =>
    numbered(
      original.replaceAll(/\d/g, (digit, at: number) => (at < 4 ? digit : '0')),
      count,
    ),
  shape,
}

/** Digits become 0, letters A: a postcode of the same form, in no place. */
function shape(original: string): string {
  return original
    .replaceAll(/\d/g, '0')
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/\p{Ll}/gu, 'a')
}

/** The last zeros become the number. */
function numbered(text: string, count: number): string {
  const digits = String(count)
  const last = text.lastIndexOf('0')
  return last < digits.length ? text : text.slice(0, last + 1 - digits.length) + digits + text.slice(last + 1)
}

/** A member called `__proto__` stays a member. */
function rebuild(value: Record<string, unknown>, each: (name: string, member: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, each(name, member)]))
}
