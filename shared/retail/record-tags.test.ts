import { describe, expect, it } from 'vitest'
import { aFlow } from '../flow/a-flow.fixture.ts'
import type { ConnectorDescriptor } from '../model/descriptors.ts'
import { inferFields } from '../schemas/infer.ts'
import { recordTags, tagsOfSchema, withTags } from './record-tags.ts'

const text = (retail: string) => ({ type: 'string', retail })
const ORDER = {
  type: 'object',
  retail: 'order',
  properties: {
    id: text('order.id'),
    name: text('order.name'),
    plain: { type: 'string' },
    address: {
      retail: 'order.billingAddress',
      anyOf: [{ type: 'object', properties: { city: text('order.billingAddress.city') } }, { type: 'null' }],
    },
    lines: { type: 'array', retail: 'order.line', items: { type: 'object', properties: { sku: text('order.line.sku') } } },
  },
}
const LEVELS = { type: 'object', properties: { levels: { type: 'array', items: { type: 'object', retail: 'stock', properties: {} } } } }
const action = (id: string, input: object, output: object) => ({ id, input, output })
const shop = {
  id: 'shop',
  triggers: [{ id: 'order-created', output: ORDER }],
  polls: [],
  actions: [action('get-order', {}, ORDER), action('get-stock', {}, LEVELS), action('create-order', ORDER, {})],
} as unknown as ConnectorDescriptor

const trigger = { type: 'webhook', slot: 'shop', event: 'order-created' } as const
const started = () => aFlow('none').slot('shop', 'shop').node('begin', 'trigger', trigger)
const tagsAt = (flow: ReturnType<typeof started>, node = 'here') =>
  recordTags(flow.build(), node, [shop]).map(({ names, tag, distance }) => `${names.join('.')}: ${tag} (${distance})`)

it('reads the tags of a schema: groups that may be null, lists and their items', () => {
  expect(tagsOfSchema(ORDER).map(({ names, tag }) => [names.join('.'), tag])).toEqual([
    ['id', 'order.id'],
    ['name', 'order.name'],
    ['address', 'order.billingAddress'],
    ['address.city', 'order.billingAddress.city'],
    ['lines', 'order.line'],
    ['lines.sku', 'order.line.sku'],
  ])
  expect(tagsOfSchema(LEVELS)).toEqual([{ names: ['levels'], tag: 'stock' }])
})

describe('the record at a step', () => {
  it('has what the trigger gave, through steps that only look at it', () => {
    const flow = started()
      .node('some', 'filter', { condition: 'true' })
      .node('here', 'map', { rows: [] })
      .edge('begin', 'some')
      .edge('some', 'here')
    expect(tagsAt(flow)).toContain('lines.sku: order.line.sku (1)')
  })
  it('has what a call added under its name, which is nearer', () => {
    const flow = started()
      .node('stock', 'call', { slot: 'shop', action: 'get-stock', into: 'found' })
      .node('here', 'map', { rows: [] })
      .edge('begin', 'stock')
      .edge('stock', 'here')
    expect(tagsAt(flow)).toEqual(expect.arrayContaining(['found.levels: stock (0)', 'id: order.id (1)']))
  })
  it('is the answer of a call that adds nothing', () => {
    const flow = started()
      .node('stock', 'call', { slot: 'shop', action: 'get-stock' })
      .node('here', 'map', { rows: [] })
      .edge('begin', 'stock')
      .edge('stock', 'here')
    expect(tagsAt(flow)).toEqual(['levels: stock (0)'])
  })
  it('is what a mapping was made for', () => {
    const flow = started()
      .node('first', 'map', { rows: [], target: { slot: 'shop', action: 'create-order' } })
      .node('here', 'map', { rows: [] })
      .edge('begin', 'first')
      .edge('first', 'here')
    expect(tagsAt(flow)).toContain('id: order.id (0)')
  })
  it('is unknown behind a script, and in a flow that goes round', () => {
    const script = started()
      .node('code', 'script', { source: 'return {}' })
      .node('here', 'map', { rows: [] })
      .edge('begin', 'code')
      .edge('code', 'here')
    expect(tagsAt(script)).toEqual([])
    const round = aFlow('none')
      .node('a', 'filter', { condition: 'true' })
      .node('here', 'filter', { condition: 'true' })
      .edge('a', 'here')
      .edge('here', 'a')
    expect(tagsAt(round)).toEqual([])
  })
})

it('puts tags to the fields that samples show', () => {
  const fields = withTags(inferFields([{ id: '1', lines: [{ sku: 'MUG' }] }]), tagsOfSchema(ORDER))
  expect(fields.map(({ names, retail }) => [names.join('.'), retail])).toEqual([
    ['id', 'order.id'],
    ['lines', 'order.line'],
    ['lines.sku', 'order.line.sku'],
  ])
})
