import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, inStatus, manual, openBench, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

it('a run that comes back reads a lookup table as it was when it began, and a new one as it is now', async () => {
  const ledger = createLedger()
  bench = await openBench(sandbox, { ledger })
  const [clientId, updatedAt] = [bench.clientId, new Date().toISOString()]
  const table = { id: newId('table'), clientId, environment: 'live', name: 'accounts', label: 'Accounts', revision: 1, updatedAt } as const
  await bench.lookups.create({ ...table, rows: [{ key: 'visa', value: 'old' }] })
  const look = [{ target: 'account', rule: { kind: 'expression' as const, expression: '$lookup("accounts", "visa")' } }]
  const flow = await bench.deploy(aFlow({ start: manual, first: call('first', look), next: call('next', look) }))

  ledger.fail({ error: new AppError('vendor-unavailable') })
  const patient = await bench.start(flow, {})
  await inStatus(bench, patient, 'waiting')
  await bench.lookups.save(clientId, 'live', 'accounts', { rows: [{ key: 'visa', value: 'new' }] }, 1, new Date())
  expect((await bench.settled(patient)).status).toBe('succeeded')
  expect(ledger.entries.map(({ input }) => input)).toEqual([{ account: 'old' }, { account: 'old' }])

  await bench.settled(await bench.start(flow, {}))
  expect(ledger.calls.slice(-2).map(({ input }) => input)).toEqual(['{"account":"new"}', '{"account":"new"}'])
})
