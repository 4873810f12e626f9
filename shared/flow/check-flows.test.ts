import { expect, test } from 'vitest'
import { aFlow } from './a-flow.fixture.ts'
import { checkFlows, linksOf } from './check-flows.ts'
import { checkFlow } from './check.ts'
import type { FlowDocument } from './document.ts'
import { plainSchemaIssues } from './plain-schema.ts'

const listener = (topic: string) => aFlow('none').node('t', 'trigger', { type: 'event', topic })
const called = () => aFlow('none').node('t', 'trigger', { type: 'subflow' })
const timeout = { amount: 1, unit: 'hours' } as const
const named = (name: string, flow: FlowDocument): FlowDocument => ({ ...flow, name })
const others = (flows: Readonly<Record<string, FlowDocument>>) => Object.entries(flows).map(([id, flow]) => linksOf(id, named(id, flow)))
const check = (flow: FlowDocument, flows: Readonly<Record<string, FlowDocument>>) =>
  checkFlows(named('Me', flow), others({ me: flow, ...flows }), 'me').map(({ path, code, message }) => [path, code, message])

test('warns of a flow that is not there, and of one that other flows do not start', () => {
  const flow = aFlow()
    .node('a', 'subflow', { flow: 'gone', timeout })
    .node('b', 'subflow', { flow: 'other', timeout })
    .edge('start', 'a')
    .edge('a', 'b')
    .build()
  expect(check(flow, { other: aFlow().build() })).toEqual([
    ['/nodes/a/config/flow', 'flow-unknown', 'Step "a": there is no such flow.'],
    ['/nodes/b/config/flow', 'flow-not-callable', 'Step "b": "other" is not started by other flows.'],
  ])
  expect(check(aFlow().node('b', 'subflow', { flow: 'other', timeout }).edge('start', 'b').build(), { other: called().build() })).toEqual(
    [],
  )
})

test('names the way of a circle through calls and topics, however long', () => {
  const flow = listener('ping').node('tell', 'publish', { topic: 'pong' }).edge('t', 'tell').build()
  const middle = listener('pong').node('call', 'subflow', { flow: 'last', timeout }).edge('t', 'call').build()
  const last = called().node('tell', 'publish', { topic: 'ping' }).edge('t', 'tell').build()
  expect(check(flow, { middle, last })).toEqual([
    ['/nodes/tell/config/topic', 'flow-circle', 'Step "tell" starts this flow again: "Me" → "middle" → "last" → "Me".'],
  ])
  expect(check(flow, { middle })).toEqual([])
})

test('warns of a flow that starts itself, and ends on circles of others', () => {
  const flow = called().node('again', 'subflow', { flow: 'me', timeout }).edge('t', 'again').build()
  expect(check(flow, {}).map(([, code]) => code)).toEqual(['flow-circle'])
  const ring = (to: string) => called().node('c', 'subflow', { flow: to, timeout }).edge('t', 'c').build()
  expect(check(aFlow().node('c', 'subflow', { flow: 'x', timeout }).edge('start', 'c').build(), { x: ring('y'), y: ring('x') })).toEqual([])
})

test('checks the schema that a called flow declares', () => {
  const flow = aFlow('none').node('t', 'trigger', { type: 'subflow', schema: { type: 'object', properties: { a: { pattern: '(a+)+$' } } } })
  expect(checkFlow(flow.build()).map(({ path, code }) => [path, code])).toEqual([
    ['/nodes/t/config/schema/properties/a/pattern', 'schema-invalid'],
  ])
})

test.each([
  ['a list of types', { type: ['string', 'null'] }, []],
  ['all that is allowed', { type: 'object', required: ['a'], properties: { a: { enum: [1, 2] }, b: { items: { minimum: 1 } } } }, []],
  ['a type that does not exist', { type: 'text' }, ['/type']],
  ['a reference', { $ref: 'https://example.com' }, ['/$ref']],
  ['text', 'object', ['']],
  ['required that is no list', { required: 'a' }, ['/required']],
  [
    'something wrong deep inside',
    { anyOf: [{ items: { properties: { x: { format: 'email' } } } }] },
    ['/anyOf/0/items/properties/x/format'],
  ],
])('a schema with %s', (_name, schema, paths) => {
  expect(plainSchemaIssues(schema, '').map(({ path }) => path)).toEqual(paths)
})
