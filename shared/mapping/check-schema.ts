// Mapping rows against the schema of what they build: required fields that no row fills, targets that do not exist.
import type { Issue } from '../errors.ts'
import type { MappingRow } from '../flow/document.ts'
import { warning } from '../flow/say.ts'
import { isRecord } from '../json.ts'
import { say, type Sentence } from '../sentence.ts'
import type { JsonSchema } from '../model/descriptors.ts'
import { formatTarget, parseTarget } from './target.ts'

/**
 * Warnings with pointers below the list of rows: `required-unmapped` (at the list) and `target-unknown` (at the row).
 * Reads plain schemas of objects and lists; what it does not understand, it does not judge.
 * `consumer` names in sentences who asks for the fields, such as `Create sales order`.
 */
export function checkAgainstSchema(rows: readonly MappingRow[], schema: JsonSchema, consumer: string): Issue[] {
  const issues: Issue[] = []
  compare(rows, schema, consumer, '', '', issues)
  return issues
}

interface Placed {
  readonly row: MappingRow
  readonly pointer: string
  /** What is left of the target below the level that is looked at. */
  readonly names: readonly string[]
}

function compare(rows: readonly MappingRow[], schema: JsonSchema, consumer: string, pointer: string, place: string, issues: Issue[]): void {
  const placed = rows.flatMap((row, i): Placed[] => {
    const target = parseTarget(row.target)
    return target.ok ? [{ row, pointer: `${pointer}/${i}`, names: target.names }] : []
  })
  compareObject(placed, schema, { consumer, pointer, place, above: [] }, issues)
}

interface Level {
  readonly consumer: string
  /** Of the list of rows. */
  readonly pointer: string
  /** The `each` rows around, in words. */
  readonly place: string
  /** Target names above this level. */
  readonly above: readonly string[]
}

/** The `each` rows around stand before the sentence. */
const at = ({ place }: Level, sentence: Sentence): Sentence => (place === '' ? sentence : say`${place}${sentence}`)

function compareObject(rows: readonly Placed[], schema: JsonSchema, level: Level, issues: Issue[]): void {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  for (const member of required) {
    if (typeof member !== 'string' || rows.some(({ names }) => names[0] === member)) continue
    const title = isRecord(properties[member]) ? properties[member]['title'] : undefined
    const field = formatTarget([...level.above, member])
    const shown = typeof title === 'string' && title !== field ? `"${title}" (${field})` : `"${field}"`
    const unmapped = say`no row fills ${shown}, which "${level.consumer}" requires.`
    issues.push(warning(level.pointer, 'required-unmapped', at(level, unmapped), say`Add a row for ${field}.`))
  }
  const byName = Map.groupBy(rows, ({ names }) => names[0] ?? '')
  for (const [name, group] of byName) {
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (member === undefined && schema['additionalProperties'] === false) {
      for (const { row, pointer } of group) {
        const unknown = say`"${level.consumer}" has no field ${row.target}.`
        issues.push(warning(`${pointer}/target`, 'target-unknown', at(level, unknown), 'Correct the name, or remove the row.'))
      }
    }
    if (!isRecord(member)) continue
    const below = group.filter(({ names }) => names.length > 1).map((entry) => ({ ...entry, names: entry.names.slice(1) }))
    if (below.length > 0) compareObject(below, member, { ...level, above: [...level.above, name] }, issues)
    for (const { row, pointer, names } of group) {
      if (names.length > 1 || row.rule.kind !== 'each' || !isRecord(member['items'])) continue
      compare(row.rule.rows, member['items'], level.consumer, `${pointer}/rule/rows`, `${level.place}${row.target}: `, issues)
    }
  }
}
