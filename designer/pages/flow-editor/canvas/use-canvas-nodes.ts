// What the canvas draws (cards, frames, notes, lines), and what becomes of the changes that React Flow reports: a drag is shown at once and
// is one edit of the document when it ends.
import type { EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { toCards, toWires, type WireEdge } from '#designer/graph/card-data.ts'
import { createDrag, type Places } from '#designer/graph/drag.ts'
import { toFrames, toNotes, type CanvasNode } from '#designer/graph/drawing.ts'
import { placements } from '#designer/graph/placement.ts'
import { keepStable } from '#designer/graph/stable-nodes.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useCanvasDocument } from '../state/use-canvas-document.ts'
import { countByNode, useProblems } from '../state/use-issues.ts'
import { useSlotSigns } from './use-slot-signs.ts'

interface Spot {
  readonly x: number
  readonly y: number
}
interface Size {
  readonly width: number
  readonly height: number
}
const NOTHING: ReadonlySet<string> = new Set()
const NOTE = 'note:'
const GROUP = 'group:'

export function useCanvasNodes(connectors: readonly ConnectorDescriptor[] | undefined, drawn: boolean) {
  const store = useEditorStore()
  const document = useCanvasDocument()
  const states = useEditor((state) => state.states)
  const selection = useEditor((state) => state.selection)
  const chosenNotes = useEditor((state) => state.notes)
  const pins = useEditor((state) => state.pins)
  const trial = useEditor((state) => state.trial)
  const problems = useProblems()
  const slots = useSlotSigns()
  /** By node id of React Flow, while it is dragged or sized. */
  const [dragged, setDragged] = useState<Readonly<Record<string, Spot>>>({})
  const [sized, setSized] = useState<Readonly<Record<string, Size>>>({})
  const [chosenWires, setChosenWires] = useState<ReadonlySet<string>>(new Set())
  const [stable] = useState(keepStable)
  /** From afar a drag is drawn on a sheet of its own, and the page stays as it is until it ends. */
  const [drag] = useState(createDrag)
  const [moving, setMoving] = useState(NOTHING)

  const cards = useMemo(
    () =>
      toCards(document, {
        ...(connectors && { connectors }),
        ...(states && { states }),
        problems: countByNode(problems),
        slots,
        pinned: new Set(Object.keys(pins)),
      }),
    [document, connectors, states, problems, slots, pins],
  )
  const resting = useMemo(() => stable(cards.map((card) => ({ ...card, selected: selection.has(card.id) }))), [cards, selection, stable])
  const placed = useMemo(
    () =>
      resting.map((card) => {
        const position = dragged[card.id]
        return position ? { ...card, position } : card
      }),
    [resting, dragged],
  )
  const nodes = useMemo((): CanvasNode[] => {
    const at = new Map(placed.map((card) => [card.id, card.position]))
    const frames = toFrames(document, (id) => at.get(id))
    const notes = toNotes(document, chosenNotes).map((note) => {
      const size = sized[note.id]
      return { ...note, position: dragged[note.id] ?? note.position, ...(size && { ...size, measured: size }) }
    })
    return [...frames, ...notes, ...placed]
  }, [placed, dragged, sized, chosenNotes, document])
  const wires = useMemo(
    () => toWires(document, states, trial?.result.view.steps).map((wire) => ({ ...wire, selected: chosenWires.has(wire.id) })),
    [document, states, trial, chosenWires],
  )

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const state = store.getState()
      const moving: Record<string, Spot> = {}
      const settled: Record<string, Spot> = {}
      const sizing: Record<string, Size> = {}
      let isSettledSize = false
      const chosen = new Set(state.selection)
      const notes = new Set(state.notes)
      for (const change of changes) {
        if (change.type === 'position' && change.position) {
          const into = change.dragging === false ? settled : moving
          if (change.id.startsWith(GROUP)) Object.assign(into, withFrame(change.id, change.position))
          else into[change.id] = change.position
        }
        if (change.type === 'dimensions' && change.resizing !== undefined && change.dimensions) {
          sizing[change.id] = change.dimensions
          isSettledSize ||= !change.resizing
        }
        if (change.type === 'select') {
          if (change.id.startsWith(NOTE)) notes[change.selected ? 'add' : 'delete'](change.id.slice(NOTE.length))
          else chosen[change.selected ? 'add' : 'delete'](change.id)
        }
      }
      if (changes.some((change) => change.type === 'select')) {
        state.select(chosen)
        state.look({ notes })
      }
      if (Object.keys(moving).length > 0) {
        if (drawn) liftOnto(moving)
        if (!drawn || movesOnPage(Object.keys(moving))) setDragged((old) => ({ ...old, ...moving }))
      }
      if (Object.keys(sizing).length > 0 && !isSettledSize) setSized((old) => ({ ...old, ...sizing }))
      if (Object.keys(settled).length > 0 || isSettledSize) {
        const places = isSettledSize ? { ...dragged, ...moving } : settled
        setDragged({})
        setSized({})
        setMoving(NOTHING)
        drag.move({})
        state.look({ dragging: false })
        state.apply(settle(places, sizing), isSettledSize ? undefined : `move:${Object.keys(settled).join()}`)
      }

      /** Also from afar frames, notes and chosen lines are on the page: they follow their steps there. */
      function movesOnPage(ids: readonly string[]): boolean {
        const groups = Object.values(state.document.layout.groups ?? {})
        const isPlain = (id: string) => Object.hasOwn(state.document.nodes, id) && !groups.some(({ nodes: steps }) => steps.includes(id))
        return chosenWires.size > 0 || !ids.every(isPlain)
      }

      function liftOnto(places: Places) {
        const before = drag.places()
        const steps = Object.entries(places).filter(([id]) => Object.hasOwn(state.document.nodes, id))
        if (steps.some(([id]) => !before[id])) setMoving(new Set([...Object.keys(before), ...steps.map(([id]) => id)]))
        drag.move({ ...before, ...Object.fromEntries(steps) })
      }

      /** Where the steps of a frame go with it. */
      function withFrame(id: string, to: Spot): Record<string, Spot> {
        const { document: flow } = store.getState()
        const places = placements(flow)
        const frame = toFrames(flow, (step) => places.get(step)).find((one) => one.id === id)
        const group = flow.layout.groups?.[id.slice(GROUP.length)]
        if (!frame || !group) return {}
        const by = { x: to.x - frame.position.x, y: to.y - frame.position.y }
        return Object.fromEntries(
          group.nodes.flatMap((step) => {
            const place = flow.nodes[step] && places.get(step)
            return place ? [[step, { x: place.x + by.x, y: place.y + by.y }]] : []
          }),
        )
      }

      function settle(places: Readonly<Record<string, Spot>>, sizes: Readonly<Record<string, Size>>): FlowEdit {
        const { document: flow } = store.getState()
        const steps = Object.entries(places).filter(([id]) => Object.hasOwn(flow.nodes, id))
        const changed = new Set([...Object.keys(places), ...Object.keys(sizes)].filter((id) => id.startsWith(NOTE)))
        const edits = [...changed].flatMap((id): FlowEdit[] => {
          const note = flow.layout.notes?.[id.slice(NOTE.length)]
          return note ? [{ kind: 'set-note', id: id.slice(NOTE.length), note: { ...note, ...places[id], ...sizes[id] } }] : []
        })
        return {
          kind: 'batch',
          edits: [...(steps.length > 0 ? [{ kind: 'move-nodes', positions: Object.fromEntries(steps) } as const] : []), ...edits],
        }
      }
    },
    [store, dragged, drawn, chosenWires, drag],
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
  const chooseWire = useCallback((id: string) => setChosenWires(new Set([id])), [])
  return { nodes, cards: placed, moving, drag, wires, chooseWire, onNodesChange, onEdgesChange }
}
