// An undo leads to what it changed.
import { expect, test } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import { changedSteps } from './changed-steps.ts'

const flow = newFlow('Undone')
const before: FlowDocument = {
  ...flow,
  nodes: {
    ...flow.nodes,
    map: { kind: 'map', label: 'Prepare', config: { rows: [] } },
    check: { kind: 'filter', label: 'Paid', config: { condition: 'paid' } },
  },
  edges: [{ from: 'start', port: 'out', to: 'map' }],
  layout: { nodes: { start: { x: 0, y: 0 }, map: { x: 300, y: 0 }, check: { x: 600, y: 0 } } },
}

test('a step that says something else comes before one that moved', () => {
  const after = structuredClone(before)
  after.nodes['map'] = { kind: 'map', label: 'Prepare', config: { rows: [{ target: 'total', rule: { kind: 'path', path: 'sum' } }] } }
  after.layout.nodes['check'] = { x: 700, y: 0 }
  expect(changedSteps(before, after)).toEqual(['map'])
})

test('a move leads to the step, a line to the step it leaves, a removed step to the one before', () => {
  const moved = structuredClone(before)
  moved.layout.nodes['check'] = { x: 700, y: 0 }
  expect(changedSteps(before, moved)).toEqual(['check'])
  const joined = structuredClone(before)
  joined.edges.push({ from: 'map', port: 'out', to: 'check' })
  expect(changedSteps(before, joined)).toEqual(['map'])
  const removed = structuredClone(before)
  delete removed.nodes['map']
  delete removed.layout.nodes['map']
  removed.edges = []
  expect(changedSteps(before, removed)).toEqual(['start'])
  expect(changedSteps(before, before)).toEqual([])
})
