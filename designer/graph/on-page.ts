// Which steps and lines of a large flow are on the page: those in the view and a margin around it.
import type { WireEdge } from './card-data.ts'
import type { CanvasNode } from './drawing.ts'

/** In the flow's units. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface ViewNow {
  readonly transform: readonly [x: number, y: number, zoom: number]
  readonly width: number
  readonly height: number
}

/** Lines swing out around their steps. */
const SWING = 40

/** What is in sight, and a share of the view more on each side. */
export function regionOf({ transform: [x, y, zoom], width, height }: ViewNow, margin: number): Region {
  const [across, down] = [width * margin, height * margin]
  return { left: (-x - across) / zoom, top: (-y - down) / zoom, right: (width + across - x) / zoom, bottom: (height + down - y) / zoom }
}

export const contains = (outer: Region, inner: Region): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom

export const areaOf = ({ left, top, right, bottom }: Region): number => (right - left) * (bottom - top)

const meets = (a: Region, b: Region): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

const boxOf = ({ position: { x, y }, measured }: CanvasNode): Region => ({
  left: x,
  top: y,
  right: x + (measured?.width ?? 0),
  bottom: y + (measured?.height ?? 0),
})

export const isIn = (region: Region, node: CanvasNode): boolean => meets(region, boxOf(node))

const twins = new WeakMap<CanvasNode, CanvasNode>()

/** The same node off the page; the same object each time, so that React Flow has nothing to compare. */
export function offPage(node: CanvasNode): CanvasNode {
  const twin = twins.get(node) ?? { ...node, hidden: true }
  twins.set(node, twin)
  return twin
}

/** The lines that may pass through a region. */
export function wiresIn(region: Region, nodes: readonly CanvasNode[], wires: readonly WireEdge[]): WireEdge[] {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]))
  return wires.filter((wire) => {
    const [from, to] = [boxes.get(wire.source), boxes.get(wire.target)]
    if (!from || !to) return false
    return meets(region, {
      left: Math.min(from.left, to.left) - SWING,
      top: Math.min(from.top, to.top) - SWING,
      right: Math.max(from.right, to.right) + SWING,
      bottom: Math.max(from.bottom, to.bottom) + SWING,
    })
  })
}
