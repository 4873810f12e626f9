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
    for (const node of asList(nodes)) {
      if (!isRecord(node)) continue
      const { id, x, y, ...logic } = node
      byId.push([String(id), logic])
      if (typeof x === 'number' && typeof y === 'number') places.push([String(id), { x, y }])
    }
    return {
      ...rest,
      formatVersion: 1,
      slots: rest['slots'] ?? {},
      // fromEntries makes own members of any name, where an assignment to __proto__ would not.
      nodes: Object.fromEntries(byId),
      edges: asList(edges).map((edge) => (isRecord(edge) && typeof edge['from'] === 'string' ? splitFrom(edge['from'], edge['to']) : edge)),
      layout: { nodes: Object.fromEntries(places) },
    }
  },
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function splitFrom(from: string, to: unknown): unknown {
  const [node, port = 'out'] = from.split('.')
  return { from: node, port, to }
}
