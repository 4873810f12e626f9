// A flow as text with a stable order of members, so that a git diff shows what changed and nothing else.
import type { FlowDocument } from './document.ts'

/** Members in the order a person reads them; others behind them by name. */
const ORDER = [
  'formatVersion',
  'name',
  'description',
  'lane',
  'policy',
  'slots',
  'nodes',
  'edges',
  'layout',
  'kind',
  'type',
  'connector',
  'label',
  'note',
  'retry',
  'disabled',
  'onError',
  'config',
  'slot',
  'action',
  'event',
  'respond',
  'cron',
  'timeZone',
  'target',
  'rule',
  'required',
  'expression',
  'value',
  'table',
  'items',
  'key',
  'whenParked',
  'coalesce',
  'version',
  'left',
  'right',
  'amount',
  'subtract',
  'tolerance',
  'currency',
  'residual',
  'onMissing',
  'default',
  'rows',
  'balance',
  'id',
  'from',
  'port',
  'to',
  'groups',
  'notes',
  'x',
  'y',
  'width',
  'height',
  'color',
  'text',
]
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((name, rank) => [name, rank]))

/** Two spaces, a line break at the end. Steps and slots stand by id; lists keep their order, free JSON (constants, defaults, inputs) its members. */
export function stringifyFlow(flow: FlowDocument): string {
  return `${JSON.stringify(ordered(flow, ''), undefined, 2)}\n`
}

/** Members that hold any JSON of the user, whose own order stays. */
const FREE = new Set(['value', 'default', 'input', 'schema'])
/** Members keyed by ids, where a step called "name" has no rank. */
const KEYED = new Set(['slots', 'nodes', 'groups', 'notes', 'parts', 'fields'])

function ordered(value: unknown, member: string): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, ''))
  if (typeof value !== 'object' || value === null || FREE.has(member)) return value
  const rank = (name: string) => (KEYED.has(member) ? 0 : (RANK.get(name) ?? ORDER.length))
  const entries = Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, below]) => [name, ordered(below, KEYED.has(member) ? '' : name)]))
}
