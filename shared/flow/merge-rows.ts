// Mapping rows of both sides: matched by target, and within a row its rule, its note and whether it is required are told apart.
import { formatTarget, parseTarget } from '../mapping/target.ts'
import { targetNames, targetTitle, type RowFields } from './diff-rows.ts'
import { say } from '../sentence.ts'
import { ruleWords, shorten } from './diff-words.ts'
import type { MappingRow, MappingRule } from './document.ts'
import { valueWords, type Arbiter, type Place } from './merge-choice.ts'
import { mergeKeyed } from './merge-lists.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

type Rows = readonly MappingRow[]

/** A person decides by these words: they must show where two rules differ. */
const MOST_CHARACTERS = 600

/** `place` is the list of rows; `what` there is what they belong to, such as `Mapping "Map order"`, or the row of the list around them. */
export function mergeRows(arbiter: Arbiter, place: Place, base: Rows, mine: Rows, theirs: Rows, isInList = false): readonly MappingRow[] {
  const { fields } = place
  return mergeKeyed(base, mine, theirs, rowKey, (key, before, here, there) => {
    const field = fields ? targetTitle(fields, key) : key
    const at: Place = {
      ...place,
      subject: 'mapping-row',
      id: place.id + pointer(key),
      what: isInList ? say`${place.what} → ${field}` : say`${place.what}: ${field}`,
    }
    if (before && here && there) return mergeRow(arbiter, at, key, before, here, there)
    return arbiter.pick(at, before, here, there, (row) => (row ? takes(row.rule) : say`no longer fills it`))
  })
}

/** One field can be written in two ways. */
export function rowKey({ target }: MappingRow): string {
  const parsed = parseTarget(target)
  return parsed.ok ? formatTarget(parsed.names) : target
}

function mergeRow(arbiter: Arbiter, at: Place, key: string, base: MappingRow, mine: MappingRow, theirs: MappingRow): MappingRow {
  const place = (member: string): Place => ({ ...at, id: `${at.id}/${member}` })
  const required = arbiter.pick(place('required'), base.required, mine.required, theirs.required, (value) =>
    value === true ? say`requires it` : say`does not require it`,
  )
  const note = arbiter.pick({ ...place('note'), what: say`${at.what} (note)` }, base.note, mine.note, theirs.note, valueWords)
  return {
    target: isSame(mine.target, base.target) ? theirs.target : mine.target,
    rule: mergeRule(arbiter, place('rule'), key, base.rule, mine.rule, theirs.rule),
    ...(required !== undefined && { required }),
    ...(note !== undefined && { note }),
  }
}

function mergeRule(arbiter: Arbiter, at: Place, key: string, base: MappingRule, mine: MappingRule, theirs: MappingRule): MappingRule {
  if (base.kind !== 'each' || mine.kind !== 'each' || theirs.kind !== 'each') return arbiter.pick(at, base, mine, theirs, takes)
  const items = arbiter.pick(
    { ...at, id: `${at.id}/items`, what: say`${at.what} (the list)` },
    base.items,
    mine.items,
    theirs.items,
    (text) => say`has one item for each of ${shorten(text, MOST_CHARACTERS)}`,
  )
  const inside: Place = { ...at, id: `${at.id}/rows`, what: at.what, ...(at.fields && { fields: within(at.fields, key) }) }
  return { kind: 'each', items, rows: [...mergeRows(arbiter, inside, base.rows, mine.rows, theirs.rows, true)] }
}

const within = (fields: RowFields, key: string): RowFields => ({ ...fields, names: [...fields.names, ...targetNames(key)] })

const takes = (rule: MappingRule) => say`takes ${ruleWords(rule, MOST_CHARACTERS)}`
