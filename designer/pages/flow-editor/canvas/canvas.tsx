// The canvas: the document drawn as cards and lines, and every gesture on it turned into an edit of the document.
import { useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  Background,
  ConnectionMode,
  MiniMap,
  ReactFlow,
  SelectionMode,
  type Connection,
  type Edge,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { toCards, toWires, type CardNode, type WireEdge } from '#designer/graph/card-data.ts'
import graph from '#designer/graph/flow-graph.module.css'
import { minimapColor } from '#designer/graph/minimap-color.ts'
import { NodeCard } from '#designer/graph/node-card.tsx'
import { CARD_WIDTH } from '#designer/graph/ports.ts'
import { Wire, WireMiddle } from '#designer/graph/wire.tsx'
import { addStep } from '../edits/add-step.ts'
import { refusal } from '../edits/connect-rules.ts'
import { paletteItems } from '../edits/palette-items.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useCanvasDocument } from '../state/use-canvas-document.ts'
import { countByNode, useProblems } from '../state/use-issues.ts'
import { CanvasHint } from './canvas-hint.tsx'
import { CanvasTools } from './canvas-tools.tsx'
import { firstView } from './first-view.ts'
import { InsertButton } from './insert-button.tsx'
import { KeepInSight } from './keep-in-sight.tsx'
import { PALETTE_MIME } from './palette.tsx'

const NODE_TYPES = { card: NodeCard }
const EDGE_TYPES = { wire: Wire }
type Places = Readonly<Record<string, { readonly x: number; readonly y: number }>>

const edgeOf = (connection: Connection | Edge) => ({
  from: connection.source,
  port: connection.sourceHandle ?? 'out',
  to: connection.target,
})

export function Canvas() {
  const store = useEditorStore()
  const document = useCanvasDocument()
  const states = useEditor((state) => state.states)
  const selection = useEditor((state) => state.selection)
  const readOnly = useEditor((state) => state.readOnly)
  const connectors = useQuery(connectorsQuery()).data
  const problems = useProblems()
  const colorMode = useComputedColorScheme('light')
  const { screenToFlowPosition } = useReactFlow()
  const [dragged, setDragged] = useState<Places>({})
  const [chosenWires, setChosenWires] = useState<ReadonlySet<string>>(new Set())
  const frame = useRef<HTMLDivElement>(null)
  const [reason, setReason] = useState<string>()

  const cards = useMemo(
    () => toCards(document, { ...(connectors && { connectors }), ...(states && { states }), problems: countByNode(problems) }),
    [document, connectors, states, problems],
  )
  const nodes = useMemo(
    () => cards.map((card) => ({ ...card, position: dragged[card.id] ?? card.position, selected: selection.has(card.id) })),
    [cards, dragged, selection],
  )
  const wires = useMemo(
    () => toWires(document, states).map((wire) => ({ ...wire, selected: chosenWires.has(wire.id) })),
    [document, states, chosenWires],
  )

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const moving: Record<string, { x: number; y: number }> = {}
      const settled: Record<string, { x: number; y: number }> = {}
      const { selection: before, select, apply } = store.getState()
      const chosen = new Set(before)
      for (const change of changes) {
        if (change.type === 'position' && change.position) (change.dragging ? moving : settled)[change.id] = change.position
        if (change.type === 'select') chosen[change.selected ? 'add' : 'delete'](change.id)
      }
      if (changes.some((change) => change.type === 'select')) select(chosen)
      if (Object.keys(moving).length > 0) setDragged((old) => ({ ...old, ...moving }))
      if (Object.keys(settled).length > 0) {
        setDragged({})
        apply({ kind: 'move-nodes', positions: settled }, `move:${Object.keys(settled).join()}`)
      }
    },
    [store],
  )
  const onEdgesChange = useCallback((changes: EdgeChange<WireEdge>[]) => {
    const selects = changes.filter((change) => change.type === 'select')
    if (selects.length === 0) return
    setChosenWires((old) => {
      const next = new Set(old)
      for (const change of selects) next[change.selected ? 'add' : 'delete'](change.id)
      return next
    })
  }, [])
  const onConnect = (connection: Connection) => {
    const edge = edgeOf(connection)
    const why = refusal(document, edge)
    if (why) setReason(why)
    else store.getState().apply({ kind: 'connect', edge })
  }
  const onConnectEnd = (event: MouseEvent | TouchEvent, end: FinalConnectionState) => {
    if (end.isValid || !end.fromNode || !end.fromHandle) return
    if (end.toNode) {
      const edge = { from: end.fromNode.id, port: end.fromHandle.id ?? 'out', to: end.toNode.id }
      const why = refusal(document, edge)
      // Dropped on a card beside its dot: that is what was meant.
      if (why === undefined && end.fromHandle.type === 'source') store.getState().apply({ kind: 'connect', edge })
      else setReason(why)
      return
    }
    if (end.fromHandle.type !== 'source') return
    const point = 'changedTouches' in event ? event.changedTouches[0] : event
    if (!point) return
    const at = screenToFlowPosition({ x: point.clientX, y: point.clientY })
    store.getState().look({
      quickAdd: {
        x: point.clientX,
        y: point.clientY,
        at: { x: at.x, y: at.y - 32 },
        from: { node: end.fromNode.id, port: end.fromHandle.id ?? 'out' },
      },
    })
  }
  const onDrop = (event: DragEvent) => {
    const item = paletteItems(connectors ?? []).find((one) => one.id === event.dataTransfer.getData(PALETTE_MIME))
    if (!item) return
    event.preventDefault()
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const added = addStep(document, item, { x: at.x - CARD_WIDTH / 2, y: at.y - 32 })
    if (store.getState().apply(added.edit)) store.getState().select([added.id])
  }
  useEffect(() => {
    if (reason === undefined) return
    const timer = setTimeout(() => setReason(undefined), 4_000)
    return () => clearTimeout(timer)
  }, [reason])
  const middle = useCallback(
    (wire: { source: string; port: string; target: string }) =>
      readOnly ? null : <InsertButton edge={{ from: wire.source, port: wire.port, to: wire.target }} />,
    [readOnly],
  )

  return (
    <WireMiddle value={middle}>
      <ReactFlow<CardNode, WireEdge>
        ref={frame}
        className={graph.graph ?? ''}
        nodes={nodes}
        edges={wires}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={colorMode}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectStart={() => setReason(undefined)}
        onConnectEnd={onConnectEnd}
        isValidConnection={(connection) => refusal(document, edgeOf(connection)) === undefined}
        onNodeDoubleClick={(_, node) => {
          const opened = document.nodes[node.id]
          if (opened?.kind === 'map' || (opened?.kind === 'call' && opened.config.rows))
            store.getState().look({ mapping: { nodeId: node.id } })
        }}
        onPaneClick={() => store.getState().look({ quickAdd: undefined })}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(PALETTE_MIME)) return
          event.preventDefault()
          event.dataTransfer.dropEffect = 'copy'
        }}
        onDrop={onDrop}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={36}
        connectionLineStyle={{ stroke: 'var(--tf-accent)', strokeWidth: 2 }}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionMode={SelectionMode.Partial}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        panActivationKeyCode="Space"
        panOnScroll
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.15}
        maxZoom={2}
        onInit={(canvas) => {
          const box = frame.current?.getBoundingClientRect()
          if (box) firstView(canvas, box.width, box.height)
        }}
        proOptions={{ hideAttribution: true }}
        onFocusCapture={(event) => {
          // Tab goes from step to step and selects it.
          const id = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id')
          if (id && (event.target as Element).matches(':focus-visible') && !store.getState().selection.has(id))
            store.getState().select([id])
        }}
      >
        <Background gap={20} size={1.2} />
        <MiniMap pannable zoomable nodeColor={minimapColor} nodeBorderRadius={6} style={{ width: 150, height: 96 }} ariaLabel={null} />
        <KeepInSight />
        <CanvasTools />
        <CanvasHint reason={reason} />
      </ReactFlow>
    </WireMiddle>
  )
}
