// How the ports of a node are labelled, and how large its card is: layout and card must agree on these numbers.
import { ERROR_PORT, outputPorts, type FlowNode } from '#shared/flow/document.ts'

export const CARD_WIDTH = 220
export const CARD_HEIGHT = 64
export const PORT_ROW_HEIGHT = 26
const PORTS_PADDING = 8

export interface PortLook {
  readonly id: string
  readonly label: string
}

export function portsOf(node: FlowNode): readonly PortLook[] {
  return outputPorts(node).map((id) => ({ id, label: portLabel(node, id) }))
}

const PORT_LABELS: Readonly<Record<string, string>> = {
  started: 'with the address',
  received: 'when called',
  'timed-out': 'nobody answered',
  error: 'on error',
}

export function portLabel(node: FlowNode, port: string): string {
  if (port === ERROR_PORT && node.onError === 'path') return PORT_LABELS[port] ?? port
  if (node.kind === 'filter') return port === 'out' ? 'passes' : 'otherwise'
  if (node.kind === 'join') return port === 'out' ? 'complete' : 'not complete'
  if (node.kind === 'loop') return port === 'item' ? 'each item' : 'when done'
  if (node.kind === 'batch') return port === 'batch' ? 'each batch' : 'when done'
  if (node.kind === 'switch') return node.config.cases.find((c) => c.id === port)?.label ?? 'default'
  return PORT_LABELS[port] ?? port
}

/** Nodes with several ways out list them in rows below the head; one way out leaves from the middle of the head. */
export function cardHeight(node: FlowNode): number {
  const ports = outputPorts(node).length
  return ports < 2 ? CARD_HEIGHT : CARD_HEIGHT + ports * PORT_ROW_HEIGHT + PORTS_PADDING
}
