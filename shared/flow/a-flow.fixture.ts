// Arranges flows in tests: aFlow().node(…).edge(…).build().
import type { FlowDocument, FlowNode, FlowSlot, MappingRow } from './document.ts'

type Config<K extends FlowNode['kind']> = Extract<FlowNode, { kind: K }>['config']

export interface FlowBuilder {
  node<K extends FlowNode['kind']>(id: string, kind: K, config: Config<K>, label?: string): FlowBuilder
  edge(from: string, to: string, port?: string): FlowBuilder
  slot(id: string, connector: string, label?: string): FlowBuilder
  build(): FlowDocument
}

/** Begins with a manual trigger `start`, or empty. */
export function aFlow(trigger: 'manual' | 'none' = 'manual'): FlowBuilder {
  const nodes: Record<string, FlowNode> =
    trigger === 'none' ? {} : { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } } }
  const slots: Record<string, FlowSlot> = {}
  const edges: FlowDocument['edges'] = []
  const builder: FlowBuilder = {
    node(id, kind, config, label = id) {
      nodes[id] = { kind, label, config } as FlowNode
      return builder
    },
    edge(from, to, port = 'out') {
      edges.push({ from, port, to })
      return builder
    },
    slot(id, connector, label = id) {
      slots[id] = { connector, label }
      return builder
    },
    build: () => ({
      formatVersion: 1,
      name: 'A flow',
      slots,
      nodes,
      edges,
      layout: { nodes: Object.fromEntries(Object.keys(nodes).map((id, i) => [id, { x: i * 200, y: 0 }])) },
    }),
  }
  return builder
}

export const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
export const each = (target: string, items: string, rows: MappingRow[]): MappingRow => ({ target, rule: { kind: 'each', items, rows } })
