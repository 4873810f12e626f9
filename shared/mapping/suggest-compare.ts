// How well a source field fits a target field, and why.
import type { FieldKind } from '../schemas/infer.ts'
import { kinship, sayListTag, sayTag } from '../retail/tags.ts'
import type { SuggestSource, SuggestTarget } from './suggest.ts'
import { matches } from './value-form.ts'
import { areSynonyms, isGeneric, synonymy, wordsOf } from './vocabulary.ts'

export interface Comparison {
  readonly score: number
  /** Sentences for people. */
  readonly reasons: readonly string[]
  /** Both are known to be the same field of the retail model. */
  readonly byTag: boolean
}

const TAG_SAME = 1
const TAG_KIN = 0.9
const NAME_EQUAL = 0.75
const NAME_SYNONYM = 0.6
/** Among synonyms the better word. */
const BETTER_WORD = 0.08
/** A word that means nothing outside its group, taken from outside. */
const OUTSIDE = 0.4
const NAME_PART = 0.45
const TITLE_EQUAL = 0.6
const PARENT = 0.2
const KIND = 0.15
const STRONG_KIND = 0.25
/** What stands at the top of a record is meant more often than what lies deep in it. */
const DEEP = 0.04

/**
 * Undefined where the one is not the other. `skip`: so many of the field's names lead to the list whose items are mapped. `speaks`: some of the
 * target's fields say what they are in the retail model.
 */
export function compare(
  target: SuggestTarget,
  field: SuggestSource,
  { skip, speaks }: { readonly skip: number; readonly speaks: boolean },
): Comparison | undefined {
  if (isNoChoice(target, field) || isRefused(target, field)) return undefined
  if (field.retail === undefined) return compareByName(target, field, skip)
  if (target.retail !== undefined) return compareTags(target, target.retail, field, field.retail)
  // A target that speaks of the model and does not name this field has no place for what the source is known to be.
  return speaks ? undefined : compareByName(target, field, skip)
}

/** A text that is none of the target's choices needs a translation, not a copy. */
const isNoChoice = ({ choices }: SuggestTarget, { example }: SuggestSource): boolean =>
  choices !== undefined && example !== undefined && !choices.includes(typeof example === 'string' ? example : JSON.stringify(example))

/** A text that the target's pattern refuses; a day is made of an instant first. */
function isRefused({ form, type }: SuggestTarget, { example, kind }: SuggestSource): boolean {
  if (form?.pattern === undefined || typeof example !== 'string' || example === '') return false
  return !(kind === 'date and time' && (form.isDay === true || type === 'date')) && !matches(form.pattern, example)
}

/** Where both sides say what they are, names say nothing more. */
function compareTags(target: SuggestTarget, wanted: string, field: SuggestSource, given: string): Comparison | undefined {
  const related = kinship(wanted, given)
  const isList = target.items !== undefined || target.type.startsWith('list')
  if (related === undefined || isList !== (field.kind === 'list') || field.kind === 'object') return undefined
  if ((target.type === 'yes/no') !== (field.kind === 'yes/no')) return undefined
  const say = isList ? sayListTag : sayTag
  const [ours, theirs] = [say(wanted), say(given)]
  const reason = ours === theirs ? `Both are ${theirs}.` : `The source is ${theirs}, the target is ${ours}.`
  return { score: related === 'same' ? TAG_SAME : TAG_KIN, reasons: [reason], byTag: true }
}

function compareByName(target: SuggestTarget, field: SuggestSource, skip: number): Comparison | undefined {
  const kind = compareKinds(target, field.kind)
  if (kind === undefined) return undefined
  const [ours, theirs] = [wordsOf(target.names.at(-1) ?? ''), wordsOf(field.names.at(-1) ?? '')]
  const [ourPath, theirPath] = [target.names.map(wordsOf), field.names.slice(skip).map(wordsOf)]
  const name = compareNames(ours, theirs, target.title === undefined ? undefined : wordsOf(target.title), ourPath, theirPath)
  if (!name) return undefined
  const parent = compareParents(ourPath.slice(0, -1), theirPath.slice(0, -1))
  const isOutside = !parent && ourPath.length > 1 && isGeneric(ours)
  // The id of an order is never that of its customer.
  if (isOutside && ours === 'id') return undefined
  const elsewhere = ourPath.length > 1 && theirPath.length > 1 ? PARENT / 2 : 0
  const place = parent ? PARENT : isOutside ? -OUTSIDE : -elsewhere
  const score = name.score + (kind.score ?? 0) + place - DEEP * (theirPath.length - 1)
  return {
    score: Math.max(0, Math.min(1, Math.round(score * 100) / 100)),
    reasons: [name.reason, ...(parent ? [parent] : []), ...(kind.reason === undefined ? [] : [kind.reason])],
    byTag: false,
  }
}
interface Match {
  readonly score: number
  readonly reason: string
}

function compareNames(
  ours: string,
  theirs: string,
  title: string | undefined,
  ourPath: readonly string[],
  theirPath: readonly string[],
): Match | undefined {
  if (ours === theirs) return { score: NAME_EQUAL, reason: `Both are called ${theirs}.` }
  // `customer.name` and `customer_name`: the group is a part of the name.
  if (ourPath.join(' ') === theirPath.join(' ')) return { score: NAME_EQUAL, reason: `Both are called ${theirPath.join(' ')}.` }
  const close = synonymy(ours, theirs)
  if (close !== undefined) return { score: NAME_SYNONYM + BETTER_WORD * close, reason: `“${theirs}” is another word for “${ours}”.` }
  if (title !== undefined && (title === theirs || areSynonyms(title, theirs)))
    return { score: TITLE_EQUAL, reason: `The target’s title “${title}” means “${theirs}”.` }
  const [a, b] = [new Set(ours.split(' ')), new Set(theirs.split(' '))]
  const shared = [...a].filter((word) => word.length > 1 && b.has(word))
  if (shared.length === 0) return undefined
  const part = shared.length / Math.max(a.size, b.size)
  return { score: NAME_PART * part, reason: `Both names have ${shared.map((word) => `“${word}”`).join(' and ')}.` }
}

function compareParents(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const [mine, other] = [ours.at(-1), theirs.at(-1)]
  if (mine === undefined || other === undefined) return undefined
  const isSame =
    mine === other || areSynonyms(mine, other) || mine.split(' ').some((word) => word.length > 3 && other.split(' ').includes(word))
  return isSame ? `They stand in “${mine}” and “${other}”.` : undefined
}

/** Undefined where one can never become the other. */
function compareKinds(target: SuggestTarget, kind: FieldKind): { readonly score?: number; readonly reason?: string } | undefined {
  const { type } = target
  const wantsList = target.items !== undefined || type.startsWith('list')
  if (wantsList !== (kind === 'list') || kind === 'object') return undefined
  if (type === 'date and time' || type === 'date')
    return kind === 'date and time' || kind === 'date' ? { score: STRONG_KIND, reason: 'Both are dates.' } : undefined
  if (type === 'yes/no') return kind === 'yes/no' ? { score: STRONG_KIND, reason: 'Both are yes or no.' } : undefined
  if (type === 'e-mail') return kind === 'e-mail' ? { score: STRONG_KIND, reason: 'Both are e-mail addresses.' } : undefined
  if (type === 'decimal' || type.endsWith('number')) {
    if (kind === 'decimal' || kind === 'number') return { score: KIND, reason: 'Both are numbers.' }
    return kind === 'text' ? {} : undefined
  }
  return kind === 'yes/no' ? undefined : { ...(type === 'text' && kind === 'text' && { score: KIND / 3 }) }
}
