import { expect, test } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { sourceLines } from './source-tree.ts'
import { sourceTitles } from './source-titles.ts'

const order = {
  type: 'object',
  properties: {
    ref: { type: 'string', title: 'Order number' },
    lines: { type: 'array', title: 'Lines', items: { type: 'object', properties: { qty: { type: 'number', title: 'Ordered' } } } },
  },
}
const connector = {
  id: 'shop',
  actions: [{ id: 'find', label: 'Find', output: { type: 'object', properties: { pid: { type: 'integer', title: 'Contact' } } } }],
  triggers: [{ id: 'order-created', label: 'Order created', output: order }],
  polls: [],
} as unknown as ConnectorDescriptor
const flow = aFlow('none')
  .slot('store', 'shop')
  .node('start', 'trigger', { type: 'webhook', slot: 'store', event: 'order-created' })
  .node('find', 'call', { slot: 'store', action: 'find', into: 'partner' }, 'Find the customer')
  .node('map', 'map', { rows: [] }, 'Map')
  .edge('start', 'find')
  .edge('find', 'map')
  .build()

test('fields of the record, the trigger and earlier steps are called as their schemas and the system say', () => {
  const told = [{ root: '$steps.find', fields: { x_note: { kind: 'text', title: 'Remark' } } }] as const
  expect(Object.fromEntries(sourceTitles(flow, 'map', [connector], told))).toEqual({
    ref: 'Order number',
    lines: 'Lines',
    'lines.qty': 'Ordered',
    'partner.pid': 'Contact',
    '$trigger.ref': 'Order number',
    '$trigger.lines': 'Lines',
    '$trigger.lines.qty': 'Ordered',
    '$steps.find': 'Find the customer',
    '$steps.find.pid': 'Contact',
    '$steps.find.x_note': 'Remark',
  })
})

test('the tree is found by both: the title and the system’s name', () => {
  const titles = sourceTitles(flow, 'map', [connector], [])
  const root = { path: '', label: 'Record', values: [{ ref: 'A1', lines: [{ qty: 2 }] }], titles, place: '' }
  const item = { path: '$', label: 'Item', values: [{ qty: 2 }], titles, place: 'lines' }
  const found = (search: string) => sourceLines([root, item], new Set(), search).map(({ label, path }) => [label, path])
  expect(found('order num')).toEqual([
    ['Record', ''],
    ['Order number', 'ref'],
  ])
  expect(found('ordered')).toEqual([
    ['Record', ''],
    ['Lines', 'lines'],
    ['Ordered', 'lines.qty'],
    ['Item', '$'],
    ['Ordered', '$.qty'],
  ])
  expect(found('qty')).toHaveLength(5)
})
