import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FlowDocument } from './document.ts'
import { newFlow } from './new.ts'
import { readFlow, readFlowText } from './read.ts'
import { stringifyFlow } from './stringify.ts'

const fixture = JSON.parse(readFileSync(new URL('fixtures/format-1.json', import.meta.url), 'utf8')) as FlowDocument

/** The same value with all members in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  )
}

test('the order of members in memory does not show in the text', () => {
  expect(stringifyFlow(reversed(fixture) as FlowDocument)).toBe(stringifyFlow(fixture))
})

test('members stand in the order a person reads them, steps by id, a line break ends the text', () => {
  const text = stringifyFlow(fixture)
  expect(JSON.parse(text)).toEqual(fixture)
  expect(Object.keys(JSON.parse(text))).toEqual(['formatVersion', 'name', 'slots', 'nodes', 'edges', 'layout'])
  expect(Object.keys(JSON.parse(text).nodes)).toEqual(['erp-order', 'map-order', 'order-created', 'paid'])
  expect(Object.keys(JSON.parse(text).nodes.paid)).toEqual(['kind', 'label', 'config'])
  expect(text.endsWith('}\n')).toBe(true)
})

test('a step whose id is the name of a member stands by id like the others', () => {
  const flow = newFlow('x')
  flow.nodes = { zebra: flow.nodes['start'] as never, name: flow.nodes['start'] as never, apple: flow.nodes['start'] as never }
  expect(Object.keys(JSON.parse(stringifyFlow(flow)).nodes)).toEqual(['apple', 'name', 'zebra'])
})

test('a constant of the user keeps the order of its members', () => {
  const flow = newFlow('x')
  flow.nodes['m'] = { kind: 'map', label: 'M', config: { rows: [{ target: 'a', rule: { kind: 'constant', value: { z: 1, a: 2 } } }] } }
  expect(stringifyFlow(flow)).toMatch(/"z": 1,\s+"a": 2/)
})

test('what was written reads back as the same flow', () => {
  expect(readFlowText(stringifyFlow(fixture))).toEqual(readFlow(fixture))
  expect(readFlow(newFlow('New'))).toMatchObject({ ok: true, issues: [] })
})
