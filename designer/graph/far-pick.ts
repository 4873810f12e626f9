// Which line of a scene somebody has clicked at: from afar lines are drawings, not parts of the page.
import type { FarLine } from './far-scene.ts'
import type { Point } from './placement.ts'

/** The id of a line that passes within `reach` of a point, both in the flow's units. */
export function lineAt(lines: readonly FarLine[], { x, y }: Point, reach: number): string | undefined {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return undefined
  context.lineWidth = 2 * reach
  return lines.find((line) => context.isPointInStroke(new Path2D(line.path), x, y))?.id
}
