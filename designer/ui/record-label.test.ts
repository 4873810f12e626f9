import { expect, test } from 'vitest'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import { recordLabel } from './record-label.ts'

const document = aFlow()
  .node('lines', 'loop', { items: 'lines' }, 'Order lines')
  .node('ask-erp', 'callback', { timeout: { hours: 1 } }, 'Ask the ERP')
  .node('log', 'script', { source: '' }, 'Write the log')
  .build()

test('a record is called by the labels of its steps, never by their ids', () => {
  expect(recordLabel('/lines:3', document)).toBe('Order lines, item 4')
  expect(recordLabel('/lines:key=A%201', document)).toBe('Order lines, item A 1')
  expect(recordLabel('~log', document)).toBe('The whole record, by Write the log')
  expect(recordLabel('~ask-erp:started', document)).toBe('The whole record, by Ask the ERP · with the address')
})
