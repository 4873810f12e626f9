// Bringing steps into line: by an edge, by their middle, or with equal gaps between them.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Place } from '#shared/flow/edit.ts'
import { placements } from '#designer/graph/placement.ts'
import { CARD_WIDTH, cardHeight } from '#designer/graph/ports.ts'

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function boxesOf(flow: FlowDocument, ids: Iterable<string>): readonly Box[] {
  const places = placements(flow)
  return [...ids].flatMap((id) => {
    const [node, place] = [flow.nodes[id], places.get(id)]
    return node && place ? [{ id, ...place, width: CARD_WIDTH, height: cardHeight(node) }] : []
  })
}

/** The least rectangle around the steps; undefined without any. */
export function boundsOf(flow: FlowDocument, ids: Iterable<string>): Omit<Box, 'id'> | undefined {
  const boxes = boxesOf(flow, ids)
  if (boxes.length === 0) return undefined
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

export function aligned(flow: FlowDocument, ids: Iterable<string>, how: Alignment): Record<string, Place> {
  const boxes = boxesOf(flow, ids)
  const all = boundsOf(flow, ids)
  if (!all) return {}
  const at = (box: Box): Place => {
    switch (how) {
      case 'left':
        return { x: all.x, y: box.y }
      case 'center':
        return { x: all.x + (all.width - box.width) / 2, y: box.y }
      case 'right':
        return { x: all.x + all.width - box.width, y: box.y }
      case 'top':
        return { x: box.x, y: all.y }
      case 'middle':
        // By the head of the card: that is where the lines go in and out.
        return { x: box.x, y: middleOf(boxes) }
      case 'bottom':
        return { x: box.x, y: all.y + all.height - box.height }
    }
  }
  return Object.fromEntries(boxes.map((box) => [box.id, at(box)]))
}

function middleOf(boxes: readonly Box[]): number {
  const sorted = boxes.map((box) => box.y).toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** The outermost ones stay; the others get equal gaps. */
export function distributed(flow: FlowDocument, ids: Iterable<string>, axis: 'x' | 'y'): Record<string, Place> {
  const size = axis === 'x' ? 'width' : 'height'
  const boxes = boxesOf(flow, ids).toSorted((a, b) => a[axis] - b[axis])
  const [first, last] = [boxes[0], boxes.at(-1)]
  if (!first || !last || boxes.length < 3) return {}
  const room = last[axis] + last[size] - first[axis] - boxes.reduce((sum, box) => sum + box[size], 0)
  const gap = room / (boxes.length - 1)
  let next = first[axis]
  return Object.fromEntries(
    boxes.map((box) => {
      const at = Math.round(next)
      next += box[size] + gap
      return [box.id, axis === 'x' ? { x: at, y: box.y } : { x: box.x, y: at }]
    }),
  )
}
