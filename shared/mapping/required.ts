// Required target fields that got no value.
import type { Issue } from '../errors.ts'
import { error } from '../flow/say.ts'
import { isRecord } from '../json.ts'
import { say, type Words } from '../sentence.ts'
import type { MappingRow } from '../flow/document.ts'
import { pointer } from '../flow/pointer.ts'
import { parseTarget } from './target.ts'

// A list of 10,000 lines with the same mistake needs no 10,000 sentences.
const MOST_ISSUES = 100

/** No value: absent, null, a text without a character, or an empty list. Zero and false are values. */
export function isMissing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

/**
 * The required fields without a value in what the rows produced, in the order of the rows. `path` is a JSON pointer into
 * the output; the message names the target, and inside `each` rows the item (counted from 1). At most 100.
 */
export function missingRequired(rows: readonly MappingRow[], output: unknown): Issue[] {
  const issues: Issue[] = []
  collect(rows, output, '', '', issues)
  return issues
}

function collect(rows: readonly MappingRow[], output: unknown, base: string, place: Words, issues: Issue[]): void {
  for (const row of rows) {
    if (issues.length >= MOST_ISSUES) return
    const target = parseTarget(row.target)
    if (!target.ok) continue
    let value: unknown = output
    for (const name of target.names) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
    const path = base + pointer(...target.names)
    if (row.required && isMissing(value)) {
      issues.push(
        error(
          path,
          'required-field-missing',
          say`${place}${row.target} has no value.`,
          say`Correct the row for ${row.target} or the source data, then replay.`,
        ),
      )
    }
    if (row.rule.kind === 'each' && Array.isArray(value)) {
      for (const [i, item] of value.entries())
        collect(row.rule.rows, item, `${path}/${i}`, say`${place}${row.target} item ${i + 1}: `, issues)
    }
  }
}
