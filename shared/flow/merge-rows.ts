// Mapping rows of both sides: matched by target, and within a row its rule, its note and whether it is required are told apart.
import { formatTarget, parseTarget } from '../mapping/target.ts'
import { targetNames, targetTitle, type RowFields } from './diff-rows.ts'
import { ruleWords, shorten } from './diff-words.ts'
import type { MappingRow, MappingRule } from './document.ts'
import { valueWords, type Arbiter, type Place } from './merge-choice.ts'
import { mergeKeyed } from './merge-lists.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

type Rows = readonly MappingRow[]

/** A person decides by these words: they must show where two rules differ. */
const MOST_CHARACTERS = 600

/** `place` is the list of rows; `what` there ends before the target, such as `Mapping "Map order": `. */
export function mergeRows(arbiter: Arbiter, place: Place, base: Rows, mine: Rows, theirs: Rows): readonly MappingRow[] {
  const { fields } = place
  return mergeKeyed(base, mine, theirs, rowKey, (key, before, here, there) => {
    const at: Place = {
      ...place,
      subject: 'mapping-row',
      id: place.id + pointer(key),
      what: place.what + (fields ? targetTitle(fields, key) : key),
    }
    if (before && here && there) return mergeRow(arbiter, at, key, before, here, there)
    return arbiter.pick(at, before, here, there, (row) => (row ? takes(row.rule) : 'no longer fills it'))
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
    value === true ? 'requires it' : 'does not require it',
  )
  const note = arbiter.pick({ ...place('note'), what: `${at.what} (note)` }, base.note, mine.note, theirs.note, valueWords)
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
    { ...at, id: `${at.id}/items`, what: `${at.what} (the list)` },
    base.items,
    mine.items,
    theirs.items,
    (text) => `has one item for each of ${shorten(text, MOST_CHARACTERS)}`,
  )
  const inside: Place = { ...at, id: `${at.id}/rows`, what: `${at.what} → `, ...(at.fields && { fields: within(at.fields, key) }) }
  return { kind: 'each', items, rows: [...mergeRows(arbiter, inside, base.rows, mine.rows, theirs.rows)] }
}

const within = (fields: RowFields, key: string): RowFields => ({ ...fields, names: [...fields.names, ...targetNames(key)] })

const takes = (rule: MappingRule) => `takes ${ruleWords(rule, MOST_CHARACTERS)}`
