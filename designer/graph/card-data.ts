// What a card shows, computed from the document: the React Flow node's data.
import type { Edge, Node } from '@xyflow/react'
import { ERROR_PORT, type FlowDocument, type FlowNode } from '#shared/flow/document.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { StepStatus, StepView } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { edgeRecords, type EdgeRecord } from './edge-records.ts'
import { placements } from './placement.ts'
import { CARD_WIDTH, cardHeight, handlesOf, portLabel } from './ports.ts'
import { connectorOf, slotOf, summaryOf } from './summary.ts'

export interface NodeState {
  readonly status: StepStatus
  /** Records that came through this node. */
  readonly count: number
  /** Records of those that are parked. */
  readonly failed: number
}
export type NodeStates = Readonly<Record<string, NodeState>>

/** How the connection behind a step's slot stands. */
export interface SlotSign {
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet'
  readonly words: string
}

export interface CardData extends Record<string, unknown> {
  readonly node: FlowNode
  readonly summary: string
  /** Inline SVG of the connector, when the node talks to a system. */
  readonly connectorIcon?: string
  readonly errors: number
  readonly warnings: number
  readonly state?: NodeState
  readonly slot?: SlotSign
  /** A test begins here with a record that was kept. */
  readonly pinned?: true
  /** How it differs from another version of the flow. */
  readonly change?: NodeChange
  /** A run is shown and has not come here. */
  readonly dimmed: boolean
}
export type CardNode = Node<CardData, 'card'>

export type NodeChange = 'added' | 'removed' | 'changed'

export interface WireData extends Record<string, unknown> {
  /** The way of records that a step cannot handle. */
  readonly isError: boolean
  /** What went along here in the test that is shown. */
  readonly records?: readonly EdgeRecord[]
  readonly change?: 'added' | 'removed'
  /** Records went along here in the run that is shown. */
  readonly travelled: boolean
  readonly dimmed: boolean
}
export type WireEdge = Edge<WireData, 'wire'>

export interface CardOptions {
  readonly connectors?: readonly ConnectorDescriptor[]
  readonly states?: NodeStates
  readonly problems?: ReadonlyMap<string, { readonly errors: number; readonly warnings: number }>
  readonly slots?: ReadonlyMap<string, SlotSign>
  readonly pinned?: ReadonlySet<string>
  readonly changes?: ReadonlyMap<string, NodeChange>
}

export function toCards(document: FlowDocument, { connectors = [], states, problems, slots, pinned, changes }: CardOptions): CardNode[] {
  const places = placements(document)
  return Object.entries(document.nodes).map(([id, node]) => {
    const state = states?.[id]
    const icon = connectorOf(document, slotOf(node), connectors)?.icon
    const problem = problems?.get(id)
    const slot = slots?.get(slotOf(node) ?? '')
    const change = changes?.get(id)
    const summary = summaryOf(document, node, connectors)
    return {
      id,
      type: 'card',
      position: places.get(id) ?? { x: 0, y: 0 },
      // Known without looking at the page: cards out of sight are not on it.
      measured: { width: CARD_WIDTH, height: cardHeight(node) },
      handles: handlesOf(node),
      ariaLabel: `${node.label}: ${summary}${node.disabled ? ` (${t('switched off')})` : ''}`,
      data: {
        node,
        summary,
        ...(icon && { connectorIcon: icon }),
        errors: problem?.errors ?? 0,
        warnings: problem?.warnings ?? 0,
        ...(state && { state }),
        ...(slot && { slot }),
        ...(pinned?.has(id) && { pinned: true as const }),
        ...(change && { change }),
        dimmed: states !== undefined && Object.keys(states).length > 0 && state === undefined,
      },
    }
  })
}

const isErrorWire = (from: FlowNode | undefined, port: string) => port === ERROR_PORT && from?.onError === 'path'

export const wireId = (edge: { from: string; port: string; to: string }) => `${edge.from}:${edge.port}:${edge.to}`

export function toWires(document: FlowDocument, states?: NodeStates, steps?: readonly StepView[]): WireEdge[] {
  const shown = states !== undefined && Object.keys(states).length > 0
  const recordsOf = shown && steps ? edgeRecords(steps) : undefined
  return document.edges
    .filter((edge) => document.nodes[edge.from] && document.nodes[edge.to])
    .map((edge) => {
      const from = document.nodes[edge.from]
      const records = recordsOf?.(edge)
      const passed = shown && states[edge.from] !== undefined && states[edge.to] !== undefined
      const travelled = passed && (records === undefined || records.length > 0)
      return {
        id: wireId(edge),
        type: 'wire',
        source: edge.from,
        sourceHandle: edge.port,
        target: edge.to,
        targetHandle: 'in',
        ariaLabel: t('{{from}} ({{port}}) to {{to}}', {
          from: from?.label ?? edge.from,
          port: from ? portLabel(from, edge.port) : edge.port,
          to: document.nodes[edge.to]?.label ?? edge.to,
        }),
        data: { travelled, dimmed: shown && !travelled, isError: isErrorWire(from, edge.port), ...(travelled && records && { records }) },
      }
    })
}
