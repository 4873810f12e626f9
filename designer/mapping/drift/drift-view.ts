// Drift as the workbench shows it: by line of the grid and by field of the source.
import type { MappingRow } from '#shared/flow/document.ts'
import type { Reviewed } from '#shared/flow/nodes/reviewed.ts'
import { analyseRows } from '#shared/mapping/analyse.ts'
import { formatTarget, parseTarget } from '#shared/mapping/target.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import {
  choicesOfWords,
  driftSince,
  isRequired,
  kindOfWords,
  reviewOf,
  wordsOfSamples,
  wordsOfSchema,
  type FieldDrift,
  type FieldWords,
} from '#shared/schemas/field-drift.ts'
import { inferFields } from '#shared/schemas/infer.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import { rowAt } from '../edit-rows.ts'
import { isReady, type MappingSample } from '../mapping-samples.ts'

/** The fields as they are now; a side that is not known yet is left out. */
export interface FieldsNow {
  readonly target?: FieldWords
  readonly source?: FieldWords
}

/** `samples` must all have come: a field that one shows is no news when another one comes. */
export function fieldsNow(schema: JsonSchema | undefined, samples: readonly MappingSample[]): FieldsNow {
  const isThere = samples.length > 0 && samples.every(isReady)
  const seen = isThere ? wordsOfSamples(inferFields(samples.map(({ record }) => record))) : {}
  return { ...(schema && { target: wordsOfSchema(schema) }), ...(Object.keys(seen).length > 0 && { source: seen }) }
}

/** What the flow keeps when somebody has looked: everything, or only what it does not have yet. */
export function reviewedNow(now: FieldsNow, before: Reviewed = {}): Reviewed {
  return {
    ...before,
    ...(now.target && !before.target && { target: reviewOf(now.target) }),
    ...(now.source && !before.source && { source: reviewOf(now.source) }),
  }
}

/** What is read from the system for the first time is seen by whoever reads it: it is no news. Undefined where nobody has looked yet. */
export function reviewedWithFirst(reviewed: Reviewed | undefined, declared: JsonSchema, withSystem: JsonSchema): Reviewed | undefined {
  if (!reviewed?.target) return undefined
  const before = wordsOfSchema(declared)
  const added = Object.entries(wordsOfSchema(withSystem)).filter(([target]) => !Object.hasOwn(before, target))
  return { ...reviewed, target: reviewOf({ ...reviewed.target.fields, ...Object.fromEntries(added) }) }
}

export interface Drift {
  readonly target: ReadonlyMap<string, FieldDrift>
  readonly source: ReadonlyMap<string, FieldDrift>
}

const NONE: Drift = { target: new Map(), source: new Map() }

export function driftOf(reviewed: Reviewed | undefined, now: FieldsNow, rows: readonly MappingRow[]): Drift {
  if (!reviewed) return NONE
  const byPath = (list: readonly FieldDrift[]) => new Map(list.map((one) => [one.target, one]))
  const target = reviewed.target && now.target ? driftSince(reviewed.target, now.target) : []
  const source = reviewed.source && now.source ? driftSince(reviewed.source, now.source) : []
  // Samples come and go: a field that none of them has is news only where a rule reads it.
  const read = source.some(({ kind }) => kind === 'missing') ? analyseRows(rows).flatMap(({ paths }) => paths) : []
  const matters = ({ kind, target: path }: FieldDrift) =>
    kind !== 'missing' || read.some((one) => one === path || one.startsWith(`${path}.`))
  return { target: byPath(target), source: byPath(source.filter(matters)) }
}

/** The path of a line's field from the record: `lines.sku`. */
export function pathOfLine(rows: readonly MappingRow[], container: string, target: string): string {
  const steps = container === '' ? [] : container.split('.rows.')
  const above = steps.flatMap((_, level) => namesOf(rowAt(rows, steps.slice(0, level + 1).join('.rows.'))?.target ?? ''))
  return formatTarget([...above, ...namesOf(target)])
}

function namesOf(target: string): readonly string[] {
  const parsed = parseTarget(target)
  return parsed.ok ? parsed.names : [target]
}

/** `was text, is a number · required now`. */
export function driftWords({ kind, before = '', after = '', required }: FieldDrift): string {
  if (kind === 'missing') return t('is not there any more')
  if (kind === 'new') return required ? t('is new, and required') : t('is new')
  const [old, now] = [kindOfWords(before), kindOfWords(after)]
  const [gone, added] = [without(choicesOfWords(before), choicesOfWords(after)), without(choicesOfWords(after), choicesOfWords(before))]
  return [
    ...(old === now ? [] : [t('was {{before}}, is {{after}}', { before: kindWords(old), after: kindWords(now) })]),
    ...(isRequired(before) === required ? [] : [required ? t('is required now') : t('is not required any more')]),
    ...(gone.length > 0 ? [t('no longer takes {{choices}}', { choices: gone.join(', ') })] : []),
    ...(added.length > 0 ? [t('also takes {{choices}}', { choices: added.join(', ') })] : []),
  ].join(' · ')
}

/** Kinds that schemas and samples tell, as people read them; what is not here has a format behind it. */
const KINDS: readonly string[] = [
  phrase('text'),
  phrase('a whole number'),
  phrase('a number'),
  phrase('yes or no'),
  phrase('a list'),
  phrase('a group'),
  phrase('anything'),
]

const kindWords = (kind: string) => (kind === '' ? t('unknown so far') : KINDS.includes(kind) ? t(kind) : kind)

const without = (list: readonly string[], others: readonly string[]) => list.filter((one) => !others.includes(one))
