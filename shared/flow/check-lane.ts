// The order a flow keeps: can its expressions be evaluated over the trigger's record alone?
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { analyseExpression, checkExpression } from '../mapping/expression.ts'
import { KNOWN_FUNCTIONS } from '../mapping/functions.ts'
import type { FlowDocument } from './document.ts'
import { error, nearest, warning, within } from './say.ts'

const NAMES = {
  key: say`"Keep order by"`,
  version: say`"Ignore older versions by"`,
  content: say`"Echoes are equal in"`,
} as const

export function checkLane({ lane }: FlowDocument, tables: readonly string[] | undefined): Issue[] {
  if (!lane) return []
  const sources = [
    ['/lane/key', NAMES.key, lane.key],
    ['/lane/version', NAMES.version, lane.version],
    ['/lane/echo/content', NAMES.content, lane.echo?.content],
  ] as const
  return sources.flatMap(([path, name, source]) => (source === undefined ? [] : checkOne(source, path, name, tables)))
}

function checkOne(source: string, path: string, name: Words, tables: readonly string[] | undefined): Issue[] {
  const syntax = checkExpression(source)
  if (syntax) return [within(syntax, path, name)]
  const reads = analyseExpression(source)
  const issues: Issue[] = []
  if (reads.variables.includes('steps')) {
    issues.push(
      error(path, 'lane-reads-steps', say`${name} reads $steps, and no step has run yet.`, "Use members of the trigger's record."),
    )
  }
  for (const variable of reads.variables) {
    if (variable === 'steps' || variable === 'trigger') continue
    issues.push(warning(path, 'variable-unknown', say`${name}: nothing defines $${variable}.`, "Use members of the trigger's record."))
  }
  for (const called of reads.functions) {
    if (KNOWN_FUNCTIONS.has(called)) continue
    const meant = nearest(called, KNOWN_FUNCTIONS)
    issues.push(
      warning(
        path,
        'function-unknown',
        say`${name}: there is no function $${called}.`,
        meant ? say`Did you mean $${meant}?` : 'Correct its name.',
      ),
    )
  }
  for (const table of tables ? reads.tables.filter((named) => !tables.includes(named)) : []) {
    issues.push(warning(path, 'table-unknown', say`${name}: there is no lookup table "${table}".`, 'Create it before the flow runs.'))
  }
  return issues
}
