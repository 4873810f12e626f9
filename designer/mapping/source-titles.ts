// What fields of the source are called in their systems, by path: read from the schemas of the steps that they come from.
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import { answerSchema, recordSchemas } from '#shared/flow/record-schemas.ts'
import { fieldsWithin } from '#shared/mapping/schema-fields.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import type { ConnectorDescriptor, JsonSchema } from '#shared/model/descriptors.ts'
import { quoteName } from '#designer/editor/path-values.ts'
import type { ToldFields } from './told-fields.ts'

/** Paths as the source tree has them: `line_items.sku`, `$trigger.name`, `$steps.read-order.id` with names quoted where they must be. */
export function sourceTitles(
  flow: FlowDocument,
  nodeId: string,
  connectors: readonly ConnectorDescriptor[],
  told: readonly ToldFields[],
): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  const put = (above: readonly string[], schema: JsonSchema | undefined) => {
    if (schema) for (const [names, title] of titlesOf(schema)) give(titles, [...above, ...names], title)
  }
  for (const { root, fields } of told) {
    for (const [path, { title }] of Object.entries(fields)) {
      const parsed = parseTarget(path)
      if (parsed.ok && title !== undefined) give(titles, [...rootNames(root), ...parsed.names], title)
    }
  }
  for (const { schema, above } of recordSchemas(flow, nodeId, connectors)) put(above, schema)
  for (const id of reach([nodeId], predecessors(flow))) {
    const node = flow.nodes[id]
    if (!node || id === nodeId) continue
    const root = node.kind === 'trigger' ? ['$trigger'] : ['$steps', id]
    put(root, answerSchema(node, flow, connectors))
    if (node.kind !== 'trigger') give(titles, root, node.label)
  }
  return titles
}

/** What came first stays: the nearest step's. */
function give(titles: Map<string, string>, names: readonly string[], title: string): void {
  const path = names.map((name) => (name.startsWith('$') ? name : quoteName(name))).join('.')
  if (!titles.has(path)) titles.set(path, title)
}

const rootNames = (root: string): readonly string[] => {
  if (root === '' || root === '$trigger') return root === '' ? [] : [root]
  return root.startsWith('$steps.') ? ['$steps', root.slice('$steps.'.length)] : [root]
}

function titlesOf(schema: JsonSchema): readonly (readonly [names: readonly string[], title: string])[] {
  return fieldsWithin(schema).flatMap(({ names, member, field }) => {
    const title = member['title'] ?? field['title']
    return typeof title === 'string' && title !== '' ? [[names, title] as const] : []
  })
}
