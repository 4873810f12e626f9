// A flow as a graph to look at: the run page shows states and counts on it. Nothing here changes the flow.
import { useComputedColorScheme } from '@mantine/core'
import { Background, Controls, ReactFlow, ReactFlowProvider, useNodesInitialized, useReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useEffect, useMemo, useRef } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { toCards, toWires, type NodeChange, type NodeStates } from './card-data.ts'
import { toFrames, toNotes, type CanvasNode } from './drawing.ts'
import { Frame } from './frame.tsx'
import classes from './flow-graph.module.css'
import { NodeCard } from './node-card.tsx'
import { Note } from './note.tsx'
import { FarLayer } from './far-layer.tsx'
import { DrawnFromAfar, isLarge, MovesAsPicture, useIsFar } from './large-flow.tsx'
import { MiniMap } from './mini-map.tsx'
import { SkipSteps, StepKeys } from './step-keys.tsx'
import { t } from '#designer/i18n/index.ts'
import { useOnPage } from './use-on-page.ts'
import { Wire } from './wire.tsx'

export type { NodeState, NodeStates } from './card-data.ts'

const NODE_TYPES = { card: NodeCard, frame: Frame, note: Note }
const EDGE_TYPES = { wire: Wire }

export interface FlowGraphProps {
  readonly document: FlowDocument
  readonly states?: NodeStates
  readonly selected?: string
  readonly onSelect: (nodeId: string) => void
  /** Gives cards the names and icons of systems. */
  readonly connectors?: readonly ConnectorDescriptor[]
  /** For large spaces. Default: only with more than 12 nodes. */
  readonly minimap?: boolean
  /** How steps and lines differ from another version, by their ids. */
  readonly changes?: ReadonlyMap<string, NodeChange>
  readonly wireChanges?: ReadonlyMap<string, 'added' | 'removed'>
}

// Of a large flow most steps are not on the page.
const FIT = { padding: 0.15, maxZoom: 1, includeHiddenNodes: true }
const NO_NOTES: ReadonlySet<string> = new Set()

export function FlowGraph(props: FlowGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  )
}

function Graph({ document, states, selected, onSelect, connectors, minimap, changes, wireChanges }: FlowGraphProps) {
  const colorMode = useComputedColorScheme('light')
  const frame = useRef<HTMLDivElement>(null)
  const cards = useMemo(() => {
    const all = toCards(document, { ...(connectors && { connectors }), ...(states && { states }), ...(changes && { changes }) })
    return all.map((card) => ({ ...card, selected: card.id === selected }))
  }, [document, states, selected, connectors, changes])
  const nodes = useMemo((): CanvasNode[] => {
    const places = new Map(cards.map((card) => [card.id, card.position]))
    return [...toFrames(document, (id) => places.get(id)), ...toNotes(document, NO_NOTES), ...cards]
  }, [document, cards])
  const edges = useMemo(
    () =>
      toWires(document, states).map((wire) => {
        const change = wireChanges?.get(wire.id)
        return change && wire.data ? { ...wire, data: { ...wire.data, change } } : wire
      }),
    [document, states, wireChanges],
  )
  const large = isLarge(nodes.length)
  const far = useIsFar(large)
  const drawn = large && far
  const onPage = useOnPage(nodes, edges, large, drawn)
  const ready = useNodesInitialized()
  const { fitView } = useReactFlow()
  useEffect(() => {
    if (ready) void fitView(FIT)
  }, [ready, fitView])
  return (
    <DrawnFromAfar value={drawn}>
      <SkipSteps frame={frame} />
      <ReactFlow
        ref={frame}
        className={classes.graph ?? ''}
        nodes={onPage.nodes}
        edges={onPage.wires}
        data-far={far || undefined}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={colorMode}
        onNodeClick={(_, node) => node.type === 'card' && onSelect(node.id)}
        // By key. `onSelectionChange` would also report what we selected ourselves.
        onNodesChange={(reported) => {
          const chosen = reported.find((change) => change.type === 'select' && change.selected)
          if (chosen?.type === 'select' && chosen.id !== selected && Object.hasOwn(document.nodes, chosen.id)) onSelect(chosen.id)
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={FIT}
        minZoom={0.04}
        proOptions={{ hideAttribution: true }}
      >
        {large ? null : <Background gap={20} size={1.2} />}
        <MovesAsPicture />
        <StepKeys
          document={document}
          frame={frame}
          help={t('Tab: next step · Enter: open it · the buttons of the canvas come behind the last step')}
        />
        {drawn ? <FarLayer cards={cards} wires={edges} /> : null}
        <Controls showInteractive={false} fitViewOptions={FIT} position="bottom-left" />
        {(minimap ?? nodes.length > 12) ? <MiniMap nodes={nodes} /> : null}
      </ReactFlow>
    </DrawnFromAfar>
  )
}
