// What can be wrong with mapping rows before any record is seen: their targets and the syntax of their expressions.
import type { Issue } from '../errors.ts'
import type { MappingRow, MappingRule } from '../flow/document.ts'
import { error, within } from '../flow/say.ts'
import { say } from '../sentence.ts'
import { checkExpression } from './expression.ts'
import { formatTarget, parseTarget } from './target.ts'

/** A row with its places: `pointer` is its JSON pointer below the list of rows, `path` its place in a preview (`3.rows.1`). */
export interface PlacedRow {
  readonly row: MappingRow
  readonly pointer: string
  readonly path: string
}

/** All rows, those inside `each` rows behind their parent. */
export function* everyRow(rows: readonly MappingRow[], pointer = '', path = ''): Generator<PlacedRow> {
  for (const [i, row] of rows.entries()) {
    const placed = { row, pointer: `${pointer}/${i}`, path: `${path}${i}` }
    yield placed
    if (row.rule.kind === 'each') yield* everyRow(row.rule.rows, `${placed.pointer}/rule/rows`, `${placed.path}.rows.`)
  }
}

/** The expressions of a rule with the member they stand in. */
export function expressionsOfRule(rule: MappingRule): readonly { readonly member: string; readonly source: string }[] {
  switch (rule.kind) {
    case 'expression':
      return [{ member: 'expression', source: rule.expression }]
    case 'lookup':
      return [{ member: 'key', source: rule.key }]
    case 'each':
      return [{ member: 'items', source: rule.items }]
    case 'constant':
      return []
  }
}

/** Issues with pointers below the list of rows, such as `/3/rule/expression`. */
export function checkRows(rows: readonly MappingRow[]): Issue[] {
  const issues = checkTargets(rows, '')
  for (const { row, pointer } of everyRow(rows)) {
    if (row.rule.kind === 'each') issues.push(...checkTargets(row.rule.rows, `${pointer}/rule/rows`))
    for (const { member, source } of expressionsOfRule(row.rule)) {
      const issue = checkExpression(source)
      if (issue) issues.push(within(issue, `${pointer}/rule/${member}`, row.target))
    }
  }
  return issues
}

/** One list of rows: each target well-formed, given once, and none below another one's value. */
function checkTargets(rows: readonly MappingRow[], pointer: string): Issue[] {
  const issues: Issue[] = []
  const taken = new Map<string, number>()
  const parsed = rows.map((row, i) => {
    const target = parseTarget(row.target)
    const path = `${pointer}/${i}/target`
    if (!target.ok) {
      issues.push(
        error(path, 'target-invalid', target.message, 'Write names separated by dots; put a name with other characters within backticks.'),
      )
      return undefined
    }
    const name = formatTarget(target.names)
    if (taken.has(name)) {
      issues.push(
        error(path, 'target-duplicate', say`${name} is the target of two rows.`, 'Remove one of them, or give it another target.'),
      )
    } else taken.set(name, i)
    return target.names
  })
  for (const [i, names] of parsed.entries()) {
    for (let length = 1; length < (names?.length ?? 0); length++) {
      const above = formatTarget(names?.slice(0, length) ?? [])
      if (!taken.has(above)) continue
      issues.push(
        error(
          `${pointer}/${i}/target`,
          'target-conflict',
          say`${rows[i]?.target ?? ''} lies below ${above}, which another row fills already.`,
          say`Remove the row for ${above}, or map its fields one by one.`,
        ),
      )
    }
  }
  return issues
}
