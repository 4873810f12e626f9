// Which line of a scene somebody has clicked at: from afar lines are drawings, not parts of the page.
import type { FarLine } from './far-scene.ts'
import type { Point } from './placement.ts'

/** Looked for close by first: lines cross and run side by side. */
const SHARES = [0.15, 0.4, 1]

/** The id of the line that passes nearest to a point, within `reach`; both in the flow's units. */
export function lineAt(lines: readonly FarLine[], { x, y }: Point, reach: number): string | undefined {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return undefined
  const paths = lines.map(({ id, path }) => ({ id, path: new Path2D(path) }))
  for (const share of SHARES) {
    context.lineWidth = 2 * reach * share
    const hit = paths.find(({ path }) => context.isPointInStroke(path, x, y))
    if (hit) return hit.id
  }
  return undefined
}
