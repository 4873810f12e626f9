// Which source field a target field could take: by name, by what else it is called, by where it stands and by its kind, each with the reasons.
import type { FieldKind, InferredField } from '../schemas/infer.ts'
import { formatTarget } from './target.ts'
import { areSynonyms, isGeneric, synonymy, wordsOf } from './vocabulary.ts'

/** A target field, as the designer reads it out of a schema. */
export interface SuggestTarget {
  readonly names: readonly string[]
  /** In plain words: `text`, `decimal`, `date and time`, `list`. */
  readonly type: string
  readonly title?: string
  readonly fields?: readonly SuggestTarget[]
  readonly items?: readonly SuggestTarget[]
}

export interface Suggestion {
  /** The target of a row; within a list, of a row inside its `each` row. */
  readonly target: string
  /** Targets of the `each` rows around. */
  readonly within: readonly string[]
  /** JSONata: of the record, or of the item of the list that `within` goes over. */
  readonly expression: string
  /** Of an `each` row: its expression gives the items. */
  readonly isList: boolean
  /** From 0 to 1. Below 0.5 nothing is suggested. */
  readonly score: number
  /** Sentences for people. */
  readonly reasons: readonly string[]
}

/** What is less sure is wrong more often than it helps. */
const LEAST = 0.5

/** In the order of the targets. Each source field of a level is suggested for one target at most. */
export function suggestMappings(targets: readonly SuggestTarget[], source: readonly InferredField[]): Suggestion[] {
  return suggestLevel(targets, source, [], [])
}

function suggestLevel(
  targets: readonly SuggestTarget[],
  source: readonly InferredField[],
  base: readonly string[],
  within: readonly string[],
): Suggestion[] {
  const leaves = targets.flatMap(flatten)
  const near = source.filter(({ names, lists }) => startsWith(names, base) && names.length > base.length && isReachable(lists, base, names))
  const pairs = leaves.flatMap((target) =>
    near.flatMap((field) => {
      const match = compare(target, field, base.length)
      return match && match.score >= LEAST ? [{ target, field, ...match }] : []
    }),
  )
  const [takenTargets, takenFields] = [new Set<SuggestTarget>(), new Set<InferredField>()]
  const chosen = pairs
    .toSorted((a, b) => b.score - a.score || a.field.names.length - b.field.names.length)
    .filter(({ target, field }) => {
      if (takenTargets.has(target) || takenFields.has(field)) return false
      takenTargets.add(target)
      takenFields.add(field)
      return true
    })
  return leaves.flatMap((target) => {
    const found = chosen.find((pair) => pair.target === target)
    if (!found) return []
    const name = formatTarget(target.names)
    const one: Suggestion = {
      target: name,
      within,
      expression: formatTarget(found.field.names.slice(base.length)),
      isList: target.items !== undefined,
      score: found.score,
      reasons: found.reasons,
    }
    return target.items ? [one, ...suggestLevel(target.items, source, found.field.names, [...within, name])] : [one]
  })
}

/** Fields of groups for themselves; a group itself takes nothing. */
const flatten = (target: SuggestTarget): readonly SuggestTarget[] => (target.fields ? target.fields.flatMap(flatten) : [target])

const startsWith = (names: readonly string[], base: readonly string[]): boolean => base.every((name, i) => names[i] === name)

/** A value in a list further down has no one value up here; the list itself has. */
const isReachable = (lists: readonly number[], base: readonly string[], names: readonly string[]): boolean =>
  lists.every((depth) => depth <= base.length || depth === names.length)

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

function compare(
  target: SuggestTarget,
  field: InferredField,
  skip: number,
): { readonly score: number; readonly reasons: readonly string[] } | undefined {
  const kind = compareKinds(target, field.kind)
  if (kind === undefined) return undefined
  const [ours, theirs] = [wordsOf(target.names.at(-1) ?? ''), wordsOf(field.names.at(-1) ?? '')]
  const [ourPath, theirPath] = [target.names.map(wordsOf), field.names.slice(skip).map(wordsOf)]
  const name = compareNames(ours, theirs, target.title === undefined ? undefined : wordsOf(target.title), ourPath, theirPath)
  if (!name) return undefined
  const parent = compareParents(ourPath.slice(0, -1), theirPath.slice(0, -1))
  const isOutside = !parent && ourPath.length > 1 && isGeneric(ours)
  const elsewhere = ourPath.length > 1 && theirPath.length > 1 ? PARENT / 2 : 0
  const place = parent ? PARENT : isOutside ? -OUTSIDE : -elsewhere
  const score = name.score + (kind.score ?? 0) + place - DEEP * (theirPath.length - 1)
  return {
    score: Math.max(0, Math.min(1, Math.round(score * 100) / 100)),
    reasons: [name.reason, ...(parent ? [parent] : []), ...(kind.reason === undefined ? [] : [kind.reason])],
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
