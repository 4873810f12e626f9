import { expect, test } from 'vitest'
import type { ConnectorDescriptor } from '../model/descriptors.ts'
import { aFlow, each, row, type FlowBuilder } from './a-flow.fixture.ts'
import { applyEdit } from './edit.ts'
import { checkFlow, isPublishable, type CheckContext } from './check.ts'

/** Code and place of each issue, or with words its sentence. */
const codes = (flow: FlowBuilder, context?: CheckContext) => checkFlow(flow.build(), context).map(({ code, path }) => `${code} ${path}`)
const words = (flow: FlowBuilder, context?: CheckContext) => checkFlow(flow.build(), context).map(({ message }) => message)

const pass = { condition: 'true' }
const webhook = (respond?: 'at-once' | 'when-finished') =>
  ({ type: 'webhook', slot: 'shop', event: 'orders-create', ...(respond && { respond }) }) as const

test('a plain flow has no issues', () => {
  const flow = aFlow()
    .node('paid', 'filter', pass)
    .node('fix', 'raise', { message: '"no"' })
    .edge('start', 'paid')
    .edge('paid', 'fix', 'otherwise')
  expect(codes(flow)).toEqual([])
})

test.each<[string, FlowBuilder, string[]]>([
  ['a flow without a trigger', aFlow('none').node('a', 'filter', pass), ['trigger-missing /nodes']],
  ['a second trigger', aFlow().node('again', 'trigger', { type: 'manual' }), ['trigger-duplicate /nodes/again']],
  ['an edge to nowhere', aFlow().edge('start', 'gone'), ['edge-dangling /edges/0/to']],
  ['an edge from nowhere', aFlow().node('a', 'filter', pass).edge('start', 'a').edge('gone', 'a'), ['edge-dangling /edges/1/from']],
  ['an edge to a name of Object.prototype', aFlow().edge('start', 'constructor'), ['edge-dangling /edges/0/to']],
  ['an unknown port', aFlow().node('a', 'filter', pass).edge('start', 'a', 'done'), ['port-unknown /edges/0/port']],
  [
    'an edge out of a raise',
    aFlow().node('r', 'raise', { message: '"x"' }).node('a', 'filter', pass).edge('start', 'r').edge('r', 'a'),
    ['port-unknown /edges/1/port'],
  ],
  ['the same edge twice', aFlow().node('a', 'filter', pass).edge('start', 'a').edge('start', 'a'), ['edge-duplicate /edges/1']],
  [
    'an edge into the trigger',
    aFlow().node('a', 'filter', pass).edge('start', 'a').edge('a', 'start'),
    ['cycle /nodes/start', 'edge-into-trigger /edges/1/to'],
  ],
  ['a step that is never reached', aFlow().node('a', 'filter', pass), ['unreachable /nodes/a']],
  [
    'a fixed-width file without fields',
    aFlow('none').node('files', 'trigger', { type: 'file', format: 'fixed-width', perRecord: true }),
    ['file-format /nodes/files/config/fields'],
  ],
  [
    'an XML file without a record element',
    aFlow('none').node('files', 'trigger', { type: 'file', format: 'xml', perRecord: true }),
    ['file-format /nodes/files/config/record'],
  ],
  [
    'two cases with one id',
    aFlow()
      .node('s', 'switch', {
        cases: [
          { id: 'a', label: 'A', condition: '1' },
          { id: 'a', label: 'B', condition: '2' },
        ],
      })
      .edge('start', 's'),
    ['case-duplicate /nodes/s/config/cases/1/id'],
  ],
  [
    'a case called default',
    aFlow()
      .node('s', 'switch', { cases: [{ id: 'default', label: 'A', condition: '1' }] })
      .edge('start', 's'),
    ['case-duplicate /nodes/s/config/cases/0/id'],
  ],
  [
    'a syntax error',
    aFlow().node('a', 'filter', { condition: 'a =' }).edge('start', 'a'),
    ['expression-invalid /nodes/a/config/condition'],
  ],
  [
    'mistakes in rows',
    aFlow()
      .node('m', 'map', { rows: [row('a', '1'), row('a', '2'), row('a.b', '3'), each('l', 'x', [row('q', '(')])] })
      .edge('start', 'm'),
    [
      'target-duplicate /nodes/m/config/rows/1/target',
      'target-conflict /nodes/m/config/rows/2/target',
      'expression-invalid /nodes/m/config/rows/3/rule/rows/0/rule/expression',
    ],
  ],
  [
    'a lookup into a prototype',
    aFlow().node('l', 'lookup', { table: 't', key: 'k', into: '__proto__', onMissing: 'blank' }).edge('start', 'l'),
    ['target-invalid /nodes/l/config/into'],
  ],
  [
    'an answer into a prototype',
    aFlow().slot('erp', 'odoo').node('c', 'call', { slot: 'erp', action: 'x', into: 'constructor' }).edge('start', 'c'),
    ['target-invalid /nodes/c/config/into'],
  ],
  [
    'a wait of years',
    aFlow()
      .node('d', 'delay', { for: { amount: 60, unit: 'weeks' } })
      .edge('start', 'd'),
    ['wait-too-long /nodes/d/config/for'],
  ],
  [
    'a window that never closes',
    aFlow().node('w', 'aggregate', { key: 'k', close: {}, late: 'reopen' }).edge('start', 'w'),
    ['window-never-closes /nodes/w/config/close'],
  ],
  [
    'a window that closes at a time that never comes',
    aFlow()
      .node('w', 'aggregate', { key: 'k', close: { schedule: { cron: '0 6 30 2 *', timeZone: 'Mars' } }, late: 'reopen' })
      .edge('start', 'w'),
    ['time-zone-unknown /nodes/w/config/close/schedule/timeZone', 'cron-invalid /nodes/w/config/close/schedule/cron'],
  ],
  [
    'two inputs of one id',
    aFlow()
      .node('j', 'join', {
        key: 'k',
        inputs: [
          { id: 'a', label: 'A', condition: 'x' },
          { id: 'a', label: 'B', condition: 'y' },
        ],
        timeout: { amount: 1, unit: 'hours' },
        late: 'exception',
      })
      .edge('start', 'j'),
    ['input-duplicate /nodes/j/config/inputs/1/id'],
  ],
  [
    'a question that nobody can answer in time',
    aFlow()
      .node('q', 'approval', { title: '"ok?"', fields: [], timeout: { amount: 30, unit: 'seconds' } })
      .edge('start', 'q'),
    ['wait-too-short /nodes/q/config/timeout'],
  ],
  ['an unknown slot', aFlow().node('c', 'call', { slot: 'erp', action: 'x' }).edge('start', 'c'), ['slot-unknown /nodes/c/config/slot']],
  ['a slot nobody uses', aFlow().slot('erp', 'odoo'), ['slot-unused /slots/erp']],
  ['an answer nobody waits for', aFlow().node('r', 'respond', { status: 200 }).edge('start', 'r'), ['respond-unused /nodes/r']],
  [
    'a wait nobody ends',
    aFlow('none').slot('shop', 'shopify').node('t', 'trigger', webhook('when-finished')),
    ['respond-missing /nodes/t/config/respond'],
  ],
  [
    'a function that does not exist',
    aFlow().node('a', 'filter', { condition: '$upercase(x)' }).edge('start', 'a'),
    ['function-unknown /nodes/a/config/condition'],
  ],
  [
    'a variable that nothing defines',
    aFlow().node('a', 'filter', { condition: '$index + $foo' }).edge('start', 'a'),
    ['variable-unknown /nodes/a/config/condition', 'variable-unknown /nodes/a/config/condition'],
  ],
])('reports %s', (_name, flow, expected) => {
  expect(codes(flow).toSorted()).toEqual(expected.toSorted())
})

