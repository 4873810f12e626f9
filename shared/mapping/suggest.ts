// Which source field a target field could take: by what both are in the retail model, then by name, by what else it is called, by where it stands and
// by its kind, each with the reasons.
import type { InferredField } from '../schemas/infer.ts'
import { fullName, type FullName } from './suggest-name.ts'
import { compare, type Comparison } from './suggest-compare.ts'
import { writeSuggestion } from './suggest-write.ts'
import { formatTarget } from './target.ts'
import type { ValueForm } from './value-form.ts'

/** A target field, as the designer reads it out of a schema. */
export interface SuggestTarget {
  readonly names: readonly string[]
  /** In plain words: `text`, `decimal`, `date and time`, `list`. */
  readonly type: string
  readonly title?: string
  readonly choices?: readonly string[]
  /** What it is in the retail model. */
  readonly retail?: string
  readonly form?: ValueForm
  readonly fields?: readonly SuggestTarget[]
  readonly items?: readonly SuggestTarget[]
}

/** A source field, with what it is in the retail model where that is known: `withTags`. */
export interface SuggestSource extends InferredField {
  readonly retail?: string
  /** How far back the step is that gave it: of two that are the same, the nearer one is meant. */
  readonly distance?: number
}

export interface Suggestion {
  /** The target of a row; within a list, of a row inside its `each` row. */
  readonly target: string
  /** Targets of the `each` rows around. */
  readonly within: readonly string[]
  /** JSONata as a rule has it: of the record, or of the item of the list that `within` goes over. */
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

/** In the order of the targets. What is recognised by name alone is suggested for one target at most. */
export function suggestMappings(targets: readonly SuggestTarget[], source: readonly SuggestSource[]): Suggestion[] {
  return suggestLevel(targets, { source, speaks: targets.some(speaksOfModel) }, [], [])
}

interface Given {
  readonly source: readonly SuggestSource[]
  /** The target says of its fields what they are in the retail model. */
  readonly speaks: boolean
}

const speaksOfModel = ({ retail, fields, items }: SuggestTarget): boolean =>
  retail !== undefined || (fields ?? []).some(speaksOfModel) || (items ?? []).some(speaksOfModel)

interface Pair extends Comparison {
  readonly target: SuggestTarget
  readonly field: SuggestSource
  /** In how many of the records it has a value. */
  readonly presence: number
}

function suggestLevel(targets: readonly SuggestTarget[], given: Given, base: readonly string[], within: readonly string[]): Suggestion[] {
  const { source, speaks } = given
  const leaves = targets.flatMap(flatten)
  const near = source.filter(({ names, lists }) => startsWith(names, base) && names.length > base.length && isReachable(lists, base, names))
  const presence = presenceIn(source, base.length)
  const pairs = leaves.flatMap((target) =>
    near.flatMap((field): Pair[] => {
      if (isListOfValues(target) && hasFields(field, source)) return []
      const match = compare(target, field, { skip: base.length, speaks })
      return match && match.score >= LEAST ? [{ target, field, presence: presence(field), ...match }] : []
    }),
  )
  const [chosen, takenFields] = [new Map<SuggestTarget, Pair>(), new Set<SuggestSource>()]
  for (const pair of pairs.toSorted(byRank)) {
    if (chosen.has(pair.target) || (!pair.byTag && takenFields.has(pair.field))) continue
    chosen.set(pair.target, pair)
    takenFields.add(pair.field)
  }
  return leaves.flatMap((target) => {
    const found = chosen.get(target)
    if (found) return [ruleFor(found, base, within), ...itemsOf(found, given, within)]
    const name = fullName(target, near, base.length)
    return name ? [ruleForName(target, name, within)] : []
  })
}

/** The surest first; of the same, what has a value more often, then what a nearer step gave, then what stands higher. */
const byRank = (a: Pair, b: Pair): number =>
  b.score - a.score ||
  b.presence - a.presence ||
  (a.field.distance ?? 0) - (b.field.distance ?? 0) ||
  a.field.names.length - b.field.names.length

function ruleFor({ target, field, score, reasons }: Pair, base: readonly string[], within: readonly string[]): Suggestion {
  const { expression, notes } = writeSuggestion(target, field, field.names.slice(base.length))
  return {
    target: formatTarget(target.names),
    within,
    expression,
    isList: target.items !== undefined,
    score,
    reasons: [...reasons, ...notes],
  }
}

function itemsOf({ target, field }: Pair, given: Given, within: readonly string[]): Suggestion[] {
  return target.items ? suggestLevel(target.items, given, field.names, [...within, formatTarget(target.names)]) : []
}

const ruleForName = (target: SuggestTarget, name: FullName, within: readonly string[]): Suggestion => ({
  target: formatTarget(target.names),
  within,
  isList: false,
  ...name,
})

/** Fields of groups for themselves; a group itself takes nothing. */
const flatten = (target: SuggestTarget): readonly SuggestTarget[] => (target.fields ? target.fields.flatMap(flatten) : [target])

const startsWith = (names: readonly string[], base: readonly string[]): boolean => base.every((name, i) => names[i] === name)

/** Takes texts or numbers, no records. */
const isListOfValues = ({ type, items }: SuggestTarget): boolean => type.startsWith('list of') && items === undefined

const hasFields = (list: SuggestSource, source: readonly SuggestSource[]): boolean =>
  source.some(({ names }) => names.length > list.names.length && startsWith(names, list.names))

/** A value in a list further down has no one value up here; the list itself has. */
const isReachable = (lists: readonly number[], base: readonly string[], names: readonly string[]): boolean =>
  lists.every((depth) => depth <= base.length || depth === names.length)

/** A field is there as often as all groups around it, down from the record or the item. */
function presenceIn(source: readonly SuggestSource[], skip: number): (field: SuggestSource) => number {
  const byPlace = new Map(source.map((field) => [JSON.stringify(field.names), field.presence]))
  return ({ names }) => names.slice(skip).reduce((all, _, i) => all * (byPlace.get(JSON.stringify(names.slice(0, skip + i + 1))) ?? 1), 1)
}
