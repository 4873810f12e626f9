// The smallest flow document there is; the store does not look inside.
import type { FlowDocument } from '#shared/flow/document.ts'

export const newFlowDocument = (name: string): FlowDocument => ({
  formatVersion: 1,
  name,
  slots: {},
  nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } } },
  edges: [],
  layout: { nodes: { start: { x: 0, y: 0 } } },
})
