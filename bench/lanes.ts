// `npm run bench -- lanes [--keys N] [--events N]`: hot keys (200), each with events that come one after the other, all keys at once; the flow keeps
// order by key. Prints how fast they reach the other system, and whether any overtook an earlier one of its key there; and beside it the
// same flow without an order.
import { createHmac } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { sleep, startInstallation } from './installation.ts'
import { FLOW } from './order.ts'
import { firstLine, startProgram, stop } from './processes.ts'

/** Nothing arrives any more: the rest is lost. */
const GIVE_UP_MS = 30_000

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { keys: { type: 'string' }, events: { type: 'string' } } })
  const [keys, events] = [Number(values.keys ?? 200), Number(values.events ?? 50)]
  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const installation = await startInstallation({ TILLFLOW_DEMO: 'off', TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host })
  try {
    await installation.setUp()
    const ordered = await installation.deploy('ordered', { ...FLOW, lane: { key: 'id', whenParked: 'hold' } }, sinkUrl)
    const free = await installation.deploy('free', FLOW, sinkUrl)
    await play(free, sinkUrl, 10, 10, 'warm')
    const rows = []
    for (const [flow, hook] of [
      ['in order', ordered],
      ['without an order', free],
    ] as const) {
      rows.push({ flow, keys, events: keys * events, ...(await play(hook, sinkUrl, keys, events)) })
    }
    console.table(rows)
    console.log(JSON.stringify({ bench: 'lanes', rows }))
  } finally {
    await installation.close()
    await stop(sink)
  }
}

interface Played {
  readonly perSecond: number
  readonly arrived: number
  /** Events that reached the sink after a later one of their key. */
  readonly overtaken: number
}

async function play(hook: HookDescriptor, sinkUrl: string, keys: number, events: number, prefix = 'K'): Promise<Played> {
  await fetch(sinkUrl, { method: 'DELETE' })
  const target = new URL(hook.url)
  const pool = new Pool(target.origin, { connections: 64 })
  const began = Date.now()
  await Promise.all(
    Array.from({ length: keys }, async (_, key) => {
      for (let n = 0; n < events; n++) await send(pool, target.pathname, hook.secret ?? '', `${prefix}${key}`, n)
    }),
  )
  await pool.close()
  const { last } = await settled(sinkUrl, keys * events)
  const arrivals = (await (await fetch(`${sinkUrl}/arrivals`)).json()) as Record<string, number>
  const references = Object.keys(arrivals)
  return {
    perSecond: Math.round((references.length / (last - began)) * 1_000),
    arrived: references.length,
    overtaken: countOvertaken(references),
  }
}

async function send(pool: Pool, path: string, secret: string, key: string, n: number): Promise<void> {
  const name = `${key}-${n}`
  const body = JSON.stringify({ id: key, name, total_price: '10.00', line_items: [{ sku: 'A', name: 'Tea', quantity: 1, price: '10.00' }] })
  const headers = {
    'content-type': 'application/json',
    'x-signature': createHmac('sha256', secret).update(body).digest('hex'),
    'x-delivery-id': name,
  }
  const response = await pool.request({ path, method: 'POST', body, headers })
  await response.body.dump()
  if (response.statusCode >= 300) throw new Error(`${name} was answered with ${response.statusCode}.`)
}

async function settled(sinkUrl: string, wanted: number): Promise<{ readonly last: number }> {
  for (;;) {
    const { distinct, last } = (await (await fetch(sinkUrl)).json()) as { distinct: number; last: number }
    if (distinct >= wanted || (last > 0 && Date.now() - last > GIVE_UP_MS)) return { last }
    await sleep(50)
  }
}

/** `references` in the order in which they arrived. */
function countOvertaken(references: readonly string[]): number {
  const highest = new Map<string, number>()
  let overtaken = 0
  for (const reference of references) {
    const [key = '', n = ''] = reference.split('-')
    const before = highest.get(key) ?? -1
    // Whatever arrives after a later one of its key was overtaken by it.
    if (Number(n) < before) overtaken += 1
    highest.set(key, Math.max(before, Number(n)))
  }
  return overtaken
}
