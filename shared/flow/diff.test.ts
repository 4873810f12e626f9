import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFlow, each, row } from './a-flow.fixture.ts'
import { anyEdit, anyFlow, tryApply } from './any-edit.fixture.ts'
import { diffFlows } from './diff.ts'
import type { FlowDocument, MappingRow } from './document.ts'
import { applyEdit, renameNode, type FlowEdit } from './edit.ts'
import type { ConnectorDescriptor } from '../model/descriptors.ts'
import { stringifyFlow } from './stringify.ts'

const rows: MappingRow[] = [row('client_order_ref', 'id'), each('order_line', 'line_items', [row('qty', 'quantity'), row('sku', 'sku')])]
const flow = () =>
  aFlow()
    .slot('erp', 'odoo', 'ERP')
    .node('map-order', 'map', { rows }, 'Map order')
    .node('route', 'switch', { cases: [{ id: 'web', label: 'Web', condition: 'source = "web"' }] }, 'Route')
    .node('last', 'raise', { message: '"x"' }, 'Last')
    .edge('start', 'map-order')
    .edge('map-order', 'route')
    .edge('route', 'last', 'web')
    .build()

const orderSchema = {
  type: 'object',
  properties: {
    origin: { type: 'string', title: 'Source document' },
    order_line: {
      type: 'array',
      title: 'Order lines',
      items: { type: 'object', properties: { qty: { type: 'number', title: 'Quantity' } } },
    },
  },
}

const sentences = (...edits: FlowEdit[]) => diffFlows(flow(), applyEdit(flow(), { kind: 'batch', edits })).map(({ sentence }) => sentence)
const withRows = (...changed: MappingRow[]) => sentences({ kind: 'update-node', id: 'map-order', changes: { config: { rows: changed } } })
const [ref, lines] = rows as [MappingRow, MappingRow]

test('equal flows have no difference, whatever the order of members', () => {
  const other: FlowDocument = { ...flow(), nodes: Object.fromEntries(Object.entries(flow().nodes).toReversed()) }
  expect(diffFlows(flow(), other)).toEqual([])
})

test('a mapping row that takes something else', () => {
  expect(withRows(row('client_order_ref', 'name'), lines)).toEqual(['Mapping "Map order": client_order_ref now takes name instead of id'])
  expect(withRows({ target: 'client_order_ref', rule: { kind: 'constant', value: 'x' } }, lines)).toEqual([
    'Mapping "Map order": client_order_ref now takes the constant "x" instead of id',
  ])
  expect(withRows({ ...ref, rule: { kind: 'lookup', table: 'tenders', key: 'gateway', onMissing: 'default', default: 7 } }, lines)).toEqual(
    ['Mapping "Map order": client_order_ref now takes the entry of lookup table tenders for gateway, else 7 instead of id'],
  )
})

test('rows that come, go, change their order, become required or get a note', () => {
  expect(withRows(ref, lines, row('note', 'memo'))).toEqual(['Mapping "Map order": note is new and takes memo'])
  expect(withRows(lines)).toEqual(['Mapping "Map order": client_order_ref is no longer filled'])
  expect(withRows(lines, ref)).toEqual(['Mapping "Map order": the order of the rows changed'])
  expect(withRows({ ...ref, required: true }, lines)).toEqual(['Mapping "Map order": client_order_ref is now required'])
  expect(withRows({ ...ref, required: false }, lines)).toEqual([])
  expect(withRows({ ...ref, note: 'why' }, lines)).toEqual(['Mapping "Map order": the note of client_order_ref was added'])
})

test('rows inside an each row are named with it', () => {
  expect(withRows(ref, each('order_line', 'line_items[quantity > 0]', [row('qty', '$number(quantity)'), row('tax', 't')]))).toEqual([
    'Mapping "Map order": order_line now has one item for each of line_items[quantity > 0] instead of line_items',
    'Mapping "Map order": order_line → sku is no longer filled',
    'Mapping "Map order": order_line → qty now takes $number(quantity) instead of quantity',
    'Mapping "Map order": order_line → tax is new and takes t',
  ])
})

test('changes of rows lead to their row', () => {
  const after = applyEdit(flow(), {
    kind: 'update-node',
    id: 'map-order',
    changes: { config: { rows: [ref, each('order_line', 'line_items', [row('qty', '1')])] } },
  })
  expect(diffFlows(flow(), after)).toMatchObject([
    { kind: 'removed', subject: 'mapping-row', nodeId: 'map-order', path: '/nodes/map-order/config/rows/1/rule/rows/1' },
    { kind: 'changed', subject: 'mapping-row', nodeId: 'map-order', path: '/nodes/map-order/config/rows/1/rule/rows/0/rule' },
  ])
})

test('a step that was added is told with the one before it; its other connections on their own', () => {
  const node = { kind: 'call', label: 'ERP order', config: { slot: 'erp', action: 'create' } } as const
  expect(
    sentences(
      { kind: 'add-node', id: 'erp-order', node, at: { x: 1, y: 1 } },
      { kind: 'connect', edge: { from: 'map-order', port: 'out', to: 'erp-order' } },
      { kind: 'connect', edge: { from: 'erp-order', port: 'out', to: 'last' } },
    ),
  ).toEqual(['Step "ERP order" was added after "Map order"', '"ERP order" is now connected to "Last"'])
})

test('a step that was removed takes its connections along silently', () => {
  expect(sentences({ kind: 'remove-node', id: 'route' })).toEqual(['Step "Route" was removed'])
})

