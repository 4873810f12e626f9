// A moved picture must lie where drawing it anew would put it.
import { expect, test } from 'vitest'
import { placeSheet, type SheetView } from './sheet-place.ts'

const VIEW: SheetView = { x: 100, y: 50, zoom: 0.2, width: 1000, height: 600 }
const BOUNDS = { left: 0, top: 0, right: 4000, bottom: 2000 }

/** Where a point of the flow is seen: the picture begins half a view left of and above the view. */
function seen(place: string | undefined, drawn: SheetView, point: { x: number; y: number }) {
  const [x, y, scale] = (place?.match(/-?[\d.]+/g) ?? []).map(Number) as [number, number, number]
  const onSheet = { x: point.x * drawn.zoom + drawn.x + drawn.width / 2, y: point.y * drawn.zoom + drawn.y + drawn.height / 2 }
  return { x: -drawn.width / 2 + x + onSheet.x * scale, y: -drawn.height / 2 + y + onSheet.y * scale }
}

test.each([
  ['pan', { x: 260, y: -20, zoom: 0.2 }],
  ['zoom in', { x: 40, y: 20, zoom: 0.25 }],
  ['zoom out', { x: 180, y: 90, zoom: 0.16 }],
])('after a %s each point lies where it would be drawn', (_, change) => {
  const now = { ...VIEW, ...change }
  const place = placeSheet(VIEW, now, BOUNDS)
  for (const point of [
    { x: 0, y: 0 },
    { x: 3210, y: 1230 },
  ]) {
    const at = seen(place, VIEW, point)
    expect(at.x).toBeCloseTo(point.x * now.zoom + now.x)
    expect(at.y).toBeCloseTo(point.y * now.zoom + now.y)
  }
})

test('is drawn anew when an edge of the picture would be seen, but not when nothing lies beyond it', () => {
  const far = { ...VIEW, x: VIEW.x - 900 }
  expect(placeSheet(VIEW, far, { ...BOUNDS, right: 20_000 })).toBeUndefined()
  expect(placeSheet(VIEW, far, BOUNDS)).toBeDefined()
})

test('is drawn anew when it is scaled too far or the view has another size', () => {
  expect(placeSheet(VIEW, { ...VIEW, zoom: 0.41 }, BOUNDS)).toBeUndefined()
  expect(placeSheet(VIEW, { ...VIEW, zoom: 0.09 }, BOUNDS)).toBeUndefined()
  expect(placeSheet(VIEW, { ...VIEW, width: 900 }, BOUNDS)).toBeUndefined()
})
