// Format 0, written by the previews before the first release: nodes were a list with their ids and places inside,
// and edges named `node.port` in one text.
import { isRecord } from '../../json.ts'
import type { Migration } from './index.ts'

export const from0: Migration = {
  from: 0,
  to: 1,
  migrate({ nodes, edges, ...rest }) {
    const byId: Record<string, unknown> = {}
    const places: Record<string, unknown> = {}
    for (const node of asList(nodes)) {
      if (!isRecord(node)) continue
      const { id, x, y, ...logic } = node
      byId[String(id)] = logic
      if (typeof x === 'number' && typeof y === 'number') places[String(id)] = { x, y }
    }
    return {
      ...rest,
      formatVersion: 1,
      slots: rest['slots'] ?? {},
      nodes: byId,
      edges: asList(edges).map((edge) => (isRecord(edge) && typeof edge['from'] === 'string' ? splitFrom(edge['from'], edge['to']) : edge)),
      layout: { nodes: places },
    }
  },
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function splitFrom(from: string, to: unknown): unknown {
  const [node, port = 'out'] = from.split('.')
  return { from: node, port, to }
}
