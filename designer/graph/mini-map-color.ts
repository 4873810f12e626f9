// The colour of a node on the minimap: its state when a run is shown, else its kind.
import type { CanvasNode } from './drawing.ts'
import { lookOf } from './node-kinds.ts'

const STATE_COLORS = { waiting: 'yellow', running: 'blue', succeeded: 'teal', skipped: 'gray', retrying: 'yellow', parked: 'red' } as const

export function minimapColor(node: CanvasNode): string {
  if (node.type !== 'card') return `color-mix(in srgb, var(--mantine-color-${node.data.color}-filled) 22%, transparent)`
  const { node: flowNode, state } = node.data
  const color = state ? STATE_COLORS[state.status] : lookOf(flowNode).color
  return `var(--mantine-color-${color}-filled)`
}
