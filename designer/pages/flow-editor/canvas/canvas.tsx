// The canvas: the document drawn as cards and lines, and every gesture on it turned into an edit of the document.
import { useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Background, ConnectionMode, ReactFlow, SelectionMode, type NodeMouseHandler, useReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useCallback, useRef, type DragEvent, type MouseEvent as ReactMouseEvent } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import type { WireEdge } from '#designer/graph/card-data.ts'
import { Drawing, type CanvasNode } from '#designer/graph/drawing.ts'
import graph from '#designer/graph/flow-graph.module.css'
import { Frame } from '#designer/graph/frame.tsx'
import { FarLayer } from '#designer/graph/far-layer.tsx'
import { lineAt } from '#designer/graph/far-pick.ts'
import { farScene } from '#designer/graph/far-scene.ts'
import { DrawnFromAfar, isLarge, MovesAsPicture, useIsFar } from '#designer/graph/large-flow.tsx'
import { MiniMap } from '#designer/graph/mini-map.tsx'
import { NodeCard } from '#designer/graph/node-card.tsx'
import { Note } from '#designer/graph/note.tsx'
import { SkipSteps, StepKeys } from '#designer/graph/step-keys.tsx'
import { t } from '#designer/i18n/index.ts'
import { CARD_WIDTH } from '#designer/graph/ports.ts'
import { useOnPage } from '#designer/graph/use-on-page.ts'
import { Wire, WireMiddle, type MiddleOf } from '#designer/graph/wire.tsx'
import { addStep } from '../edits/add-step.ts'
import { paletteItems } from '../edits/palette-items.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useCanvasDocument } from '../state/use-canvas-document.ts'
import classes from './canvas.module.css'
import { CanvasHint } from './canvas-hint.tsx'
import { CanvasTools } from './canvas-tools.tsx'
import { firstView } from './first-view.ts'
import { InsertButton } from './insert-button.tsx'
import { FollowStates, KeepInSight } from './keep-in-sight.tsx'
import { PALETTE_MIME } from './palette.tsx'
import { RecordsPill } from './records-pill.tsx'
import { useCanvasNodes } from './use-canvas-nodes.ts'
import { useConnecting } from './use-connecting.ts'
import { useDrawingEdits } from './use-drawing-edits.ts'
import { useOpenStep } from './use-open-step.ts'

const NODE_TYPES = { card: NodeCard, frame: Frame, note: Note }
const EDGE_TYPES = { wire: Wire }

/** How near to a line a click must be to choose it from afar. */
const REACH_PX = 6

// Made once: React Flow takes another object for another wish.
const CONNECTION_LINE = { stroke: 'var(--tf-accent)', strokeWidth: 2 }
const ADDING_KEYS = ['Meta', 'Control', 'Shift']
const GRID: [number, number] = [8, 8]
const PRO_OPTIONS = { hideAttribution: true }

export function Canvas() {
  const store = useEditorStore()
  const readOnly = useEditor((state) => state.readOnly)
  const connectors = useQuery(connectorsQuery()).data
  const document = useCanvasDocument()
  const large = isLarge(Object.keys(document.nodes).length)
  const far = useIsFar(large)
  const drawn = large && far
  const { nodes, cards, moving, drag, wires, chooseWire, onNodesChange, onEdgesChange } = useCanvasNodes(connectors, drawn)
  const onPage = useOnPage(nodes, wires, large, drawn)
  const drawing = useDrawingEdits()
  const colorMode = useComputedColorScheme('light')
  const { screenToFlowPosition, getZoom } = useReactFlow()
  const frame = useRef<HTMLDivElement>(null)
  const { reason, ...connecting } = useConnecting()

  const onDrop = (event: DragEvent) => {
    const item = paletteItems(connectors ?? []).find((one) => one.id === event.dataTransfer.getData(PALETTE_MIME))
    if (!item) return
    event.preventDefault()
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const added = addStep(document, item, { x: at.x - CARD_WIDTH / 2, y: at.y - 32 })
    if (store.getState().apply(added.edit)) store.getState().select([added.id])
  }
  const middle = useCallback(
    ({ source, port, target, records }: MiddleOf) => (
      <span className={classes.onWire}>
        {records && records.length > 0 ? <RecordsPill records={records} /> : null}
        {readOnly ? null : <InsertButton edge={{ from: source, port, to: target }} />}
      </span>
    ),
    [readOnly],
  )

  const onDragStart = useCallback(() => store.getState().look({ dragging: true }), [store])
  const onDragStop = useCallback(() => store.getState().look({ dragging: false }), [store])
  const openStep = useOpenStep()
  const onNodeDoubleClick = useCallback<NodeMouseHandler<CanvasNode>>((_, node) => openStep(node.id), [openStep])
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
            nodes={onPage.nodes}
            edges={onPage.wires}
            data-far={far || undefined}
            data-dragging={moving.size > 0 || undefined}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            colorMode={colorMode}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            {...connecting}
            onNodeDragStart={onDragStart}
            onNodeDragStop={onDragStop}
            onNodeDoubleClick={onNodeDoubleClick}
            onPaneClick={onPaneClick}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(PALETTE_MIME)) return
              event.preventDefault()
              event.dataTransfer.dropEffect = 'copy'
            }}
            onDrop={onDrop}
            connectionMode={ConnectionMode.Strict}
            connectionRadius={36}
            connectionLineStyle={CONNECTION_LINE}
            nodesDraggable={!readOnly}
            nodesConnectable={!readOnly}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionMode={SelectionMode.Partial}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={ADDING_KEYS}
            panActivationKeyCode="Space"
            panOnScroll
            zoomOnDoubleClick={false}
            snapToGrid
            snapGrid={GRID}
            minZoom={0.04}
            maxZoom={2}
            onInit={(canvas) => {
              const box = frame.current?.getBoundingClientRect()
              if (box) firstView(canvas, box.width, box.height)
            }}
            proOptions={PRO_OPTIONS}
            onFocusCapture={(event) => {
              // Tab goes from step to step and selects it.
              const id = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id')
              if (id && document.nodes[id] && (event.target as Element).matches(':focus-visible') && !store.getState().selection.has(id))
                store.getState().select([id])
            }}
          >
            {large ? null : <Background gap={20} size={1.2} />}
            <MiniMap nodes={nodes} />
            <MovesAsPicture />
            {drawn ? <FarLayer cards={cards} wires={wires} moving={moving} drag={drag} /> : null}
            <KeepInSight />
            <FollowStates />
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
