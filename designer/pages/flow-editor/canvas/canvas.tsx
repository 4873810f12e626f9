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
  type FinalConnectionState,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type MouseEvent as ReactMouseEvent } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import type { WireEdge } from '#designer/graph/card-data.ts'
import { Drawing, type CanvasNode } from '#designer/graph/drawing.ts'
import graph from '#designer/graph/flow-graph.module.css'
import { Frame } from '#designer/graph/frame.tsx'
import { FarLayer } from '#designer/graph/far-layer.tsx'
import { lineAt } from '#designer/graph/far-pick.ts'
import { farScene } from '#designer/graph/far-scene.ts'
import { DrawnFromAfar, isLarge, MovesAsPicture, useIsFar } from '#designer/graph/large-flow.tsx'
import { minimapColor } from '#designer/graph/minimap-color.ts'
import { NodeCard } from '#designer/graph/node-card.tsx'
import { Note } from '#designer/graph/note.tsx'
import { SkipSteps, StepKeys } from '#designer/graph/step-keys.tsx'
import { t } from '#designer/i18n/index.ts'
import { CARD_WIDTH } from '#designer/graph/ports.ts'
import { Wire, WireMiddle, type MiddleOf } from '#designer/graph/wire.tsx'
import { addStep } from '../edits/add-step.ts'
import { refusal } from '../edits/connect-rules.ts'
import { paletteItems } from '../edits/palette-items.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import classes from './canvas.module.css'
import { CanvasHint } from './canvas-hint.tsx'
import { CanvasTools } from './canvas-tools.tsx'
import { firstView } from './first-view.ts'
import { InsertButton } from './insert-button.tsx'
import { KeepInSight } from './keep-in-sight.tsx'
import { PALETTE_MIME } from './palette.tsx'
import { RecordsPill } from './records-pill.tsx'
import { useCanvasNodes } from './use-canvas-nodes.ts'
import { useDrawingEdits } from './use-drawing-edits.ts'
import { useOpenStep } from './use-open-step.ts'

const NODE_TYPES = { card: NodeCard, frame: Frame, note: Note }
const EDGE_TYPES = { wire: Wire }

/** How near to a line a click must be to choose it from afar. */
const REACH_PX = 6

const edgeOf = (connection: Connection | Edge) => ({
  from: connection.source,
  port: connection.sourceHandle ?? 'out',
  to: connection.target,
})

export function Canvas() {
  const store = useEditorStore()
  const readOnly = useEditor((state) => state.readOnly)
  const connectors = useQuery(connectorsQuery()).data
  const { document, nodes, cards, moving, wires, chooseWire, onNodesChange, onEdgesChange } = useCanvasNodes(connectors)
  const drawing = useDrawingEdits()
  const colorMode = useComputedColorScheme('light')
  const { screenToFlowPosition, getZoom } = useReactFlow()
  const frame = useRef<HTMLDivElement>(null)
  const [reason, setReason] = useState<string>()

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
    ({ source, port, target, records }: MiddleOf) => (
      <span className={classes.onWire}>
        {records && records.length > 0 ? <RecordsPill records={records} /> : null}
        {readOnly ? null : <InsertButton edge={{ from: source, port, to: target }} />}
      </span>
    ),
    [readOnly],
  )

  const openStep = useOpenStep()
  const large = isLarge(Object.keys(document.nodes).length)
  const far = useIsFar()
  const drawn = large && far
  // Drawn ones can be clicked at too; what is chosen is on the page, as near by.
  const edges = useMemo(() => (drawn ? wires.filter((wire) => wire.selected) : wires), [drawn, wires])
  const onPaneClick = (event: ReactMouseEvent) => {
    store.getState().look({ quickAdd: undefined })
    if (!drawn) return
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
    const id = lineAt(farScene(cards, wires).lines, at, REACH_PX / getZoom())
    if (id !== undefined) chooseWire(id)
  }

  return (
    <Drawing value={readOnly ? undefined : drawing}>
      <SkipSteps frame={frame} />
      <WireMiddle value={middle}>
        <DrawnFromAfar value={drawn}>
          <ReactFlow<CanvasNode, WireEdge>
            ref={frame}
            className={graph.graph ?? ''}
            nodes={nodes}
            edges={edges}
            data-far={far || undefined}
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
              openStep(node.id)
            }}
            onPaneClick={onPaneClick}
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
            onlyRenderVisibleElements={large}
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
            minZoom={0.04}
            maxZoom={2}
            onInit={(canvas) => {
              const box = frame.current?.getBoundingClientRect()
              if (box) firstView(canvas, box.width, box.height)
            }}
            proOptions={{ hideAttribution: true }}
            onFocusCapture={(event) => {
              // Tab goes from step to step and selects it.
              const id = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id')
              if (id && document.nodes[id] && (event.target as Element).matches(':focus-visible') && !store.getState().selection.has(id))
                store.getState().select([id])
            }}
          >
            {large ? null : <Background gap={20} size={1.2} />}
            <MiniMap pannable zoomable nodeColor={minimapColor} nodeBorderRadius={6} style={{ width: 150, height: 96 }} ariaLabel={null} />
            <MovesAsPicture />
            {drawn ? <FarLayer cards={cards} wires={wires} moving={moving} /> : null}
            <KeepInSight />
            <StepKeys
              document={document}
              frame={frame}
              help={t('Tab: next step · Alt+arrows: along the lines · Ctrl+F: search all steps · Esc twice: leave the canvas')}
            />
            <CanvasTools />
            <CanvasHint reason={reason} />
          </ReactFlow>
        </DrawnFromAfar>
      </WireMiddle>
    </Drawing>
  )
}
