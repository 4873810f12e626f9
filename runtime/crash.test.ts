// Ends the whole program by SIGKILL at the main points between a delivery and its sales order, starts it again, delivers again what was not
// acknowledged, and looks into the ERP: nothing acknowledged is lost, and every order is there once.
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HookDescriptor, SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import { kill, openCrashBench, type CrashBench, type Running } from './crash.testing.ts'

const SAMPLE = fileURLToPath(new URL('../templates/shopify-order-to-erp/samples/simple.json', import.meta.url))
const ORDERS = ['#9001', '#9002', '#9003']

let bench: CrashBench
let sample: Record<string, unknown>

/** As Shopify delivers; true when it was acknowledged. */
async function deliver(hook: HookDescriptor, url: string, name: string): Promise<boolean> {
  const body = JSON.stringify({ ...sample, name, id: 9_000_000 + Number(name.slice(1)) })
  try {
    const response = await fetch(`${url}${new URL(hook.url).pathname}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': hook.shop,
        'x-shopify-event-id': `event-${name.slice(1)}`,
        'x-shopify-webhook-id': crypto.randomUUID(),
        'x-shopify-hmac-sha256': createHmac('sha256', hook.secret ?? '')
          .update(body)
          .digest('base64'),
      },
    })
    return response.ok
  } catch {
    return false // the program died under it: not acknowledged
  }
}

const hookOf = async (running: Running) => {
  const { items } = await running.ask<{ items: HookDescriptor[] }>('GET', '/clients/harbour-finch/hooks?show-secret=true')
  const hook = items.find(({ environment }) => environment === 'live')
  if (!hook) throw new Error('The demo flow has no webhook.')
  return hook
}

async function settled(running: Running): Promise<readonly Run[]> {
  for (let tries = 0; tries < 400; tries++) {
    const { items } = await running.ask<{ items: Run[] }>('GET', '/clients/harbour-finch/runs?limit=200')
    if (items.length >= ORDERS.length && items.every(({ status }) => TERMINAL_STATUSES.includes(status))) return items
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The runs did not end.')
}

async function erpOrders(running: Running): Promise<readonly string[]> {
  const { items } = await running.ask<{ items: SimulatorDescriptor[] }>('GET', '/simulators')
  const erp = items.find(({ name }) => name === 'harbour-finch-odoo')
  const records = (await (await fetch(`${erp?.url}/_sim/records/sale.order`)).json()) as { client_order_ref: string }[]
  return records.map(({ client_order_ref: reference }) => reference)
}

beforeAll(async () => {
  sample = JSON.parse(await readFile(SAMPLE, 'utf8')) as Record<string, unknown>
  bench = await openCrashBench()
  await kill(await bench.start())
}, 60_000)
afterEach(() => bench.clean())
afterAll(() => bench.remove())

const POINTS = [
  'accept:before:2',
  'accept:after:2',
  'claim:after:1',
  'intent:before:1',
  'intent:after:2',
  'call:before:1',
  'call:after:1',
  'call:after:3',
  'finish:before:1',
  'finish:after:2',
]

describe('the program, killed', () => {
  it.each(POINTS)(
    'at %s loses nothing it acknowledged and makes every order once',
    async (killAt) => {
      await bench.fresh()
      const first = await bench.start(killAt)
      const hook = await hookOf(first)
      const acknowledged = new Map(await Promise.all(ORDERS.map(async (name) => [name, await deliver(hook, first.url, name)] as const)))
      await first.gone
      expect(first.child.signalCode).toBe('SIGKILL')

      const second = await bench.start()
      for (const name of ORDERS) if (!acknowledged.get(name)) expect(await deliver(hook, second.url, name)).toBe(true)
      const runs = await settled(second)
      // First what is on the desk: it says why.
      const { items } = await second.ask<{ items: ExceptionRecord[] }>('GET', '/clients/harbour-finch/exceptions?limit=10')
      expect(items).toEqual([])
      expect(runs.map(({ status }) => status)).toEqual(ORDERS.map(() => 'succeeded'))
      expect([...(await erpOrders(second))].toSorted()).toEqual(ORDERS)
    },
    60_000,
  )

  it('twice, the second time while it recovers, still makes every order once', async () => {
    await bench.fresh()
    const first = await bench.start('call:after:1')
    const hook = await hookOf(first)
    await Promise.all(ORDERS.map((name) => deliver(hook, first.url, name)))
    await first.gone
    // What it takes up may kill it before it says that it is ready.
    const second = await bench.start('call:after:2').catch(() => undefined)
    if (second) await Promise.all(ORDERS.map((name) => deliver(hook, second.url, name)))
    await second?.gone
    const third = await bench.start()
    for (const name of ORDERS) await deliver(hook, third.url, name)
    expect((await settled(third)).map(({ status }) => status)).toEqual(ORDERS.map(() => 'succeeded'))
    expect([...(await erpOrders(third))].toSorted()).toEqual(ORDERS)
  }, 60_000)
})
