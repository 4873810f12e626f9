// The amounts that can be picked for a balance: fields that the rows fill, sums of a field over lines, and the same of the source.
import { flatten, namesBelow, shortValue, step } from '#designer/editor/path-values.ts'
import { isRecord } from '#shared/json.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { writeBalanceAmount, type BalanceAmount } from '#shared/mapping/rule-forms/balance-amount.ts'
import { nameText } from '#shared/mapping/rule-forms/syntax.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import { wordsOf } from '#shared/mapping/vocabulary.ts'
import type { TargetField } from '../target-fields.ts'

export interface AmountChoice {
  readonly amount: BalanceAmount
  /** The amount as JSONata. */
  readonly value: string
  /** As people read it: `lines[].amount`. */
  readonly path: string
  /** The last name, in words. */
  readonly words: string
  /** The list's last name, in words. */
  readonly listWords?: string
  /** What a term is called when nobody gives it a name. */
  readonly label: string
  readonly example: string
}

export interface AmountSources {
  readonly fields: readonly TargetField[]
  readonly rows: readonly MappingRow[]
  /** Records that came out on the samples, and what came in. */
  readonly outputs: readonly unknown[]
  readonly records: readonly unknown[]
}

/** Of the result first. A field that no sample shows an amount in is offered only when its kind says it is one, or nobody can tell. */
export function amountChoices({ fields, rows, outputs, records }: AmountSources): readonly AmountChoice[] {
  const found = new Map<string, AmountChoice>()
  const add = (choice: AmountChoice) => {
    if (!found.has(choice.value)) found.set(choice.value, choice)
  }
  const shown = outputs.filter((output) => output !== undefined)
  for (const place of filledPlaces(rows, fields)) if (isOffered(place, shown)) add(choiceOf('result', place, shown))
  for (const place of seenPlaces(shown)) add(choiceOf('result', place, shown))
  for (const place of seenPlaces(records)) add(choiceOf('source', place, records))
  return [...found.values()]
}

interface Place {
  readonly list: readonly string[]
  readonly names: readonly string[]
  /** The declared kind in plain words; undefined where nothing declares it. */
  readonly type?: string
  readonly title?: string
}

function filledPlaces(rows: readonly MappingRow[], fields: readonly TargetField[], list: readonly string[] = []): Place[] {
  const declared = new Map(fields.flatMap(flat).map((field) => [field.target, field]))
  return rows.flatMap((row): Place[] => {
    const target = parseTarget(row.target)
    if (!target.ok) return []
    const field = declared.get(row.target)
    if (row.rule.kind === 'each') return filledPlaces(row.rule.rows, field?.items ?? [], [...list, ...target.names])
    const title = field?.title
    return [{ list, names: target.names, ...(field && { type: field.type }), ...(title !== undefined && { title }) }]
  })
}

const flat = (field: TargetField): readonly TargetField[] => [field, ...(field.fields ?? []).flatMap(flat)]

const AMOUNT_TYPES: ReadonlySet<string> = new Set(['decimal', 'number', 'whole number'])
const OPEN_TYPES: ReadonlySet<string> = new Set(['text', 'any', 'object'])

function isOffered(place: Place, outputs: readonly unknown[]): boolean {
  if (place.type !== undefined && AMOUNT_TYPES.has(place.type)) return true
  if (place.type !== undefined && !OPEN_TYPES.has(place.type)) return false
  const values = valuesAt(place, outputs)
  return values.length === 0 ? place.type === undefined && !isCode(place.names) : values.some(isAmount) && !isCode(place.names)
}

/** Deeper than any record that people add up. */
const MAX_DEPTH = 4
const MOST = 300

function seenPlaces(records: readonly unknown[]): Place[] {
  const found: Place[] = []
  const visit = (values: readonly unknown[], list: readonly string[], names: readonly string[]) => {
    for (const [name] of namesBelow(values)) {
      if (found.length >= MOST) return
      const here = [...names, name]
      const below = values.flatMap((value) => (isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : []))
      const isList = below.some((value) => Array.isArray(value) && value.some(isRecord))
      if (!isCode(here) && below.some(isAmount)) found.push({ list, names: here })
      if (list.length + here.length >= MAX_DEPTH) continue
      if (isList) visit(flatten(below), [...list, ...here], [])
      else visit(below.filter(isRecord), list, here)
    }
  }
  visit(records, [], [])
  return found
}

const DECIMAL = /^-?\d{1,15}(\.\d{1,8})?$/

function isAmount(value: unknown): boolean {
  if (isRecord(value)) return Object.hasOwn(value, 'amount') && !isRecord(value['amount']) && isAmount(value['amount'])
  return typeof value === 'number' || (typeof value === 'string' && DECIMAL.test(value))
}

/** What looks like a number and is none. */
const CODES: ReadonlySet<string> = new Set('id ids sku zip postcode phone code barcode ean gtin upc year version index position'.split(' '))
const CODE_NAMES: ReadonlySet<string> = new Set(['number', 'order number', 'name', 'reference', 'latitude', 'longitude'])

function isCode(names: readonly string[]): boolean {
  const words = wordsOf(names.at(-1) ?? '')
  return CODES.has(words.split(' ').at(-1) ?? '') || CODE_NAMES.has(words)
}

const valuesAt = ({ list, names }: Place, records: readonly unknown[]): readonly unknown[] =>
  [...list, ...names].reduce<readonly unknown[]>((values, name) => step(values, name), records)

function choiceOf(of: BalanceAmount['of'], place: Place, records: readonly unknown[]): AmountChoice {
  const { list, names, title } = place
  const path = (parts: readonly string[]) => parts.map(nameText).join('.')
  const amount: BalanceAmount = { of, field: path(names), orZero: false, ...(list.length > 0 && { list: path(list) }) }
  const last = names.at(-1) ?? ''
  const words = wordsOf(last)
  const listWords = list.length > 0 ? wordsOf(list.at(-1) ?? '') : undefined
  return {
    amount,
    value: writeBalanceAmount(amount),
    path: amount.list === undefined ? amount.field : `${amount.list}[].${amount.field}`,
    words,
    ...(listWords !== undefined && { listWords }),
    label: title ?? sentence(listWords === undefined ? words : `${listWords} ${words}`),
    example: shortValue(valuesAt(place, records).find(isAmount), 24),
  }
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