test('a webhook that waits and is answered has no issues', () => {
  const flow = aFlow('none')
    .slot('shop', 'shopify')
    .node('t', 'trigger', webhook('when-finished'))
    .node('r', 'respond', { status: 200, body: '$' })
    .edge('t', 'r')
  expect(codes(flow)).toEqual([])
})

test.each([
  ['*/5 * * * *', 'Europe/London', []],
  ['0 6 * * 1-5', 'UTC', []],
  ['0 6 * *', 'UTC', ['cron-invalid']],
  ['0 0 6 * * 1', 'UTC', ['cron-invalid']],
  ['99 6 * * *', 'UTC', ['cron-invalid']],
  ['0 6 30 2 *', 'UTC', ['cron-invalid']],
  ['0 6 * * *', 'Europe/Lundon', ['time-zone-unknown']],
  ['0 6 * * *', '+01:00', ['time-zone-unknown']],
])('checks the schedule %s in %s', (cron, timeZone, expected) => {
  const issues = checkFlow(aFlow('none').node('t', 'trigger', { type: 'schedule', cron, timeZone }).build())
  expect(issues.map(({ code }) => code)).toEqual(expected)
})

test('names the way of a circle', () => {
  const flow = aFlow().node('a', 'filter', pass, 'One').node('b', 'filter', pass, 'Two').edge('start', 'a').edge('a', 'b').edge('b', 'a')
  expect(words(flow)).toEqual(['The flow goes round in a circle: "One" → "Two" → "One".'])
})

