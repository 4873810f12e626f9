// Which fields came, went or changed since a mapping was last looked at: for the badges New, Missing and Changed, and for publishing.
import type { ReviewedFields } from '../flow/nodes/reviewed.ts'
import { FORBIDDEN_KEYS } from '../json.ts'
import { formatTarget } from '../mapping/target.ts'
import type { JsonSchema } from '../model/descriptors.ts'
import type { InferredField } from './infer.ts'
import { leavesOf } from './schema-leaves.ts'

export interface FieldDrift {
  /** The field's path; of fields in lists, behind the list's name: `lines.sku`. */
  readonly target: string
  readonly kind: 'new' | 'missing' | 'changed'
  /** It is required now. */
  readonly required: boolean
  readonly before?: string
  readonly after?: string
}

/** A field's kind, whether it is required, and its choices, as one text. */
export type FieldWords = Readonly<Record<string, string>>

/** Beyond this a list of choices says nothing to anybody. */
const MOST_CHOICES = 20
const MOST_FIELDS = 3_000

export function wordsOfSchema(schema: JsonSchema): FieldWords {
  return Object.fromEntries(
    [...leavesOf(schema)].slice(0, MOST_FIELDS).flatMap(([place, { type, required, choices }]) => {
      const names = JSON.parse(place) as string[]
      if (names.some((name) => FORBIDDEN_KEYS.has(name))) return []
      const some = choices.length > 0 && choices.length <= MOST_CHOICES ? `=${choices.join('|')}` : ''
      return [[formatTarget(names), `${type}${required ? '!' : ''}${some}`.slice(0, 400)]]
    }),
  )
}

/** What samples show; a field without a value on any of them has no kind. */
export function wordsOfSamples(fields: readonly InferredField[]): FieldWords {
  return Object.fromEntries(
    fields
      .slice(0, MOST_FIELDS)
      .filter(({ names }) => !names.some((name) => FORBIDDEN_KEYS.has(name)))
      .map(({ names, kind, confidence }) => [formatTarget(names), confidence === 0 ? '' : kind]),
  )
}

export const reviewOf = (fields: FieldWords): ReviewedFields => ({ fingerprint: fingerprintOf(fields), fields: { ...fields } })

/** In the order of the fields as they are now; what is missing stands behind. A field that came or went with all that is below it is told once. */
export function driftSince(reviewed: ReviewedFields, now: FieldWords): readonly FieldDrift[] {
  if (reviewed.fingerprint === fingerprintOf(now)) return []
  const before = reviewed.fields
  const isTold = (target: string, other: FieldWords) => {
    const parent = parentOf(target)
    return parent !== '' && !Object.hasOwn(other, parent)
  }
  const found = Object.entries(now).flatMap(([target, after]): FieldDrift[] => {
    const required = isRequired(after)
    const old = Object.hasOwn(before, target) ? before[target] : undefined
    if (old === undefined) return isTold(target, before) && !required ? [] : [{ target, kind: 'new', required, after }]
    return isSameKind(old, after) ? [] : [{ target, kind: 'changed', required, before: old, after }]
  })
  const gone = Object.entries(before).flatMap(([target, old]): FieldDrift[] =>
    Object.hasOwn(now, target) || isTold(target, now) ? [] : [{ target, kind: 'missing', required: false, before: old }],
  )
  return [...found, ...gone]
}

/** `was text, is a number; required now`: `changed` and `new` in words. */
export const kindOfWords = (words: string): string => words.replace(/!?(=.*)?$/s, '')
export const isRequired = (words: string): boolean => /!(=|$)/.test(words)
export const choicesOfWords = (words: string): readonly string[] => words.match(/=(.*)$/s)?.[1]?.split('|') ?? []

/** A kind that nobody knows differs from none; numbers are numbers, with decimals or without. */
function isSameKind(a: string, b: string): boolean {
  if (a === b || a === '' || b === '') return true
  const numbers = new Set(['number', 'decimal'])
  return numbers.has(a) && numbers.has(b)
}

const parentOf = (target: string): string => (target.includes('.') && !target.endsWith('`') ? target.slice(0, target.lastIndexOf('.')) : '')

/** 53 bits (cyrb53): enough to tell that something changed; the fields say what. */
function fingerprintOf(fields: FieldWords): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57]
  const text = Object.entries(fields)
    .map(([target, words]) => `${target}\u0000${words}`)
    .toSorted()
    .join('\u0001')
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    one = Math.imul(one ^ code, 2654435761)
    two = Math.imul(two ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36)
}
