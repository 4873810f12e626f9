// From afar a flow must show what its cards and lines show near by.
import { expect, test } from 'vitest'
import { newFlow } from '#shared/flow/new.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { toCards, toWires } from './card-data.ts'
import { farScene } from './far-scene.ts'
import { handlesOf } from './ports.ts'

function aFlow(): FlowDocument {
  const flow = newFlow('From afar')
  return {
    ...flow,
    nodes: {
      ...flow.nodes,
      check: { kind: 'filter', label: 'Only paid', config: { condition: 'paid' } },
      map: { kind: 'map', label: 'Prepare', config: { rows: [] }, disabled: true },
    },
    edges: [
      { from: 'start', port: 'out', to: 'check' },
      { from: 'check', port: 'otherwise', to: 'map' },
    ],
    layout: { nodes: { start: { x: 0, y: 0 }, check: { x: 300, y: 40 }, map: { x: 600, y: 200 } } },
  }
}

test('lines go from the outer side of one dot to that of the other', () => {
  const flow = aFlow()
  const ports = handlesOf(flow.nodes['check'] as FlowDocument['nodes'][string])
  const otherwise = ports.filter((port) => port.type === 'source')[1]
  flow.edges[1] = { from: 'check', port: otherwise?.id ?? '', to: 'map' }
  const { lines } = farScene(toCards(flow, {}), toWires(flow))
  const numbers = (lines[1]?.path.match(/-?[\d.]+/g) ?? []).map(Number)
  const into = handlesOf(flow.nodes['map'] as FlowDocument['nodes'][string])[0]
  expect(numbers.slice(0, 2)).toEqual([300 + (otherwise?.x ?? 0) + 11, 40 + (otherwise?.y ?? 0) + 5.5])
  expect(numbers.slice(-2)).toEqual([600 + (into?.x ?? 0), 200 + (into?.y ?? 0) + 5.5])
})

test('problems, states, changes and the selection are told by dot, border and ring', () => {
  const flow = aFlow()
  const blocks = (options: Parameters<typeof toCards>[1], selected?: string) =>
    Object.fromEntries(
      farScene(
        toCards(flow, options).map((card) => ({ ...card, selected: card.id === selected })),
        [],
      ).blocks.map((block) => [block.id, block]),
    )
  const problems = new Map([
    ['check', { errors: 1, warnings: 0 }],
    ['map', { errors: 0, warnings: 2 }],
  ])
  const designed = blocks({ problems }, 'map')
  expect(designed['start']).not.toHaveProperty('dot')
  expect(designed['check']).toMatchObject({ dot: 'bad', border: 'bad', off: false })
  expect(designed['map']).toMatchObject({ dot: 'warn', border: 'accent', ring: 'accent', off: true })

  const run = blocks({
    states: { start: { status: 'succeeded', count: 3, failed: 0 }, check: { status: 'parked', count: 3, failed: 1 } },
    changes: new Map([['map', 'added']]),
  })
  expect(run['start']).toMatchObject({ dot: 'ok', border: 'ok', dimmed: false })
  expect(run['check']).toMatchObject({ dot: 'bad', ring: 'bad' })
  expect(run['map']).toMatchObject({ dimmed: true, ring: 'ok' })
})