test('tells apart a step that comes later from one that is not there', () => {
  const flow = aFlow()
    .node('a', 'filter', { condition: '$steps.b.x and $steps.`map-ordr` and $steps.start.id' })
    .node('map-order', 'map', { rows: [] })
    .node('b', 'filter', pass)
    .edge('start', 'map-order')
    .edge('map-order', 'a')
    .edge('a', 'b')
  expect(words(flow)).toEqual([
    'Step "a" reads $steps.`b`, which does not come before it.',
    'Step "a" reads $steps.`map-ordr`, and there is no such step.',
  ])
  expect(checkFlow(flow.build())[1]?.fix).toBe('Did you mean $steps.`map-order`?')
})

const aPoll = (over: object = {}) =>
  ({ type: 'poll', slot: 'shop', event: 'list', every: 60, perRecord: true, options: { path: '/orders' }, ...over }) as const

const connector: ConnectorDescriptor = {
  id: 'odoo',
  name: 'Odoo',
  category: 'erp',
  description: '',
  icon: '',
  config: {},
  secrets: {},
  auth: [],
  polls: [
    {
      id: 'list',
      label: 'Items',
      description: '',
      options: { required: ['path'], properties: { path: { title: 'Path' }, key: {} } },
      output: {},
      example: null,
    },
  ],
  triggers: [{ id: 'orders-create', label: '', description: '', vendorEvent: '', output: {}, example: null }],
  actions: [
    {
      id: 'create-order',
      label: 'Create sales order',
      description: '',
      effect: 'write',
      safety: 'upsert',
      output: {},
      example: null,
      input: {
        type: 'object',
        required: ['ref', 'partner', 'lines'],
        additionalProperties: false,
        properties: {
          ref: { type: 'string', title: 'Customer reference' },
          partner: { type: 'object', required: ['name', 'email'], properties: { name: {}, email: {} } },
          lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: {}, qty: {} } } },
        },
      },
    },
  ],
}
const withErp = () => aFlow().slot('erp', 'odoo')
const known = { connectors: [connector] }

test('reports unknown connectors, actions and events when they are known', () => {
  expect(words(aFlow().slot('erp', 'odo').node('c', 'call', { slot: 'erp', action: 'x' }).edge('start', 'c'), known)).toEqual([
    'There is no connector "odo".',
  ])
  const call = withErp().node('c', 'call', { slot: 'erp', action: 'create-ordr' }).edge('start', 'c')
  expect(words(call, known)).toEqual(['Step "c": Odoo has no action "create-ordr".'])
  expect(checkFlow(call.build(), known)[0]).toMatchObject({ path: '/nodes/c/config/action', fix: 'Did you mean "create-order"?' })
  expect(codes(call)).toEqual([])
  const trigger = aFlow('none').slot('erp', 'odoo').node('t', 'trigger', { type: 'webhook', slot: 'erp', event: 'refunds-create' })
  expect(codes(trigger, known)).toEqual(['event-unknown /nodes/t/config/event'])
})

test('reports required fields that no row fills, and rows for fields that do not exist', () => {
  const rows = [row('partner.name', 'a'), each('lines', 'b', [row('qty', 'c')]), row('reff', 'd')]
  const flow = withErp().node('c', 'call', { slot: 'erp', action: 'create-order', rows }, 'ERP order').edge('start', 'c')
  expect(checkFlow(flow.build(), known).map(({ path, code, message, severity }) => [path, code, message, severity])).toEqual([
    [
      '/nodes/c/config/rows',
      'required-unmapped',
      'Step "ERP order": no row fills "Customer reference" (ref), which "Create sales order" requires.',
      'warning',
    ],
    [
      '/nodes/c/config/rows',
      'required-unmapped',
      'Step "ERP order": no row fills "partner.email", which "Create sales order" requires.',
      'warning',
    ],
    [
      '/nodes/c/config/rows/1/rule/rows',
      'required-unmapped',
      'Step "ERP order": lines: no row fills "sku", which "Create sales order" requires.',
      'warning',
    ],
    ['/nodes/c/config/rows/2/target', 'target-unknown', 'Step "ERP order": "Create sales order" has no field reff.', 'warning'],
  ])
})

