// Format 0, written by the previews before the first release: nodes were a list with their ids and places inside,
// and edges named `node.port` in one text.
import { isRecord } from '../../json.ts'
import type { Migration } from './index.ts'

export const from0: Migration = {
  from: 0,
  to: 1,
  migrate({ nodes, edges, ...rest }) {
    const byId: [string, unknown][] = []
    const places: [string, unknown][] = []
    // What is no list of nodes goes on as it is: the validation that follows refuses it, and nothing is dropped on the way.
    const list = Array.isArray(nodes) && nodes.every(isRecord) ? nodes : undefined
    for (const node of list ?? []) {
      const { id, x, y, ...logic } = node
      byId.push([String(id), logic])
      if (typeof x === 'number' && typeof y === 'number') places.push([String(id), { x, y }])
    }
    return {
      ...rest,
      formatVersion: 1,
      slots: rest['slots'] ?? {},
      // fromEntries makes own members of any name, where an assignment to __proto__ would not.
      nodes: list ? Object.fromEntries(byId) : nodes,
      edges: Array.isArray(edges) ? edges.map(migrateEdge) : (edges ?? []),
      layout: { nodes: Object.fromEntries(places) },
    }
  },
}

function migrateEdge(edge: unknown): unknown {
  if (!isRecord(edge) || typeof edge['from'] !== 'string') return edge
  const [node, port = 'out'] = edge['from'].split('.')
  return { from: node, port, to: edge['to'] }
}
