// What suggestions must be worth: on the templates that people wrote, and where somebody accepts all of them for an order nobody has mapped yet.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { validate } from '#connectors/kit/validate.ts'
import { applySuggestions } from '#designer/mapping/apply-suggestions.ts'
import { targetFields } from '#designer/mapping/target-fields.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { suggestMappings } from '#shared/mapping/suggest.ts'
import { recordTags, withTags } from '#shared/retail/record-tags.ts'
import { inferFields } from '#shared/schemas/infer.ts'
import { testRun } from '#runtime/engine/test-run.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { measureSuggestions, summed } from './suggestions.ts'

const descriptors = connectors.map(describeConnector)
let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

it('are right, and are most of what people fill from single records, on the shipped templates', async () => {
  const all = await measureSuggestions()
  expect(summed(all).precision).toBeGreaterThanOrEqual(0.92)
  expect(summed(all.filter(({ collected }) => !collected)).recall).toBeGreaterThanOrEqual(0.7)
})

const flowTo = (erp: string, action: string): FlowDocument => ({
  formatVersion: 1,
  name: 'Order to ERP',
  slots: { shop: { connector: 'shopify', label: 'Shop' }, erp: { connector: erp, label: 'ERP' } },
  nodes: {
    order: { kind: 'trigger', label: 'Order', config: { type: 'poll', slot: 'shop', event: 'orders-changed', every: 60, perRecord: true } },
    read: { kind: 'call', label: 'Read', config: { slot: 'shop', action: 'get-order' } },
    map: { kind: 'map', label: 'Map', config: { rows: [], target: { slot: 'erp', action } } },
  },
  edges: [
    { from: 'order', port: 'out', to: 'read' },
    { from: 'read', port: 'out', to: 'map' },
  ],
  layout: { nodes: {} },
})

const shop = connectors.find(({ id }) => id === 'shopify')
const order = shop?.actions.find(({ id }) => id === 'get-order')?.example

describe('all of them accepted, for an order that nobody has mapped', () => {
  it.each<[erp: string, action: string, left: readonly string[]]>([
    // Left is what only the analyst knows: numbers and ids of the ERP itself.
    ['odoo', 'create-sales-order', []],
    ['tryton', 'create-sale', []],
    ['erpnext', 'create-sales-order', ['/deliveryDate', '/submit']],
    ['netsuite', 'upsert-sales-order', []],
    ['business-central', 'create-sales-order', ['/customer']],
    ['sap-business-one', 'create-sales-order', ['/customer']],
    ['dolibarr', 'create-order', ['/lines/*/taxRate', '/thirdParty']],
    ['xero', 'create-invoice', ['/lines/*/accountCode']],
    ['quickbooks', 'create-invoice', ['/customerId', '/lines/*/itemId']],
    ['avalara', 'record-sale', []],
  ])('%s %s', async (erp, id, left) => {
    const action = connectors.find((one) => one.id === erp)?.actions.find((one) => one.id === id)
    const input = descriptors.find((one) => one.id === erp)?.actions.find((one) => one.id === id)?.input
    const flow = flowTo(erp, id)
    const fields = targetFields(input)
    const rows = applySuggestions([], suggestMappings(fields, withTags(inferFields([order]), recordTags(flow, 'map', descriptors))), fields)
    const mapped = {
      ...flow,
      nodes: { ...flow.nodes, map: { kind: 'map', label: 'Map', config: { rows: unlessRequired(rows) } } },
    } as FlowDocument
    const { view } = await testRun(
      { clientId: 'client_1', flowId: 'flow_1', environment: 'live', document: mapped, input: order, from: { node: 'map', input: order } },
      {
        sandbox,
        tables: { load: () => Promise.reject(new Error('No suggestion reads a table.')) },
        catalog: { find: () => undefined },
        flows: { load: () => Promise.reject(new Error('There are no other flows.')), deployed: async () => undefined },
        topics: { schema: async () => undefined },
        now: () => new Date('2026-03-01T10:00:00Z'),
      },
    )
    const output = view.steps.find(({ nodeId }) => nodeId === 'map')?.output
    expect(output, JSON.stringify(view.steps.map(({ error }) => error))).toBeDefined()
    const issues = validate(action?.input ?? {}, output)
    expect(issues.filter(({ code }) => code !== 'required').map(({ message }) => message)).toEqual([])
    expect([...new Set(issues.map(({ path }) => path.replace(/\/\d+\//, '/*/')))].toSorted()).toEqual(left.toSorted())
  })
})

/** The test asks the schema what is missing, not the rows. */
const unlessRequired = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row, required: false }))
