import { expect, test } from 'vitest'
import { aFlow, each, row } from '#shared/flow/a-flow.fixture.ts'
import { applyEdit } from '#shared/flow/edit.ts'
import { findInFlow } from './find-in-flow.ts'

const flow = applyEdit(
  aFlow()
    .node(
      'map-order',
      'map',
      { rows: [row('partner.name', 'customer.first_name'), each('lines', 'line_items', [row('sku', 'sku')])] },
      'Map order',
    )
    .node('paid', 'filter', { condition: 'financial_status = "paid"' }, 'Paid only')
    .build(),
  { kind: 'set-note', id: 'why', note: { x: 0, y: 0, width: 200, height: 80, text: 'Gift cards are paid elsewhere' } },
)
const places = (words: string) => findInFlow(flow, words).map((hit) => hit.noteId ?? [hit.nodeId, hit.row].filter(Boolean).join(' '))

test('names, ids, rules, conditions and notes are found', () => {
  expect(places('map order')).toEqual(['map-order'])
  expect(places('map-order')).toEqual(['map-order'])
  expect(places('first_name')).toEqual(['map-order 0'])
  expect(places('SKU')).toEqual(['map-order 1.rows.0', 'map-order 1.rows.0'])
  expect(places('paid')).toEqual(['paid', 'paid', 'why'])
  expect(places('nowhere')).toEqual([])
  expect(places('  ')).toEqual([])
})

test('a hit says where the words stand in its text', () => {
  const [hit] = findInFlow(flow, 'first_name')
  expect(hit?.text.slice(hit.from, hit.to)).toBe('first_name')
})
