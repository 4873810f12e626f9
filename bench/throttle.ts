// `npm run bench -- throttle [--seconds N]`: stock counts in batches of 250 lines, each line another product, for the simulated Shopify shop, whose query
// budget gives back 100 points a second and is empty at the beginning: the share of these points that was used, and the calls that were refused for
// want of points. Once by the ids of inventory items, where a batch is one mutation, and once by SKUs, which have to be looked up first.
import { parseArgs } from 'node:util'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import { sleep, startInstallation, type Installation } from './installation.ts'

const CLIENT = '/clients/harbour-finch'
const SHOP = 'harbour-finch-shopify'
const LINES = 250
/** As a shop on the standard plan has it. */
const BUDGET = { maximumAvailable: 2_000, restoreRate: 100 }
/** For what comes before the measurement. */
const PLENTY = { maximumAvailable: 1_000_000, restoreRate: 100_000 }
const WARM_UP = 4
/** Longer than a batch waits for the points it lacks. */
const QUIET_MS = 10_000
const DEADLINE_MS = 600_000
const WAYS = { 'inventory item': 'inventoryItemId', SKU: 'sku' } as const

/** Points that were taken, and calls that were refused for want of points. */
interface Tally {
  readonly paid: number
  readonly refused: number
}
interface Line {
  readonly sku: string
  readonly inventoryItemId: number
  readonly locationId: number
}
interface Shop {
  readonly url: string
  readonly connection: string
}

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })

/** The lines of a file for an action of the shop, a call for each page of them. */
const flow = (name: string, action: string, pageSize: number, rows: readonly MappingRow[]): FlowDocument => ({
  formatVersion: 1,
  name,
  slots: { shop: { connector: 'shopify', label: 'Shop' } },
  nodes: {
    received: { kind: 'trigger', label: 'File', config: { type: 'file', format: 'json-lines', perRecord: false, pageSize } },
    map: { kind: 'map', label: 'As a call', config: { rows: [...rows] } },
    call: { kind: 'call', label: 'To the shop', config: { slot: 'shop', action } },
  },
  edges: [
    { from: 'received', port: 'out', to: 'map' },
    { from: 'map', port: 'out', to: 'call' },
  ],
  layout: { nodes: {} },
})

const A_PRODUCT = flow('A product', 'upsert-product', 1, [
  row('handle', '$[0].handle'),
  row('title', '$[0].title'),
  row('variants', '$[0].variants'),
])
const countsBy = (member: string): FlowDocument =>
  flow(`Stock counts by ${member}`, 'set-stock', LINES, [
    { target: 'lines', rule: { kind: 'each', items: '$', rows: [member, 'locationId', 'quantity'].map((name) => row(name, name)) } },
  ])

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string' } } })
  const seconds = Number(values.seconds ?? 40)
  if (!(seconds >= 10)) throw new Error('--seconds takes a number of at least 10.')
  const installation = await startInstallation({ TILLFLOW_DEMO: 'on', TILLFLOW_LOG: 'warn' })
  try {
    const shop = await shopOf(installation)
    const lines = await newProduct(installation, shop)
    const rows = []
    for (const [way, member] of Object.entries(WAYS)) {
      const file = await deploy(installation, shop, countsBy(member))
      // Another quantity in each batch, so that each changes something.
      const send = (name: string, batches: number) =>
        installation.send(
          file(name),
          linesOf(batches, (batch) => lines.map((line) => ({ ...line, quantity: rows.length * 1_000_000 + batch }))),
        )
      rows.push({ way, ...(await measure(shop, seconds, send)) })
    }
    const { items } = await installation.api<{ items: ExceptionRecord[] }>('GET', `${CLIENT}/exceptions?limit=5`)
    if (items.length > 0) throw new Error(`Batches were parked: ${items.map(({ error }) => error.message).join(' ')}`)
    console.table(rows)
    console.log(JSON.stringify({ seconds, lines: LINES, ...BUDGET, rows }))
  } finally {
    await installation.close()
  }
}

