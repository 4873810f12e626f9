// Fields of real records counted, over a real engine: at the step they come to, in one environment of one client.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aFlow, call, manual, openBench, type Bench } from '../engine/engine.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createFieldPresence } from './field-presence.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const expression = (target: string, text: string) => ({ target, rule: { kind: 'expression' as const, expression: text } })

async function arranged() {
  bench = await openBench(sandbox)
  const { store, clientId } = bench
  const first = {
    kind: 'map' as const,
    label: 'First',
    config: { rows: [expression('mail', 'customer.email'), expression('sku', 'lines.sku')] },
  }
  const second = { kind: 'map' as const, label: 'Second', config: { rows: [expression('to', 'mail')] } }
  const flow = await bench.deploy(aFlow({ start: manual, first, second, post: call() }))
  const inputs = [
    { customer: { email: 'a@b.example' }, lines: [{ sku: '' }, { sku: 'A' }] },
    { customer: { email: '' }, lines: [{ sku: 'B' }] },
    { customer: null, lines: [] },
  ]
  for (const input of inputs) await bench.settled(await bench.start(flow, input))
  return { clientId, flow, presence: createFieldPresence({ flows: store.flows, runs: store.runs }) }
}

it('counts at the step, what the trigger had and what earlier steps made', async () => {
  const { clientId, flow, presence } = await arranged()
  const paths = ['customer.email', 'lines.sku', 'lines[sku != ""].sku', 'nothing', '$']
  expect(await presence(clientId, flow, { node: 'first', paths, environment: 'live' })).toEqual({ records: 3, present: [1, 2, 2, 0, 3] })
  const later = ['mail', '$trigger.customer.email', '$steps.first.sku', 'customer.email']
  expect(await presence(clientId, flow, { node: 'second', paths: later, environment: 'live' })).toEqual({
    records: 3,
    present: [1, 1, 2, 0],
  })
})

it('looks at the newest runs of the environment only, and at nobody else’s', async () => {
  const { clientId, flow, presence } = await arranged()
  const paths = ['customer.email']
  expect(await presence(clientId, flow, { node: 'first', paths, environment: 'live', runs: 1 })).toEqual({ records: 1, present: [0] })
  expect(await presence(clientId, flow, { node: 'first', paths, environment: 'test' })).toEqual({ records: 0, present: [0] })
  expect(await presence(clientId, flow, { node: 'no-such-step', paths, environment: 'live' })).toEqual({ records: 0, present: [0] })
  await expect(presence('client_other', flow, { node: 'first', paths, environment: 'live' })).rejects.toMatchObject({ code: 'not-found' })
})
