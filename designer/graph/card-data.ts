// What a card shows, computed from the document: the React Flow node's data.
import type { Edge, Node } from '@xyflow/react'
import { type FlowDocument, type FlowNode } from '#shared/flow/document.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { StepStatus } from '#shared/model/runs.ts'
import { placements } from './placement.ts'
import { CARD_WIDTH, cardHeight, portLabel } from './ports.ts'
import { connectorOf, slotOf, summaryOf } from './summary.ts'

export interface NodeState {
  readonly status: StepStatus
  /** Records that came through this node. */
  readonly count: number
  /** Records of those that are parked. */
  readonly failed: number
}
export type NodeStates = Readonly<Record<string, NodeState>>

export interface CardData extends Record<string, unknown> {
  readonly node: FlowNode
  readonly summary: string
  /** Inline SVG of the connector, when the node talks to a system. */
  readonly connectorIcon?: string
  readonly errors: number
  readonly warnings: number
  readonly state?: NodeState
  /** A run is shown and has not come here. */
  readonly dimmed: boolean
}
export type CardNode = Node<CardData, 'card'>

export interface WireData extends Record<string, unknown> {
  /** Records went along here in the run that is shown. */
  readonly travelled: boolean
  readonly dimmed: boolean
}
export type WireEdge = Edge<WireData, 'wire'>

export interface CardOptions {
  readonly connectors?: readonly ConnectorDescriptor[]
  readonly states?: NodeStates
  readonly problems?: ReadonlyMap<string, { readonly errors: number; readonly warnings: number }>
}

export function toCards(document: FlowDocument, { connectors = [], states, problems }: CardOptions): CardNode[] {
  const places = placements(document)
  return Object.entries(document.nodes).map(([id, node]) => {
    const state = states?.[id]
    const icon = connectorOf(document, slotOf(node), connectors)?.icon
    const problem = problems?.get(id)
    return {
      id,
      type: 'card',
      position: places.get(id) ?? { x: 0, y: 0 },
      // Cards have known sizes; without `measured` React Flow forgets where the handles are at each update.
      measured: { width: CARD_WIDTH, height: cardHeight(node) },
      ariaLabel: `${node.label}: ${summaryOf(document, node, connectors)}`,
      data: {
        node,
        summary: summaryOf(document, node, connectors),
        ...(icon && { connectorIcon: icon }),
        errors: problem?.errors ?? 0,
        warnings: problem?.warnings ?? 0,
        ...(state && { state }),
        dimmed: states !== undefined && Object.keys(states).length > 0 && state === undefined,
      },
    }
  })
}

export const wireId = (edge: { from: string; port: string; to: string }) => `${edge.from}:${edge.port}:${edge.to}`

export function toWires(document: FlowDocument, states?: NodeStates): WireEdge[] {
  const shown = states !== undefined && Object.keys(states).length > 0
  return document.edges
    .filter((edge) => document.nodes[edge.from] && document.nodes[edge.to])
    .map((edge) => {
      const travelled = shown && states[edge.from] !== undefined && states[edge.to] !== undefined
      const from = document.nodes[edge.from]
      return {
        id: wireId(edge),
        type: 'wire',
        source: edge.from,
        sourceHandle: edge.port,
        target: edge.to,
        targetHandle: 'in',
        ariaLabel: `${from?.label ?? edge.from} (${from ? portLabel(from, edge.port) : edge.port}) to ${document.nodes[edge.to]?.label ?? edge.to}`,
        data: { travelled, dimmed: shown && !travelled },
      }
    })
}
