// Each step for itself: its expressions and rows, its schedule, the steps and tables it names.
import { Cron } from 'croner'
import type { Issue } from '../errors.ts'
import { FORBIDDEN_KEYS } from '../json.ts'
import { checkRows } from '../mapping/check-rows.ts'
import { checkExpression } from '../mapping/expression.ts'
import { checkNames } from './check-names.ts'
import { checkWaiting } from './check-waiting.ts'
import type { FlowDocument, FlowNode, TriggerNode } from './document.ts'
import { expressionsOf, rowsOf, tablesNamedIn } from './expressions.ts'
import { predecessors } from './graph.ts'
import { pointer } from './pointer.ts'
import { error, nearest, stepName, warning } from './say.ts'

export function checkSteps(flow: FlowDocument, tables: readonly string[] | undefined): Issue[] {
  const before = predecessors(flow)
  return Object.entries(flow.nodes).flatMap(([id, node]) => {
    const path = pointer('nodes', id)
    const name = stepName(node, id)
    return [
      ...checkConfig(node, path, name),
      ...checkSyntax(node, path, name),
      ...checkNames(flow, id, node, path, name, before),
      ...(tables ? checkTables(node, path, name, tables) : []),
    ]
  })
}

function checkConfig(node: FlowNode, path: string, name: string): Issue[] {
  const issues: Issue[] = []
  if (node.retry && node.retry.firstDelaySeconds > node.retry.maxDelaySeconds) {
    issues.push(
      warning(
        `${path}/retry/firstDelaySeconds`,
        'retry-delays',
        `${name}: the first delay is longer than the longest.`,
        'Raise maxDelaySeconds or lower firstDelaySeconds.',
      ),
    )
  }
  issues.push(...checkWaiting(node, path, name))
  if (node.kind === 'trigger' && node.config.type === 'schedule') issues.push(...checkSchedule(node.config, `${path}/config`, name))
  if (node.kind === 'trigger' && node.config.type === 'poll' && typeof node.config.every === 'object')
    issues.push(...checkSchedule(node.config.every, `${path}/config/every`, name))
  if (node.kind === 'switch') {
    const seen = new Set(['default'])
    for (const [i, { id }] of node.config.cases.entries()) {
      if (seen.has(id)) {
        issues.push(
          error(
            `${path}/config/cases/${i}/id`,
            'case-duplicate',
            `${name}: the case id "${id}" is taken.`,
            'Give each case an id of its own; "default" is for the rest.',
          ),
        )
      }
      seen.add(id)
    }
  }
  const into = 'into' in node.config ? node.config.into : undefined
  if (into !== undefined && (FORBIDDEN_KEYS.has(into) || into.startsWith('_jsonata_'))) {
    issues.push(
      error(`${path}/config/into`, 'target-invalid', `${name}: the name "${into}" is not allowed.`, 'Choose another member name.'),
    )
  }
  return issues
}

type Schedule = Pick<Extract<TriggerNode['config'], { type: 'schedule' }>, 'cron' | 'timeZone'>

function checkSchedule({ cron, timeZone }: Schedule, path: string, name: string): Issue[] {
  const issues: Issue[] = []
  if (!isTimeZone(timeZone)) {
    issues.push(
      error(
        `${path}/timeZone`,
        'time-zone-unknown',
        `${name}: "${timeZone}" is not a time zone.`,
        'Use an IANA name such as Europe/London.',
      ),
    )
  }
  const wrong = cronFault(cron)
  if (wrong) {
    issues.push(
      error(
        `${path}/cron`,
        'cron-invalid',
        `${name}: ${wrong}`,
        'Use five fields: minute, hour, day of month, month, day of week; 0 6 * * 1 is Mondays at six.',
      ),
    )
  }
  return issues
}

function cronFault(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5) return `"${cron}" has ${fields.length} fields instead of five.`
  try {
    const next = new Cron(cron, { paused: true, timezone: 'UTC' }).nextRun()
    return next ? undefined : `"${cron}" names a day that never comes.`
  } catch {
    return `"${cron}" is not a cron expression.`
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    // Offsets such as +01:00 are accepted there, but know no summer time.
    return /^[A-Za-z]/.test(timeZone) && new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function checkSyntax(node: FlowNode, path: string, name: string): Issue[] {
  if (node.kind === 'map' || node.kind === 'call') {
    return checkRows(rowsOf(node)).map((issue) => ({
      ...issue,
      path: `${path}/config/rows${issue.path}`,
      message: `${name}: ${issue.message}`,
    }))
  }
  return expressionsOf(node).flatMap(({ path: below, source }) => {
    const issue = checkExpression(source)
    return issue ? [{ ...issue, path: path + below, message: `${name}: ${issue.message}` }] : []
  })
}

function checkTables(node: FlowNode, path: string, name: string, tables: readonly string[]): Issue[] {
  return tablesNamedIn(node)
    .filter(({ table }) => !tables.includes(table))
    .map(({ path: below, table }) => {
      const meant = nearest(table, tables)
      return warning(
        path + below,
        'table-unknown',
        `${name}: there is no lookup table "${table}".`,
        meant ? `Did you mean "${meant}"? Otherwise create the table.` : 'Create it under Lookup tables before the flow runs.',
      )
    })
}
