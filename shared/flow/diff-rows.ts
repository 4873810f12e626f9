// Mapping rows that came, went or changed, matched by target.
import { fieldTitles } from '../mapping/schema-fields.ts'
import { formatTarget, parseTarget } from '../mapping/target.ts'
import type { JsonSchema } from '../model/descriptors.ts'
import { say, type Words } from '../sentence.ts'
import { ruleWords, shorten, verbWords, type ToldChange } from './diff-words.ts'
import type { MappingRow } from './document.ts'
import { isSame } from './same.ts'

/** What rows fill, and the names of the lists around them: rows are called by the titles of their fields. */
export interface RowFields {
  readonly schema?: JsonSchema
  readonly names: readonly string[]
}

export interface RowPlace extends RowFields {
  readonly nodeId: string
  readonly label: string
  /** Of the list of rows. */
  readonly pointer: string
  /** Targets of the `each` rows around, each followed by an arrow. */
  readonly above?: string
}

export const targetNames = (text: string): readonly string[] => {
  const target = parseTarget(text)
  return target.ok ? target.names : []
}

/** A row's target, by title where the schema has one: `order_line` is `Order lines`. */
export function targetTitle({ schema, names }: RowFields, target: string): string {
  const own = targetNames(target)
  const titles = fieldTitles(schema, [...names, ...own]).slice(names.length)
  const hasTitle = titles.some((title, i) => title !== own[i])
  return hasTitle ? titles.join(' › ') : target
}

const fieldOf = (place: RowPlace, row: MappingRow) => (place.above ?? '') + targetTitle(place, row.target)

export function rowChanges(place: RowPlace, before: readonly MappingRow[], after: readonly MappingRow[]): ToldChange[] {
  if (isSame(before, after)) return []
  const changes: ToldChange[] = []
  const old = keyed(before)
  const now = keyed(after)
  for (const [key, { row, index }] of old) {
    if (!now.has(key)) changes.push(change(place, 'removed', `/${index}`, say`${fieldOf(place, row)} is no longer filled`, row, undefined))
  }
  for (const [key, { row, index }] of now) {
    const earlier = old.get(key)
    if (earlier) changes.push(...changesOf(place, index, earlier.row, row))
    else
      changes.push(change(place, 'added', `/${index}`, say`${fieldOf(place, row)} is new and takes ${ruleWords(row.rule)}`, undefined, row))
  }
  const isReordered = JSON.stringify([...old.keys()]) !== JSON.stringify([...now.keys()])
  if (changes.length === 0 && isReordered)
    changes.push(
      change(
        place,
        'moved',
        '',
        place.above ? say`the order of the rows changed in ${place.above}` : say`the order of the rows changed`,
        before,
        after,
      ),
    )
  return changes
}

/** Rows by target; a second row with the same target, which is a mistake, by its number as well. */
function keyed(rows: readonly MappingRow[]): ReadonlyMap<string, { readonly row: MappingRow; readonly index: number }> {
  const map = new Map<string, { row: MappingRow; index: number }>()
  for (const [index, row] of rows.entries()) {
    const target = parseTarget(row.target)
    const name = target.ok ? formatTarget(target.names) : row.target
    let key = name
    for (let number = 2; map.has(key); number++) key = `${name} ${number}`
    map.set(key, { row, index })
  }
  return map
}

function changesOf(place: RowPlace, index: number, old: MappingRow, now: MappingRow): ToldChange[] {
  const field = fieldOf(place, now)
  const changes: ToldChange[] = []
  const tell = (member: string, sentence: Words, before: unknown, after: unknown) =>
    changes.push(change(place, 'changed', `/${index}${member}`, sentence, before, after))

  if (old.target !== now.target) tell('/target', say`${now.target} is now written so instead of ${old.target}`, old.target, now.target)
  if (old.rule.kind === 'each' && now.rule.kind === 'each') {
    if (old.rule.items !== now.rule.items) {
      tell(
        '/rule/items',
        say`${field} now has one item for each of ${shorten(now.rule.items)} instead of ${shorten(old.rule.items)}`,
        old.rule.items,
        now.rule.items,
      )
    }
    const inside = {
      ...place,
      pointer: `${place.pointer}/${index}/rule/rows`,
      above: `${field} → `,
      names: [...place.names, ...targetNames(now.target)],
    }
    changes.push(...rowChanges(inside, old.rule.rows, now.rule.rows))
  } else if (!isSame(old.rule, now.rule)) {
    tell('/rule', say`${field} now takes ${ruleWords(now.rule)} instead of ${ruleWords(old.rule)}`, old.rule, now.rule)
  }
  if ((old.required ?? false) !== (now.required ?? false))
    tell('/required', now.required ? say`${field} is now required` : say`${field} is no longer required`, old.required, now.required)
  if (old.note !== now.note) tell('/note', say`the note of ${field} ${verbWords(old.note, now.note)}`, old.note, now.note)
  return changes
}

function change(place: RowPlace, kind: ToldChange['kind'], at: string, words: Words, before: unknown, after: unknown): ToldChange {
  return {
    kind,
    subject: 'mapping-row',
    nodeId: place.nodeId,
    path: place.pointer + at,
    sentence: say`Mapping "${place.label}": ${words}`,
    before,
    after,
  }
}
