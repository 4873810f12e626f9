// Frames around steps and notes on the canvas, as nodes of React Flow. They say something to people; records know nothing of them.
import type { Node } from '@xyflow/react'
import { createContext } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowGroup, FlowNote, LayoutColor } from '#shared/flow/layout.ts'
import type { CardNode } from './card-data.ts'
import type { Point } from './placement.ts'
import { CARD_WIDTH, cardHeight } from './ports.ts'

export interface FrameData extends Record<string, unknown> {
  readonly groupId: string
  readonly label: string
  readonly color: LayoutColor
  readonly count: number
}
export type FrameNode = Node<FrameData, 'frame'>

export interface NoteData extends Record<string, unknown> {
  readonly noteId: string
  readonly text: string
  readonly color: LayoutColor
}
export type NoteNode = Node<NoteData, 'note'>
export type CanvasNode = CardNode | FrameNode | NoteNode

/** What a canvas allows to do with them; nothing in graphs that are only looked at. */
export interface DrawingEdits {
  setGroup(id: string, change: Partial<Pick<FlowGroup, 'label' | 'color'>> | null): void
  selectGroup(id: string): void
  setNote(id: string, change: Partial<FlowNote> | null): void
}
export const Drawing = createContext<DrawingEdits | undefined>(undefined)

const PADDING = 20
export const FRAME_HEAD = 32

export const frameNodeId = (id: string) => `group:${id}`
export const noteNodeId = (id: string) => `note:${id}`

/** The frames, each around where its steps stand now. `at` gives the place of a step. */
export function toFrames(flow: FlowDocument, at: (id: string) => Point | undefined): FrameNode[] {
  return Object.entries(flow.layout.groups ?? {}).flatMap(([groupId, group]) => {
    const boxes = group.nodes.flatMap((id) => {
      const [node, place] = [flow.nodes[id], at(id)]
      return node && place ? [{ ...place, right: place.x + CARD_WIDTH, bottom: place.y + cardHeight(node) }] : []
    })
    if (boxes.length === 0) return []
    const x = Math.min(...boxes.map((box) => box.x)) - PADDING
    const y = Math.min(...boxes.map((box) => box.y)) - PADDING - FRAME_HEAD
    const width = Math.max(...boxes.map((box) => box.right)) + PADDING - x
    const height = Math.max(...boxes.map((box) => box.bottom)) + PADDING - y
    return [
      {
        id: frameNodeId(groupId),
        type: 'frame' as const,
        position: { x, y },
        width,
        height,
        measured: { width, height },
        zIndex: -2,
        selectable: false,
        focusable: false,
        dragHandle: '[data-frame-grip]',
        // What lies within is clicked through it; its head takes the pointer itself.
        style: { pointerEvents: 'none' as const },
        data: { groupId, label: group.label, color: group.color ?? 'gray', count: boxes.length },
      },
    ]
  })
}

export function toNotes(flow: FlowDocument, selected: ReadonlySet<string>): NoteNode[] {
  return Object.entries(flow.layout.notes ?? {}).map(([noteId, { x, y, width, height, text, color }]) => ({
    id: noteNodeId(noteId),
    type: 'note' as const,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    zIndex: -1,
    selected: selected.has(noteId),
    ariaLabel: text === '' ? noteId : text.slice(0, 200),
    data: { noteId, text, color: color ?? 'yellow' },
  }))
}
