// Where the flow and the view lie on the map in the corner: both are always wholly on it.

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface MapPlace {
  /** Pixels of the map for a unit of the flow. */
  readonly scale: number
  /** Where the flow's origin lies on the map. */
  readonly x: number
  readonly y: number
}

export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The largest place in the middle of the map at which a box of the flow is wholly on it, with some air around. */
export function placeOnMap({ x, y, width, height }: Box, map: { readonly width: number; readonly height: number }, air: number): MapPlace {
  const scale = Math.min((map.width - 2 * air) / Math.max(1, width), (map.height - 2 * air) / Math.max(1, height))
  return { scale, x: map.width / 2 - (x + width / 2) * scale, y: map.height / 2 - (y + height / 2) * scale }
}