/** How the budget was used by as many batches as it allows in so many seconds. */
async function measure(shop: Shop, seconds: number, send: (name: string, batches: number) => Promise<unknown>) {
  await setBudget(shop, { ...PLENTY, currentlyAvailable: PLENTY.maximumAvailable })
  const cost = await settled(shop, await budget(shop), () => send('warm-up', WARM_UP))
  const batches = Math.ceil((seconds * BUDGET.restoreRate * WARM_UP) / cost.paid)

  await setBudget(shop, { ...BUDGET, currentlyAvailable: 0 })
  const before = await budget(shop)
  const began = performance.now()
  const firstSecond = sleep(1_000).then(() => budget(shop))
  const used = await settled(shop, before, () => send('counts', batches))
  const permitted = ((used.at - began) / 1_000) * BUDGET.restoreRate
  const early = (await firstSecond).refused - before.refused
  return {
    batches,
    lines: batches * LINES,
    seconds: Number(((used.at - began) / 1_000).toFixed(1)),
    pointsPermitted: Math.round(permitted),
    pointsUsed: used.paid,
    share: `${((used.paid / permitted) * 100).toFixed(1)} %`,
    refusedInFirstSecond: early,
    refusedLater: used.refused - early,
  }
}

/** What was paid and refused since `before`, and when the last of it was paid; waits until nothing more is. */
async function settled(shop: Shop, before: Tally, work: () => Promise<unknown>): Promise<Tally & { readonly at: number }> {
  let last = { ...before, at: performance.now() }
  await work()
  const isQuiet = () => last.paid > before.paid && performance.now() - last.at > QUIET_MS
  await until('the last batch', async () => {
    const now = await budget(shop)
    if (now.paid > last.paid || now.refused > last.refused) last = { ...now, at: performance.now() }
    return isQuiet()
  })
  return { paid: last.paid - before.paid, refused: last.refused - before.refused, at: last.at }
}

async function shopOf(installation: Installation): Promise<Shop> {
  const simulators = await installation.api<{ items: SimulatorDescriptor[] }>('GET', '/simulators')
  const connections = await installation.api<{ items: Connection[] }>('GET', `${CLIENT}/connections`)
  const url = simulators.items.find(({ name }) => name === SHOP)?.url
  const connection = connections.items.find(({ config }) => config['simulator'] === SHOP)?.id
  if (url === undefined || connection === undefined) throw new Error('The demo has no Shopify shop.')
  return { url, connection }
}

/** Answers where its files go, by their name. */
async function deploy(installation: Installation, { connection }: Shop, document: FlowDocument): Promise<(file: string) => string> {
  const { id } = await installation.api<{ id: string }>('POST', `${CLIENT}/flows`, { document })
  await installation.api('POST', `${CLIENT}/flows/${id}/versions`, { note: '', revision: 1 })
  await installation.api('POST', `${CLIENT}/flows/${id}/deployments`, { environment: 'live', version: 1, slots: { shop: connection } })
  return (file) => `${CLIENT}/flows/${id}/files?environment=live&name=${file}.jsonl`
}

/** A product of 250 variants; answers what a line of a count says of each. */
async function newProduct(installation: Installation, shop: Shop): Promise<readonly Line[]> {
  await setBudget(shop, { ...PLENTY, currentlyAvailable: PLENTY.maximumAvailable })
  const skus = Array.from({ length: LINES }, (_, index) => `BENCH-${index}`)
  const variants = skus.map((sku) => ({ sku, price: '12.50', tracked: true, options: [{ name: 'Number', value: sku }] }))
  const file = await deploy(installation, shop, A_PRODUCT)
  await installation.send(
    file('product'),
    linesOf(1, () => [{ handle: 'bench', title: 'Bench mug', variants }]),
  )
  const stock = async () => {
    const levels = await records<{ inventory_item_id: number; location_id: number }>(shop, 'inventory_level')
    const locations = new Map(levels.map((level) => [level.inventory_item_id, level.location_id]))
    const items = await records<{ id: number; sku: string | null }>(shop, 'inventory_item')
    return items.flatMap(({ id, sku }): Line[] => {
      const locationId = locations.get(id)
      return sku?.startsWith('BENCH-') && locationId !== undefined ? [{ sku, inventoryItemId: id, locationId }] : []
    })
  }
  await until('the product', async () => (await stock()).length === LINES)
  return await stock()
}

async function* linesOf(pages: number, page: (index: number) => readonly object[]): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < pages; index++) {
    yield Buffer.from(
      page(index)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    )
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`)
    await sleep(25)
  }
}

async function simulator<T>({ url }: Shop, path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}/_sim/${path}`, body && { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as T
}
const records = <T>(shop: Shop, type: string) => simulator<readonly T[]>(shop, `records/${type}`)
const budget = (shop: Shop) => simulator<Tally>(shop, 'bucket')
const setBudget = (shop: Shop, to: object) => simulator(shop, 'bucket', to)