test('a row that fills a whole object or list is taken at its word', () => {
  const rows = [row('ref', 'a'), row('partner', 'customer'), row('lines', 'b')]
  const flow = withErp()
    .node('m', 'map', { rows, target: { slot: 'erp', action: 'create-order' } })
    .node('c', 'call', { slot: 'erp', action: 'create-order' })
  expect(codes(flow.edge('start', 'm').edge('m', 'c'), known)).toEqual([])
})

test('reports required fields of a map step at its rows', () => {
  const flow = withErp()
    .node('m', 'map', { rows: [row('ref', 'a'), row('lines', 'b')], target: { slot: 'erp', action: 'create-order' } })
    .edge('start', 'm')
  expect(codes(flow, known)).toEqual(['required-unmapped /nodes/m/config/rows'])
})

test('warns of lookup tables that the client does not have, when they are known', () => {
  const rows = [
    { target: 'a', rule: { kind: 'lookup', table: 'tendrs', key: 'k', onMissing: 'reject' } } as const,
    row('b', '$lookup("taxes", x)'),
  ]
  const flow = aFlow()
    .node('m', 'map', { rows })
    .node('l', 'lookup', { table: 'stores', key: 'k', into: 'store', onMissing: 'blank' })
    .edge('start', 'm')
    .edge('m', 'l')
  expect(codes(flow, { tables: ['tenders', 'taxes'] })).toEqual([
    'table-unknown /nodes/m/config/rows/0/rule/table',
    'table-unknown /nodes/l/config/table',
  ])
  expect(codes(flow)).toEqual([])
})

test('warnings do not forbid publishing, errors do', () => {
  expect(isPublishable(checkFlow(aFlow().node('a', 'filter', pass).build()))).toBe(true)
  expect(isPublishable(checkFlow(aFlow().edge('start', 'gone').build()))).toBe(false)
})

test('checks 2,000 steps in one line, with expressions, without overflow and fast', () => {
  const flow = aFlow()
  let last = 'start'
  for (let i = 0; i < 1_999; i++) {
    flow.node(`n${i}`, 'map', { rows: [row('a', `name & "${i}"`), row('b', `$steps.\`${last}\`.a`)] }).edge(last, `n${i}`)
    last = `n${i}`
  }
  const document = flow.build()
  const started = performance.now()
  expect(checkFlow(document)).toEqual([])
  // Some tenths of a second here; a quadratic check of edges or names would take minutes.
  expect(performance.now() - started).toBeLessThan(8_000)
})

test.each([
  [aPoll(), []],
  [aPoll({ event: 'lists' }), ['event-unknown /nodes/t/config/event']],
  [aPoll({ options: {} }), ['option-missing /nodes/t/config/options/path']],
  [aPoll({ options: { path: '/x', keys: 'id' } }), ['option-unknown /nodes/t/config/options/keys']],
  [
    aPoll({ every: { cron: '* *', timeZone: 'Mars' } }),
    ['cron-invalid /nodes/t/config/every/cron', 'time-zone-unknown /nodes/t/config/every/timeZone'],
  ],
])('a list that is looked at regularly is checked against its connector: %o', (config, expected) => {
  const flow = aFlow('none').slot('shop', 'odoo').node('t', 'trigger', config).build()
  expect(
    checkFlow(flow, { connectors: [connector] })
      .map(({ code, path }) => `${code} ${path}`)
      .toSorted(),
  ).toEqual(expected)
})

test('what is wrong within a step that is switched off forbids nothing', () => {
  const broken = aFlow().node('paid', 'filter', { condition: 'paid and' }).edge('start', 'paid').build()
  const off = applyEdit(broken, { kind: 'update-node', id: 'paid', changes: { disabled: true } })
  expect(checkFlow(broken).map(({ code }) => code)).toEqual(['expression-invalid'])
  expect(checkFlow(off)).toEqual([])
})

test('a trigger is not switched off, and an error path leads somewhere', () => {
  const flow = aFlow().node('paid', 'filter', pass).edge('start', 'paid').build()
  const off = applyEdit(flow, { kind: 'update-node', id: 'start', changes: { disabled: true } })
  expect(checkFlow(off).map(({ code }) => code)).toEqual(['trigger-disabled'])
  const open = applyEdit(flow, { kind: 'update-node', id: 'paid', changes: { onError: 'path' } })
  expect(checkFlow(open).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['error-path-open warning'])
  const connected = applyEdit(open, {
    kind: 'batch',
    edits: [
      { kind: 'add-node', id: 'tell', node: { kind: 'raise', label: 'Tell', config: { message: '"no"' } } },
      { kind: 'connect', edge: { from: 'paid', port: 'error', to: 'tell' } },
    ],
  })
  expect(checkFlow(connected)).toEqual([])
})
