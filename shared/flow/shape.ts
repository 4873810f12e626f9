// Validation of a flow document against its schema, piece by piece: each node against the schema of its own kind, each row against
// that of its rule. One mistake then gives one sentence, where the union of all kinds would give forty.
import { Type, type TSchema } from 'typebox'
import type { Issue } from '../errors.ts'
import { isRecord } from '../json.ts'
import {
  AggregateNode,
  ApprovalNode,
  CallbackNode,
  BatchNode,
  CallNode,
  DelayNode,
  FilterNode,
  FlowDocument,
  JoinNode,
  LookupNode,
  LoopNode,
  MapNode,
  MappingRow,
  NODE_KINDS,
  PublishNode,
  RaiseNode,
  READABLE_ID,
  RespondNode,
  ScriptNode,
  SubflowNode,
  SwitchNode,
  TriggerNode,
  type NodeKind,
} from './document.ts'
import { pointer } from './pointer.ts'
import { schemaIssues } from './schema-issues.ts'
import { say, spoken } from '../sentence.ts'

const MOST_ISSUES = 200

/** `schema` with some properties replaced by others. */
function withProperties(schema: { properties: Record<string, TSchema> }, replaced: Record<string, TSchema>): TSchema {
  return { ...schema, properties: { ...schema.properties, ...replaced } } as unknown as TSchema
}

const frame = withProperties(FlowDocument, {
  nodes: Type.Record(Type.String({ pattern: '.*' }), Type.Unknown(), { maxProperties: 2_000 }),
})

const looseRows = Type.Array(Type.Unknown(), { maxItems: 2_000 })
const optionalLooseRows = Type.Optional(looseRows)

const KINDS: Readonly<Record<NodeKind, TSchema>> = {
  trigger: withProperties(TriggerNode, { config: Type.Unknown() }),
  map: withProperties(MapNode, { config: withProperties(MapNode.properties.config, { rows: looseRows }) }),
  filter: FilterNode,
  switch: SwitchNode,
  batch: BatchNode,
  loop: LoopNode,
  call: withProperties(CallNode, { config: withProperties(CallNode.properties.config, { rows: optionalLooseRows }) }),
  lookup: LookupNode,
  respond: RespondNode,
  raise: RaiseNode,
  script: ScriptNode,
  delay: DelayNode,
  approval: ApprovalNode,
  callback: CallbackNode,
  aggregate: AggregateNode,
  join: JoinNode,
  subflow: SubflowNode,
  publish: PublishNode,
}

/** Variants of a union of objects, by the literal each has as `member`. */
function variants(union: readonly TSchema[], member: string): ReadonlyMap<string, TSchema> {
  return new Map(
    union.map((schema) => [
      (schema as unknown as { properties: Record<string, { const: string }> }).properties[member]?.const ?? '',
      schema,
    ]),
  )
}

const TRIGGERS = variants(TriggerNode.properties.config.anyOf, 'type')

const rowSchema = MappingRow.$defs.MappingRow
const looseRow = withProperties(rowSchema, { rule: Type.Unknown() })
const RULES = new Map(variants(rowSchema.properties.rule.anyOf, 'kind'))
const eachRule = RULES.get('each')
if (eachRule) RULES.set('each', withProperties(eachRule as never, { rows: looseRows }))

/** What keeps a document from being one of this format; empty when it is. Expects a guarded value. */
export function shapeIssues(document: Readonly<Record<string, unknown>>): Issue[] {
  const issues = schemaIssues(frame, document, '', '')
  if (isRecord(document['nodes'])) {
    for (const [id, node] of Object.entries(document['nodes'])) {
      if (issues.length >= MOST_ISSUES) break
      issues.push(...nodeIssues(id, node))
    }
  }
  return issues.slice(0, MOST_ISSUES)
}

export function nodeIssues(id: string, node: unknown): Issue[] {
  const path = pointer('nodes', id)
  const label = isRecord(node) && typeof node['label'] === 'string' && node['label'] !== '' ? node['label'] : id
  const where = `Step "${label}": `
  const issues = idIssues(id, path)
  const chosen = choose(KINDS_BY_NAME, node, 'kind', path, where)
  if (!chosen.schema) return [...issues, ...chosen.issues]
  issues.push(...schemaIssues(chosen.schema, node, path, where))
  const config = isRecord(node) ? node['config'] : undefined
  if (!isRecord(node) || !isRecord(config)) return issues
  if (node['kind'] === 'trigger') {
    const trigger = choose(TRIGGERS, config, 'type', `${path}/config`, where)
    return [...issues, ...trigger.issues, ...(trigger.schema ? schemaIssues(trigger.schema, config, `${path}/config`, where) : [])]
  }
  if (node['kind'] === 'map' || node['kind'] === 'call') rowIssues(config['rows'], `${path}/config/rows`, where, issues)
  return issues
}

const KINDS_BY_NAME: ReadonlyMap<string, TSchema> = new Map(NODE_KINDS.map((kind) => [kind, KINDS[kind]]))

function rowIssues(rows: unknown, path: string, where: string, issues: Issue[]): void {
  if (!Array.isArray(rows)) return
  for (const [i, row] of rows.entries()) {
    if (issues.length >= MOST_ISSUES) return
    const at = `${path}/${i}`
    const place = `${where}row ${i + 1}${isRecord(row) && typeof row['target'] === 'string' ? ` (${row['target']})` : ''}: `
    const own = schemaIssues(looseRow, row, at, place)
    issues.push(...own)
    if (!isRecord(row) || row['rule'] === undefined) continue
    const chosen = choose(RULES, row['rule'], 'kind', `${at}/rule`, place)
    issues.push(...chosen.issues)
    if (!chosen.schema) continue
    issues.push(...schemaIssues(chosen.schema, row['rule'], `${at}/rule`, place))
    if (isRecord(row['rule'])) rowIssues(row['rule']['rows'], `${at}/rule/rows`, place, issues)
  }
}

function choose(
  schemas: ReadonlyMap<string, TSchema>,
  value: unknown,
  member: string,
  path: string,
  where: string,
): { readonly schema?: TSchema; readonly issues: readonly Issue[] } {
  const given = isRecord(value) ? value[member] : undefined
  const schema = typeof given === 'string' ? schemas.get(given) : undefined
  if (schema) return { schema, issues: [] }
  const known = [...schemas.keys()].join(', ')
  const message = !isRecord(value)
    ? 'an object is expected here.'
    : given === undefined
      ? `"${member}" is missing.`
      : `${JSON.stringify(given).slice(0, 80)} is not a known ${member}.`
  return {
    issues: [
      {
        path: isRecord(value) ? `${path}/${member}` : path,
        code: 'flow-invalid',
        severity: 'error',
        ...spoken(where + message, say`Use one of: ${known}.`),
      },
    ],
  }
}

const READABLE = new RegExp(READABLE_ID)

function idIssues(id: string, path: string): Issue[] {
  if (READABLE.test(id) && id.length <= 64) return []
  return [
    {
      path,
      code: 'flow-invalid',
      severity: 'error',
      ...spoken(say`"${id.slice(0, 80)}" is not an id.`, 'Use small letters, digits and single dashes, such as map-order.'),
    },
  ]
}
