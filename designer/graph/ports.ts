// How the ports of a node are labelled and where they are, and how large its card is: layout and card must agree on these numbers.
import { Position, type NodeHandle } from '@xyflow/react'
import { phrase, t } from '#designer/i18n/index.ts'
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
  started: phrase('with the address'),
  received: phrase('when called'),
  'timed-out': phrase('nobody answered'),
  error: phrase('on error'),
}

export function portLabel(node: FlowNode, port: string): string {
  if (port === ERROR_PORT && node.onError === 'path') return t(PORT_LABELS[port] ?? port)
  if (node.kind === 'filter') return port === 'out' ? t('passes') : t('otherwise')
  if (node.kind === 'join') return port === 'out' ? t('complete') : t('not complete')
  if (node.kind === 'loop') return port === 'item' ? t('each item') : t('when done')
  if (node.kind === 'batch') return port === 'batch' ? t('each batch') : t('when done')
  if (node.kind === 'switch') return node.config.cases.find((c) => c.id === port)?.label ?? t('default-way')
  return t(PORT_LABELS[port] ?? port)
}

/** Nodes with several ways out list them in rows below the head; one way out leaves from the middle of the head. */
export function cardHeight(node: FlowNode): number {
  const ports = outputPorts(node).length
  return ports < 2 ? CARD_HEIGHT : CARD_HEIGHT + ports * PORT_ROW_HEIGHT + PORTS_PADDING
}

const DOT = 11
const BORDER = 1
/** Middle of the dots beside the head. */
const HEAD_MIDDLE = 32

/** Where a card's dots are, as its style sheet puts them: lines to cards that are out of sight are drawn without asking the page. */
export function handlesOf(node: FlowNode): NodeHandle[] {
  const dot = { width: DOT, height: DOT }
  const at = (middleX: number, middleY: number) => ({ x: middleX - DOT / 2, y: middleY - DOT / 2, ...dot })
  const ports = outputPorts(node)
  const below = CARD_HEIGHT + PORT_ROW_HEIGHT / 2
  return [
    ...(node.kind === 'trigger' ? [] : [{ id: 'in', type: 'target' as const, position: Position.Left, ...at(BORDER, HEAD_MIDDLE) }]),
    ...ports.map((id, i) => ({
      id,
      type: 'source' as const,
      position: Position.Right,
      ...at(CARD_WIDTH - BORDER, ports.length === 1 ? HEAD_MIDDLE : below + i * PORT_ROW_HEIGHT),
    })),
  ]
}
