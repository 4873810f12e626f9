// Of a large flow the page must hold what is in sight and no more than a margin around it; lines that only pass through are in sight too.
import { expect, test } from 'vitest'
import { newFlow } from '#shared/flow/new.ts'
import { toCards, toWires } from './card-data.ts'
import { contains, isIn, offPage, regionOf, wiresIn } from './on-page.ts'

const VIEW = { transform: [-100, 50, 0.5], width: 1000, height: 600 } as const

function aRow(steps: number) {
  const flow = newFlow('A row')
  const ids = Array.from({ length: steps }, (_, i) => `step-${i}`)
  const document = {
    ...flow,
    nodes: { ...flow.nodes, ...Object.fromEntries(ids.map((id) => [id, { kind: 'map' as const, label: id, config: { rows: [] } }])) },
    edges: [
      ...ids.slice(1).map((to, i) => ({ from: `step-${i}`, port: 'out', to })),
      { from: 'step-0', port: 'out', to: `step-${steps - 1}` },
    ],
    layout: { nodes: { start: { x: -2_000, y: 0 }, ...Object.fromEntries(ids.map((id, i) => [id, { x: i * 300, y: 0 }])) } },
  }
  return { cards: toCards(document, {}), wires: toWires(document) }
}

test('the region is what is in sight, in units of the flow, and its margin', () => {
  expect(regionOf(VIEW, 0)).toEqual({ left: 200, top: -100, right: 2_200, bottom: 1_100 })
  expect(regionOf(VIEW, 0.1)).toEqual({ left: 0, top: -220, right: 2_400, bottom: 1_220 })
  expect(contains(regionOf(VIEW, 0.1), regionOf(VIEW, 0))).toBe(true)
  expect(contains(regionOf(VIEW, 0), regionOf({ ...VIEW, transform: [-101, 50, 0.5] }, 0))).toBe(false)
})

test('a step that is partly in sight is on the page, one beside it is not', () => {
  const { cards } = aRow(10)
  const here = cards.filter((card) => isIn(regionOf(VIEW, 0), card)).map(({ id }) => id)
  // The first one ends at 220, the eighth begins at 2,100.
  expect(here).toEqual(['step-0', 'step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6', 'step-7'])
})

test('lines pass through a region also where both of their steps are elsewhere', () => {
  const { cards, wires } = aRow(40)
  const region = regionOf({ ...VIEW, transform: [-3_000, 50, 0.5] }, 0)
  const through = wiresIn(region, cards, wires).map(({ id }) => id)
  expect(through).toContain('step-0:out:step-39')
  expect(through).toContain('step-20:out:step-21')
  expect(through).not.toContain('step-0:out:step-1')
})

test('a step off the page is the same object each time, so that nothing is drawn for it', () => {
  const [card] = aRow(1).cards
  if (!card) throw new Error('There is a start.')
  expect(offPage(card)).toMatchObject({ id: card.id, hidden: true })
  expect(offPage(card)).toBe(offPage(card))
})
