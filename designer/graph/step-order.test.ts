import { expect, test } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import { stepOrder } from './step-order.ts'

const pass = { condition: 'a' } as const

test('one way is gone to its end before the next; steps that nothing leads to come where they stand', () => {
  const flow = aFlow()
    .node('alone', 'filter', pass)
    .node('end', 'filter', pass)
    .node('right', 'filter', pass)
    .node('left', 'filter', pass)
    .node('fork', 'switch', { cases: [{ id: 'paid', label: 'Paid', condition: 'a' }] })
    .edge('start', 'fork')
    .edge('fork', 'right', 'default')
    .edge('fork', 'left', 'paid')
    .edge('left', 'end')
    .edge('right', 'end')
    .build()
  expect(stepOrder(flow)).toEqual(['start', 'fork', 'left', 'end', 'right', 'alone'])
})

test('every step has its turn once, also those of a circle that nothing leads into', () => {
  const flow = aFlow().node('a', 'filter', pass).node('b', 'filter', pass).edge('a', 'b').edge('b', 'a').build()
  expect(stepOrder(flow)).toEqual(['start', 'a', 'b'])
})
