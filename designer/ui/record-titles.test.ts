import { expect, test } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { recordTitles, type RecordSide } from './record-titles.ts'

const order = {
  type: 'object',
  properties: {
    ref: { type: 'string', title: 'Order number' },
    lines: { type: 'array', title: 'Lines', items: { type: 'object', properties: { qty: { type: 'number', title: 'Ordered' } } } },
  },
}
const connector = {
  id: 'shop',
  actions: [
    { id: 'find', label: 'Find', output: { type: 'object', properties: { pid: { type: 'integer', title: 'Contact' } } } },
    { id: 'create', label: 'Create', input: { type: 'object', properties: { ref: { type: 'string', title: 'Customer reference' } } } },
  ],
  triggers: [{ id: 'order-created', label: 'Order created', output: order }],
  polls: [],
} as unknown as ConnectorDescriptor
const flow = aFlow('none')
  .slot('store', 'shop')
  .node('start', 'trigger', { type: 'webhook', slot: 'store', event: 'order-created' })
  .node('find', 'call', { slot: 'store', action: 'find', into: 'partner' })
  .node('map', 'map', { rows: [], target: { slot: 'store', action: 'create' } })
  .node('create', 'call', { slot: 'store', action: 'create' })
  .edge('start', 'find')
  .edge('find', 'map')
  .edge('map', 'create')
  .build()

test.each<[string, RecordSide, readonly string[], string | undefined]>([
  ['start', 'in', ['ref'], 'Order number'],
  ['start', 'out', ['ref'], 'Order number'],
  ['find', 'in', ['lines', 'qty'], 'Ordered'],
  ['find', 'in', ['partner', 'pid'], undefined],
  ['find', 'out', ['partner', 'pid'], 'Contact'],
  ['find', 'out', ['ref'], 'Order number'],
  ['map', 'in', ['partner', 'pid'], 'Contact'],
  ['map', 'out', ['ref'], 'Customer reference'],
  ['create', 'in', ['ref'], 'Customer reference'],
  ['create', 'sent', ['ref'], 'Customer reference'],
])('at %s, %s, %j is called %s', (nodeId, side, names, title) => {
  expect(recordTitles(flow, nodeId, side, [connector])?.(names)).toBe(title)
})

test('of a record that no system describes nothing is said', () => {
  expect(recordTitles(flow, 'start', 'in', [])).toBeUndefined()
  expect(recordTitles(flow, 'map', 'out', [])).toBeUndefined()
})