test('connections by the label of their output', () => {
  expect(
    sentences(
      { kind: 'disconnect', edge: { from: 'route', port: 'web', to: 'last' } },
      { kind: 'connect', edge: { from: 'route', port: 'default', to: 'last' } },
    ),
  ).toEqual(['"Route" (Web) is no longer connected to "Last"', '"Route" (default) is now connected to "Last"'])
})

test('names, notes, retries, conditions, slots and cases', () => {
  const retry = { attempts: 5, firstDelaySeconds: 1, maxDelaySeconds: 60 }
  expect(
    sentences(
      { kind: 'set-name', name: 'Orders' },
      { kind: 'set-description', description: 'd' },
      { kind: 'update-slot', id: 'erp', slot: { connector: 'http', label: 'Books' } },
      { kind: 'update-node', id: 'last', changes: { label: 'Stop', note: 'n', retry, config: { message: 'y' } } },
      {
        kind: 'update-node',
        id: 'route',
        changes: {
          config: {
            cases: [
              { id: 'web', label: 'Online', condition: 'x' },
              { id: 'pos', label: 'Till', condition: 'y' },
            ],
          },
        },
      },
    ),
  ).toEqual([
    'The flow "A flow" is now called "Orders"',
    'The description of the flow was added',
    'The connection slot "ERP" is now called "Books" and now takes a connection of http instead of odoo',
    'Step "Last" is now called "Stop"',
    'The note of step "Stop" was added',
    'Step "Stop" is now tried 5× (delays of 1 to 60 s) instead of as usual',
    'Step "Stop": the message is now y instead of "x"',
    'Step "Route": the case "Web" is now called "Online"',
    'Step "Route": the case "Online" now asks for x instead of source = "web"',
    'Step "Route": the case "Till" was added for y',
  ])
})

test('an id that changed is one change, not a step that went and another that came', () => {
  const after = applyEdit(flow(), renameNode(flow(), 'map-order', 'build-order'))
  expect(diffFlows(flow(), after).map(({ sentence }) => sentence)).toEqual([
    'The id of step "Map order" is now build-order instead of map-order',
  ])
})

test('moved boxes are one change of the layout', () => {
  expect(sentences({ kind: 'move-nodes', positions: { route: { x: 5, y: 5 } } })).toEqual(['The box of step "Route" was moved'])
  const changes = diffFlows(flow(), applyEdit(flow(), { kind: 'move-nodes', positions: { route: { x: 5, y: 5 }, last: { x: 6, y: 6 } } }))
  expect(changes).toMatchObject([{ kind: 'moved', subject: 'layout', path: '/layout', sentence: '2 boxes were moved' }])
})

test('frames, notes and steps that are switched off are told', () => {
  const note = { x: 0, y: 0, width: 200, height: 100, text: 'Ask Ada first' }
  expect(
    sentences({
      kind: 'batch',
      edits: [
        { kind: 'update-node', id: 'last', changes: { disabled: true } },
        { kind: 'update-node', id: 'map-order', changes: { onError: 'path' } },
        { kind: 'set-group', id: 'checks', group: { label: 'Checks', nodes: ['route'] } },
        { kind: 'set-note', id: 'note', note },
      ],
    }),
  ).toEqual([
    'Step "Last" is switched off: records pass it unchanged',
    'What step "Map order" cannot handle now leaves by its error path',
    'The group "Checks" was added',
    'The note Ask Ada first was added',
  ])
})

test('long expressions are shortened', () => {
  expect(withRows(row('client_order_ref', `name & "${'x'.repeat(200)}"`), lines)[0]?.length).toBeLessThan(160)
})

test('a difference is found exactly when there is one, for any flow and edit', () => {
  let changed = 0
  fc.assert(
    fc.property(anyFlow, anyEdit, (before, edit) => {
      const after = tryApply(before, edit)
      if (!after) return
      const isEqual = stringifyFlow(before) === stringifyFlow(after)
      if (!isEqual) changed++
      expect(diffFlows(before, after).length === 0).toBe(isEqual)
      expect(diffFlows(after, before).length === 0).toBe(isEqual)
    }),
    { numRuns: 500 },
  )
  expect(changed).toBeGreaterThan(100)
})

test('with the connectors known, actions, connections and fields are called as people know them', () => {
  const connector = {
    id: 'odoo',
    name: 'Odoo',
    actions: [
      { id: 'create-order', label: 'Create sales order', input: orderSchema },
      { id: 'update-order', label: 'Update sales order', input: orderSchema },
    ],
    triggers: [],
    polls: [],
  } as unknown as ConnectorDescriptor
  const before = aFlow()
    .slot('erp', 'odoo', 'ERP')
    .node('send', 'call', { slot: 'erp', action: 'create-order', rows: [row('origin', 'id')] }, 'Send')
    .edge('start', 'send')
    .build()
  const changed = {
    slot: 'erp',
    action: 'update-order',
    rows: [row('origin', 'name'), each('order_line', 'lines', [row('qty', 'quantity')])],
  }
  const after = applyEdit(before, { kind: 'update-node', id: 'send', changes: { config: changed } })
  expect(diffFlows(before, after, { connectors: [connector] }).map(({ sentence }) => sentence)).toEqual([
    'Step "Send": the action is now Update sales order instead of Create sales order',
    'Mapping "Send": Source document now takes name instead of id',
    'Mapping "Send": Order lines is new and takes one item for each of lines',
  ])
  const more = { ...changed, rows: [row('origin', 'name'), each('order_line', 'lines', [row('qty', 'number')])] }
  const then = applyEdit(after, { kind: 'update-node', id: 'send', changes: { config: more } })
  expect(diffFlows(after, then, { connectors: [connector] }).map(({ sentence }) => sentence)).toEqual([
    'Mapping "Send": Order lines → Quantity now takes number instead of quantity',
  ])
})
