// `npm run bench -- burst [--seconds N] [--rate N]`: four clients at their usual pace, first alone, then beside a client that sends 60 % of a load thirty
// times the usual one while a thousand of its runs hang in a system that does not answer. What the senders wait for their acknowledgement, and
// how long the others' orders take from leaving the shop to arriving in the ERP.
import { parseArgs } from 'node:util'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { sleep, startInstallation, type Installation } from './installation.ts'
import { flowTo } from './order.ts'
import type { PacedRequest, PacedResult, PacedTarget } from './paced-load.ts'
import { firstLine, ROOT, startProgram, stop } from './processes.ts'

const OTHERS = ['north', 'south', 'east', 'west']
const STUCK = 1_000
/** The burst is this many times the usual pace; the hot client sends this share of it. */
const BURST = 30
const HOT_SHARE = 0.6

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string' }, rate: { type: 'string' } } })
  const seconds = Number(values.seconds ?? 60)
  /** Orders per second of all four together on a usual day. */
  const usual = Number(values.rate ?? 10)
  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const installation = await startInstallation({ TILLFLOW_DEMO: 'off', TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host })
  try {
    await installation.setUp()
    const hookOf = async (client: string, path = '/orders'): Promise<Omit<PacedTarget, 'name' | 'perSecond'>> => {
      const { url, secret } = await installation.deploy(client, flowTo(path), sinkUrl)
      return { url, secret: secret ?? '' }
    }
    const hooks = new Map<string, Omit<PacedTarget, 'name' | 'perSecond'>>()
    for (const client of OTHERS) hooks.set(client, await hookOf(client))
    const hot = await hookOf('hot')
    const stuck = await addFlow(installation, 'hot', '/stuck')

    const othersPace = (usual * BURST * (1 - HOT_SHARE)) / OTHERS.length
    const others = (phase: string): PacedTarget[] =>
      [...hooks].map(([client, hook]) => ({ ...hook, name: `${phase}-${client}`, perSecond: othersPace }))
    await play(3, others('warm'), sinkUrl)
    const alone = await play(seconds, others('alone'), sinkUrl)
    await play(1, [{ ...stuck, name: 'stuck', perSecond: STUCK }], sinkUrl, false)
    const burst = await play(seconds, [...others('burst'), { ...hot, name: 'burst-hot', perSecond: usual * BURST * HOT_SHARE }], sinkUrl)
    const rows = [
      summary('others alone', alone.filter(isOther)),
      summary('others beside the hot client', burst.filter(isOther)),
      summary(
        'the hot client',
        burst.filter((one) => !isOther(one)),
      ),
    ]
    console.table(rows)
    console.log(JSON.stringify({ seconds, usual, burst: BURST, stuck: STUCK, rows }))
  } finally {
    await installation.close()
    await stop(sink)
  }
}

interface Played extends PacedResult {
  /** Milliseconds from leaving the shop to arriving at the sink, ascending; an order that never arrived is not among them. */
  readonly endToEnd: readonly number[]
  readonly missing: number
}

const isOther = ({ name }: PacedResult) => !name.endsWith('-hot')

async function play(seconds: number, targets: readonly PacedTarget[], sinkUrl: string, waits = true): Promise<readonly Played[]> {
  const request: PacedRequest = { payload: `${ROOT}templates/shopify-order-to-erp/samples/simple.json`, seconds, targets }
  const results = JSON.parse(await firstLine(startProgram('bench/paced-load.ts', [JSON.stringify(request)]))) as PacedResult[]
  const deadline = Date.now() + (waits ? 120_000 : 0)
  for (;;) {
    const arrivals = (await (await fetch(`${sinkUrl}/arrivals`)).json()) as Record<string, number>
    const played = results.map((result): Played => {
      const endToEnd = Object.entries(result.orders).flatMap(([name, [left]]) =>
        arrivals[name] === undefined ? [] : [arrivals[name] - left],
      )
      return { ...result, endToEnd: endToEnd.toSorted((a, b) => a - b), missing: Object.keys(result.orders).length - endToEnd.length }
    })
    if (Date.now() > deadline || played.every(({ missing }) => missing === 0)) return played
    await sleep(100)
  }
}

function summary(who: string, played: readonly Played[]): object {
  const acknowledged = played.flatMap(({ orders }) => Object.values(orders).map(([, ms]) => ms)).toSorted((a, b) => a - b)
  const endToEnd = played.flatMap((one) => one.endToEnd).toSorted((a, b) => a - b)
  const at = (list: readonly number[], share: number) => Math.round(list[Math.floor(list.length * share)] ?? 0)
  return {
    who,
    orders: acknowledged.length,
    refused: played.reduce((sum, { refused }) => sum + refused, 0),
    lost: played.reduce((sum, { missing }) => sum + missing, 0),
    'acknowledged p50 ms': at(acknowledged, 0.5),
    'acknowledged p99 ms': at(acknowledged, 0.99),
    'arrived p50 ms': at(endToEnd, 0.5),
    'arrived p95 ms': at(endToEnd, 0.95),
  }
}

/** A second flow of the same client, over a connection of its own so that it holds up only itself. */
async function addFlow({ api }: Installation, client: string, path: string): Promise<Omit<PacedTarget, 'name' | 'perSecond'>> {
  const below = `/clients/${client}`
  const { items: connections } = await api<{ items: { id: string; config: object }[] }>('GET', `${below}/connections`)
  const [known] = connections
  if (!known) throw new Error(`${client} has no connection.`)
  const connection = await api<{ id: string }>('POST', `${below}/connections`, {
    name: 'Stuck',
    environment: 'live',
    connector: 'http',
    config: known.config,
    secrets: {},
  })
  const flow = await api<{ id: string }>('POST', `${below}/flows`, { document: flowTo(path) })
  await api('POST', `${below}/flows/${flow.id}/versions`, { note: '', revision: 1 })
  await api('POST', `${below}/flows/${flow.id}/deployments`, { environment: 'live', version: 1, slots: { api: connection.id } })
  const { items } = await api<{ items: HookDescriptor[] }>('GET', `${below}/hooks?show-secret=true`)
  const hook = items.find((one) => one.flow === flowTo(path).name)
  if (!hook) throw new Error('The flow has no webhook.')
  return { url: hook.url, secret: hook.secret ?? '' }
}
