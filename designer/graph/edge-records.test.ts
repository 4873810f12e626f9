import { expect, test } from 'vitest'
import type { StepView } from '#shared/model/runs.ts'
import { edgeRecords } from './edge-records.ts'

const step = (nodeId: string, record: string, input: unknown, ...ports: string[]): StepView => ({
  nodeId,
  record,
  status: 'succeeded',
  startedAt: '',
  attempts: 1,
  input,
  ports,
})
const edge = (from: string, to: string, port = 'out') => ({ from, port, to })

test('a line holds the records that left by its port', () => {
  const of = edgeRecords([step('start', '', 1, 'out'), step('paid', '', 1, 'otherwise'), step('post', '', 1, 'out')])
  expect(of(edge('start', 'paid'))).toEqual([{ record: '', value: 1 }])
  expect(of(edge('paid', 'post'))).toEqual([])
  expect(of(edge('paid', 'post', 'otherwise'))).toEqual([{ record: '', value: 1 }])
})

test('items of a loop and branches of a step are told apart', () => {
  const of = edgeRecords([
    step('each', '', [1, 2], 'item', 'done'),
    step('line', '/each:0', 1, 'out'),
    step('line', '/each:1', 2, 'out'),
    step('sum', '', [1, 2], 'out'),
  ])
  expect(of(edge('each', 'line', 'item')).map(({ value }) => value)).toEqual([1, 2])
  expect(of(edge('each', 'sum', 'done')).map(({ value }) => value)).toEqual([[1, 2]])
  expect(edgeRecords([step('each', '/eachother', 1, 'item'), step('line', '/each', 1)])(edge('each', 'line', 'item'))).toEqual([])
})
