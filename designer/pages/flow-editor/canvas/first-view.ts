// Where the canvas stands when a flow is opened, or tried: all of it when that is readable, else its beginning.
import type { ReactFlowInstance } from '@xyflow/react'
import type { WireEdge } from '#designer/graph/card-data.ts'
import type { CanvasNode } from '#designer/graph/drawing.ts'

/** Below this labels cannot be read. */
const READABLE = 0.72
const MARGIN = 40

export function firstView(
  canvas: Pick<ReactFlowInstance<CanvasNode, WireEdge>, 'getNodes' | 'getNodesBounds' | 'setViewport'>,
  width: number,
  height: number,
): void {
  const nodes = canvas.getNodes()
  if (nodes.length === 0) return
  const box = canvas.getNodesBounds(nodes)
  const fit = Math.min(1, (width - 2 * MARGIN) / box.width, (height - 2 * MARGIN) / box.height)
  const zoom = Math.max(READABLE, fit)
  const along = (start: number, size: number, room: number) =>
    size * zoom + 2 * MARGIN > room ? MARGIN - start * zoom : (room - size * zoom) / 2 - start * zoom
  void canvas.setViewport({ x: along(box.x, box.width, width), y: along(box.y, box.height, height), zoom })
}
