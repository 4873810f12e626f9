// The map must show all of the flow and the view, wherever one has wandered.
import { expect, test } from 'vitest'
import { boxAround, placeOnMap } from './mini-map-place.ts'

const MAP = { width: 150, height: 96 }

test('puts the box around all boxes', () => {
  expect(boxAround([])).toBeUndefined()
  expect(
    boxAround([
      { x: -320, y: 0, width: 220, height: 64 },
      { x: 300, y: -40, width: 220, height: 124 },
    ]),
  ).toEqual({ x: -320, y: -40, width: 840, height: 124 })
})

test.each([
  ['wide', { x: -320, y: 0, width: 12_000, height: 400 }],
  ['tall', { x: 5_000, y: -900, width: 300, height: 9_000 }],
  ['without size', { x: 10, y: 10, width: 0, height: 0 }],
])('a %s box lies in the middle of the map, with air around it', (_, box) => {
  const { scale, x, y } = placeOnMap(box, MAP, 6)
  const [left, right] = [box.x * scale + x, (box.x + box.width) * scale + x]
  const [top, bottom] = [box.y * scale + y, (box.y + box.height) * scale + y]
  expect(left).toBeGreaterThanOrEqual(6 - 1e-9)
  expect(top).toBeGreaterThanOrEqual(6 - 1e-9)
  expect((left + right) / 2).toBeCloseTo(75)
  expect((top + bottom) / 2).toBeCloseTo(48)
  expect(right).toBeLessThanOrEqual(144 + 1e-9)
})
