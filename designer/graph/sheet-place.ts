// Where a picture of the flow lies when the view has moved since it was drawn, and whether it still shows all there is to see. The picture is twice as
// wide and high as the view: half a view more on each side.
import type { FarScene } from './far-scene.ts'

/** Where the flow lies in the view, in CSS pixels. */
export interface SheetView {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

/** In the flow's units. */
interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Scaled further than this, a picture is a blur, or its lines are too thin, also while one zooms. */
const MOST_SCALE = 2
/** Lines swing out around the steps, and rings are drawn around them. */
const AROUND = 60

export function boundsOf({ blocks }: FarScene): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y, width, height } of blocks) {
    bounds.left = Math.min(bounds.left, x - AROUND)
    bounds.top = Math.min(bounds.top, y - AROUND)
    bounds.right = Math.max(bounds.right, x + width + AROUND)
    bounds.bottom = Math.max(bounds.bottom, y + height + AROUND)
  }
  return bounds
}

/** The CSS transform that puts what was drawn for one view where another view wants it; undefined when it must be drawn anew. */
export function placeSheet(drawn: SheetView, now: SheetView, { left, top, right, bottom }: Bounds): string | undefined {
  const scale = now.zoom / drawn.zoom
  if (drawn.width !== now.width || drawn.height !== now.height || scale > MOST_SCALE || scale < 1 / MOST_SCALE) return undefined
  const across = along(drawn.x, now.x, now.width, left, right)
  const down = along(drawn.y, now.y, now.height, top, bottom)
  return across === undefined || down === undefined ? undefined : `translate(${across}px, ${down}px) scale(${scale})`

  function along(was: number, is: number, size: number, from: number, to: number): number | undefined {
    const margin = size / 2
    const start = is - (was + margin) * scale
    const [needed, neededEnd] = [Math.max(0, from * now.zoom + is), Math.min(size, to * now.zoom + is)]
    if (neededEnd > needed && (start > needed || start + 2 * size * scale < neededEnd)) return undefined
    return start + margin
  }
}
