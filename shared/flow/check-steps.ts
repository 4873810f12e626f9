// Each step for itself: its expressions and rows, its schedule, the steps and tables it names.
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { FORBIDDEN_KEYS } from '../json.ts'
import { checkRows } from '../mapping/check-rows.ts'
import { checkExpression } from '../mapping/expression.ts'
import { checkBalance } from './check-balance.ts'
import { checkNames } from './check-names.ts'
import { checkSchedule } from './check-schedule.ts'
import { checkWaiting } from './check-waiting.ts'
import { checkWindows } from './check-windows.ts'
import { missingMember } from '../model/file-format.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import type { FileConfig } from './nodes/feeds.ts'
import { expressionsOf, rowsOf, tablesNamedIn } from './expressions.ts'
import { predecessors } from './graph.ts'
import { plainSchemaIssues } from './plain-schema.ts'
import { pointer } from './pointer.ts'
import { error, nearest, stepName, warning, within } from './say.ts'

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

function checkConfig(node: FlowNode, path: string, name: Words): Issue[] {
  const issues: Issue[] = []
  if (node.retry && node.retry.firstDelaySeconds > node.retry.maxDelaySeconds) {
    issues.push(
      warning(
        `${path}/retry/firstDelaySeconds`,
        'retry-delays',
        say`${name}: the first delay is longer than the longest.`,
        'Raise maxDelaySeconds or lower firstDelaySeconds.',
      ),
    )
  }
  if (node.kind === 'trigger' && node.config.type === 'subflow' && node.config.schema !== undefined)
    issues.push(...plainSchemaIssues(node.config.schema, `${path}/config/schema`))
  issues.push(...checkWaiting(node, path, name), ...checkWindows(node, path, name))
  if (node.kind === 'trigger' && node.config.type === 'schedule') issues.push(...checkSchedule(node.config, `${path}/config`, name))
  if (node.kind === 'trigger' && node.config.type === 'poll' && typeof node.config.every === 'object')
    issues.push(...checkSchedule(node.config.every, `${path}/config/every`, name))
  if (node.kind === 'trigger' && node.config.type === 'file') issues.push(...checkFile(node.config, `${path}/config`, name))
  if (node.kind === 'switch') {
    const seen = new Set(['default'])
    for (const [i, { id }] of node.config.cases.entries()) {
      if (seen.has(id)) {
        issues.push(
          error(
            `${path}/config/cases/${i}/id`,
            'case-duplicate',
            say`${name}: the case id "${id}" is taken.`,
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
      error(`${path}/config/into`, 'target-invalid', say`${name}: the name "${into}" is not allowed.`, 'Choose another member name.'),
    )
  }
  return issues
}

function checkFile(config: FileConfig, path: string, name: Words): Issue[] {
  const missing = missingMember(config)
  if (missing === undefined) return []
  return missing === 'fields'
    ? [
        error(
          `${path}/fields`,
          'file-format',
          say`${name}: it does not say where values stand in a line.`,
          'Add the fields with their positions.',
        ),
      ]
    : [
        error(
          `${path}/record`,
          'file-format',
          say`${name}: it does not say which XML element is a record.`,
          'Enter the record element, such as Order.',
        ),
      ]
}

function checkSyntax(node: FlowNode, path: string, name: Words): Issue[] {
  if (node.kind === 'map' || node.kind === 'call') {
    const issues = checkRows(rowsOf(node)).map((issue) => within(issue, `${path}/config/rows${issue.path}`, name))
    return node.kind === 'map' ? [...issues, ...checkBalance(node, path, name)] : issues
  }
  return expressionsOf(node).flatMap(({ path: below, source }) => {
    const issue = checkExpression(source)
    return issue ? [within(issue, path + below, name)] : []
  })
}

function checkTables(node: FlowNode, path: string, name: Words, tables: readonly string[]): Issue[] {
  return tablesNamedIn(node)
    .filter(({ table }) => !tables.includes(table))
    .map(({ path: below, table }) => {
      const meant = nearest(table, tables)
      return warning(
        path + below,
        'table-unknown',
        say`${name}: there is no lookup table "${table}".`,
        meant ? say`Did you mean "${meant}"? Otherwise create the table.` : 'Create it under Lookup tables before the flow runs.',
      )
    })
}
