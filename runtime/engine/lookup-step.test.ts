// The step "Look up a value": what it adds to the record, and what it does with a key that the table has not got.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { LookupNode } from '#shared/flow/document.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, manual, openBench, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

async function lookedUp(onMissing: LookupNode['config']['onMissing'], currency: string, fallback?: unknown) {
  const ledger = createLedger()
  bench = await openBench(sandbox, { ledger })
  const [clientId, updatedAt] = [bench.clientId, new Date().toISOString()]
  const table = { id: newId('table'), clientId, environment: 'live', name: 'banks', label: 'Banks', revision: 1, updatedAt } as const
  await bench.lookups.create({ ...table, rows: [{ key: 'GBP', value: '090' }] })
  const config = { table: 'banks', key: 'currency', into: 'bank', onMissing, ...(fallback !== undefined && { default: fallback }) }
  const flow = await bench.deploy(aFlow({ start: manual, look: { kind: 'lookup', label: 'Bank', config }, post: call() }))
  const { status } = await bench.settled(await bench.start(flow, { currency }))
  return { status, sent: ledger.entries.map(({ input }) => input) }
}

it.each(['reject', 'blank', 'default'] as const)(
  'adds the value that the table has, whatever it does without one (%s)',
  async (onMissing) => {
    expect(await lookedUp(onMissing, 'GBP', '000')).toEqual({ status: 'succeeded', sent: [{ currency: 'GBP', bank: '090' }] })
  },
)

it('sends a key that is missing to the exception desk, leaves it out, or takes the value that stands for it', async () => {
  expect(await lookedUp('reject', 'EUR')).toEqual({ status: 'parked', sent: [] })
  await bench.close()
  expect(await lookedUp('blank', 'EUR')).toEqual({ status: 'succeeded', sent: [{ currency: 'EUR' }] })
  await bench.close()
  expect(await lookedUp('default', 'EUR', '099')).toEqual({ status: 'succeeded', sent: [{ currency: 'EUR', bank: '099' }] })
})
