// Mappings whose fields changed since somebody looked: what forbids publishing, and what is said.
import { describe, expect, it } from 'vitest'
import type { ConnectorDescriptor, JsonSchema } from '../model/descriptors.ts'
import { reviewOf, wordsOfSchema } from '../schemas/field-drift.ts'
import { aFlow } from './a-flow.fixture.ts'
import { checkFlow } from './check.ts'
import { diffFlows } from './diff.ts'
import type { FlowDocument, MapNode } from './document.ts'
import { mergeFlows } from './merge.ts'
import { readFlow } from './read.ts'

const text = { type: 'string' }
const object = (properties: Record<string, unknown>, required: string[] = []): JsonSchema => ({ type: 'object', properties, required })
const OLD = object({ ref: text, lines: { type: 'array', items: object({ sku: text }) } }, ['ref'])

function flow(reviewed: JsonSchema | undefined, rows: MapNode['config']['rows']): FlowDocument {
  const config: MapNode['config'] = {
    rows,
    target: { slot: 'erp', action: 'create' },
    ...(reviewed && { reviewed: { target: reviewOf(wordsOfSchema(reviewed)) } }),
  }
  const document = aFlow().node('map-it', 'map', config, 'Map it').edge('start', 'map-it').build()
  document.slots = { erp: { label: 'ERP', connector: 'erp' } }
  return document
}
const issues = (document: FlowDocument, input: JsonSchema) => {
  const erp = {
    id: 'erp',
    name: 'ERP',
    actions: [{ id: 'create', label: 'Create', input }],
    triggers: [],
    polls: [],
  } as unknown as ConnectorDescriptor
  return checkFlow(document, { connectors: [erp] }).map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
}
const ROWS: MapNode['config']['rows'] = [{ target: 'ref', rule: { kind: 'expression', expression: 'name' } }]
const WITH_LINES: MapNode['config']['rows'] = [
  ...ROWS,
  { target: 'lines', rule: { kind: 'each', items: 'items', rows: [{ target: 'sku', rule: { kind: 'expression', expression: 'sku' } }] } },
]

describe('drift of a target', () => {
  it('is nothing while the fields are those that somebody looked at', () => {
    expect(readFlow(flow(OLD, ROWS))).toMatchObject({ ok: true })
    expect(issues(flow(OLD, ROWS), OLD)).toEqual([])
  })

  it('forbids publishing where a field is new and required, or required now, and not mapped', () => {
    const now = object({ ref: text, warehouse: text, lines: { type: 'array', items: object({ sku: text, qty: text }, ['qty']) } }, [
      'ref',
      'warehouse',
    ])
    expect(issues(flow(OLD, ROWS), now)).toEqual([
      'error drift-required-unmapped: Step "Map it": "Create" has a new field warehouse, which it requires, and no row fills it.',
      'warning schema-changed: Step "Map it": fields of "Create" came, went or changed since the mapping was last looked at: lines.qty.',
    ])
    expect(issues(flow(OLD, WITH_LINES), now).filter((one) => one.startsWith('error'))).toEqual([
      'error drift-required-unmapped: Step "Map it": "Create" has a new field warehouse, which it requires, and no row fills it.',
      'error drift-required-unmapped: Step "Map it": "Create" has a new field lines.qty, which it requires, and no row fills it.',
    ])
    expect(issues(flow(object({ ref: text, warehouse: text }), []), object({ ref: text, warehouse: text }, ['warehouse']))).toEqual([
      'error drift-required-unmapped: Step "Map it": "Create" now requires warehouse, and no row fills it.',
    ])
  })

  it('is a hint for everything else, and only a warning as before where nobody ever looked', () => {
    expect(issues(flow(OLD, ROWS), object({ ref: { type: 'number' }, more: text }, ['ref']))).toEqual([
      'warning schema-changed: Step "Map it": fields of "Create" came, went or changed since the mapping was last looked at: ref, more, lines.',
    ])
    expect(issues(flow(undefined, ROWS), object({ ref: text, warehouse: text }, ['warehouse']))).toEqual([
      'warning required-unmapped: Step "Map it": no row fills "warehouse", which "Create" requires.',
    ])
  })

  it('that somebody looked at is told, and never a conflict', () => {
    const [base, mine, theirs] = [flow(undefined, ROWS), flow(OLD, ROWS), flow(object({ ref: text }), ROWS)]
    expect(diffFlows(base, mine).map(({ sentence }) => sentence)).toEqual(['Step "Map it": somebody looked at the fields of the mapping'])
    const both = mergeFlows(base, mine, theirs, {})
    expect(both.conflicts).toEqual([])
    expect(both.document).toEqual(mine)
    expect(mergeFlows(base, base, theirs, {}).document).toEqual(theirs)
  })
})
