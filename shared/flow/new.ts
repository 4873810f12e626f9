// A flow to begin with.
import { FLOW_FORMAT_VERSION, type FlowDocument } from './document.ts'

/** An empty flow with a manual trigger. */
export function newFlow(name: string): FlowDocument {
  return {
    formatVersion: FLOW_FORMAT_VERSION,
    name,
    slots: {},
    nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } } },
    edges: [],
    layout: { nodes: { start: { x: 0, y: 0 } } },
  }
}
