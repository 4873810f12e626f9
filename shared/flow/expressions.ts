// Every JSONata expression of a node with its place, so that checks, table loading and search treat them alike.
import { everyRow, expressionsOfRule } from '../mapping/check-rows.ts'
import { analyseExpression } from '../mapping/expression.ts'
import type { FlowNode, MapNode, MappingRow } from './document.ts'

export interface PlacedExpression {
  /** JSON pointer below the node, such as `/config/rows/3/rule/expression`. */
  readonly path: string
  readonly source: string
  /** True inside an `each` row, where `$parent` and `$index` are bound. */
  readonly insideEach: boolean
  /** True in a balance contract, where `$source` is bound. */
  readonly inBalance?: true
}

/** The mapping rows of a node; none for kinds without. */
export function rowsOf(node: FlowNode): readonly MappingRow[] {
  return node.kind === 'map' || node.kind === 'call' ? (node.config.rows ?? []) : []
}

export function expressionsOf(node: FlowNode): readonly PlacedExpression[] {
  const at = (path: string, source: string | undefined) =>
    source === undefined ? [] : [{ path: `/config/${path}`, source, insideEach: false }]
  switch (node.kind) {
    case 'map':
      return [...expressionsOfRows(node), ...expressionsOfBalance(node)]
    case 'call':
      return expressionsOfRows(node)
    case 'filter':
      return at('condition', node.config.condition)
    case 'switch':
      return node.config.cases.flatMap(({ condition }, i) => at(`cases/${i}/condition`, condition))
    case 'loop':
      return [...at('items', node.config.items), ...at('itemKey', node.config.itemKey)]
    case 'batch':
      return at('items', node.config.items)
    case 'lookup':
      return at('key', node.config.key)
    case 'respond':
      return at('body', node.config.body)
    case 'raise':
      return at('message', node.config.message)
    case 'delay':
      return 'until' in node.config ? at('until', node.config.until) : []
    case 'approval':
      return [...at('title', node.config.title), ...node.config.fields.flatMap(({ value }, i) => at(`fields/${i}/value`, value))]
    case 'aggregate': {
      const { key, keep, value, close } = node.config
      return [
        ...at('key', key),
        ...at('keep', keep),
        ...at('value', value),
        ...at('close/when', close.when),
        ...at('close/expected', close.expected),
      ]
    }
    case 'subflow':
      return at('input', node.config.input)
    case 'publish':
      return at('event', node.config.event)
    case 'join':
      return [...at('key', node.config.key), ...node.config.inputs.flatMap(({ condition }, i) => at(`inputs/${i}/condition`, condition))]
    case 'trigger':
    case 'script':
    case 'callback':
      return []
  }
}

function expressionsOfRows(node: FlowNode): readonly PlacedExpression[] {
  return [...everyRow(rowsOf(node))].flatMap(({ row, pointer, path }) =>
    expressionsOfRule(row.rule).map(({ member, source }) => ({
      path: `/config/rows${pointer}/rule/${member}`,
      source,
      insideEach: path.includes('.'),
    })),
  )
}

export function expressionsOfBalance({ config }: MapNode): readonly PlacedExpression[] {
  return (config.balance ?? []).flatMap((contract, i) =>
    (['left', 'right'] as const).flatMap((side) =>
      contract[side].map(({ amount }, k) => ({
        path: `/config/balance/${i}/${side}/${k}/amount`,
        source: amount,
        insideEach: false,
        inBalance: true as const,
      })),
    ),
  )
}

export interface PlacedTable {
  readonly path: string
  readonly table: string
}

/** Where a node names lookup tables: its own, its lookup rows', and literals in `$lookup("…")`. */
export function tablesNamedIn(node: FlowNode): readonly PlacedTable[] {
  const named: PlacedTable[] = node.kind === 'lookup' ? [{ path: '/config/table', table: node.config.table }] : []
  for (const { row, pointer } of everyRow(rowsOf(node))) {
    if (row.rule.kind === 'lookup') named.push({ path: `/config/rows${pointer}/rule/table`, table: row.rule.table })
  }
  for (const { path, source } of expressionsOf(node)) {
    for (const table of analyseExpression(source).tables) named.push({ path, table })
  }
  return named
}

/** The lookup tables a node reads, each once: what must be loaded before it is evaluated. */
export function tablesOf(node: FlowNode): readonly string[] {
  return [...new Set(tablesNamedIn(node).map(({ table }) => table))]
}
