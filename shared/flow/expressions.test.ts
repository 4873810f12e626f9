import { expect, test } from 'vitest'
import { aFlow, each, row } from './a-flow.fixture.ts'
import type { FlowNode, MappingRow } from './document.ts'
import { expressionsOf, tablesOf } from './expressions.ts'

const lookup = (table: string): MappingRow => ({ target: table, rule: { kind: 'lookup', table, key: 'k', onMissing: 'reject' } })
const flow = aFlow()
  .node('map', 'map', { rows: [row('a', 'x'), each('l', 'y', [lookup('taxes'), row('b', '$lookup("stores", z) & $lookup("taxes", q)')])] })
  .node('call', 'call', { slot: 's', action: 'a' })
  .node('filter', 'filter', { condition: 'c' })
  .node('switch', 'switch', {
    cases: [
      { id: 'a', label: 'A', condition: 's1' },
      { id: 'b', label: 'B', condition: 's2' },
    ],
  })
  .node('loop', 'loop', { items: 'i', itemKey: 'ik' })
  .node('lookup', 'lookup', { table: 'tenders', key: '$lookup("aliases", g)', into: 'x', onMissing: 'blank' })
  .node('respond', 'respond', { status: 200, body: 'bo' })
  .node('raise', 'raise', { message: 'm' })
  .node('script', 'script', { source: 'return 1' })
  .node('delay', 'delay', { until: 'u' })
  .node('aggregate', 'aggregate', { key: 'ak', keep: 'kp', value: 'va', close: { when: 'wh', expected: 'ex' }, late: 'reopen' })
  .node('join', 'join', {
    key: 'jk',
    inputs: [
      { id: 'a', label: 'A', condition: 'j1' },
      { id: 'b', label: 'B', condition: 'j2' },
    ],
    timeout: { amount: 1, unit: 'days' },
    late: 'exception',
  })
  .node('approval', 'approval', { title: 'ti', fields: [{ label: 'F', value: 'fv' }], timeout: { amount: 1, unit: 'days' } })
  .build()
const node = (id: string) => flow.nodes[id] as FlowNode

test('finds every expression of every kind of node at its place', () => {
  const found = Object.entries(flow.nodes).flatMap(([id, one]) => expressionsOf(one).map(({ path, source }) => [id + path, source]))
  expect(found).toEqual([
    ['map/config/rows/0/rule/expression', 'x'],
    ['map/config/rows/1/rule/items', 'y'],
    ['map/config/rows/1/rule/rows/0/rule/key', 'k'],
    ['map/config/rows/1/rule/rows/1/rule/expression', '$lookup("stores", z) & $lookup("taxes", q)'],
    ['filter/config/condition', 'c'],
    ['switch/config/cases/0/condition', 's1'],
    ['switch/config/cases/1/condition', 's2'],
    ['loop/config/items', 'i'],
    ['loop/config/itemKey', 'ik'],
    ['lookup/config/key', '$lookup("aliases", g)'],
    ['respond/config/body', 'bo'],
    ['raise/config/message', 'm'],
    ['delay/config/until', 'u'],
    ['aggregate/config/key', 'ak'],
    ['aggregate/config/keep', 'kp'],
    ['aggregate/config/value', 'va'],
    ['aggregate/config/close/when', 'wh'],
    ['aggregate/config/close/expected', 'ex'],
    ['join/config/key', 'jk'],
    ['join/config/inputs/0/condition', 'j1'],
    ['join/config/inputs/1/condition', 'j2'],
    ['approval/config/title', 'ti'],
    ['approval/config/fields/0/value', 'fv'],
  ])
  expect(expressionsOf(node('map')).map(({ insideEach }) => insideEach)).toEqual([false, false, true, true])
})

test('names each table once: own, in rows and in expressions', () => {
  expect(tablesOf(node('map'))).toEqual(['taxes', 'stores'])
  expect(tablesOf(node('lookup'))).toEqual(['tenders', 'aliases'])
  expect(tablesOf(node('script'))).toEqual([])
})
