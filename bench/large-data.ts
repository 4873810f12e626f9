// `npm run bench -- large-data [--records N] [--page N]`: a CSV file through a mapping and a batch step to an HTTP sink, everything durable:
// records a second from sending the file to the last record's arrival, and how far resident memory grew meanwhile: of the server's process,
// and of all, where the sandbox starts more workers when the machine is busy.
import { parseArgs } from 'node:util'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { sleep, startInstallation } from './installation.ts'
import { firstLine, startProgram, stop, usageOf } from './processes.ts'

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })

const flow = (pageSize: number): FlowDocument => ({
  formatVersion: 1,
  name: 'Bench price list to sink',
  slots: { api: { connector: 'http', label: 'API' } },
  nodes: {
    received: { kind: 'trigger', label: 'Price list', config: { type: 'file', format: 'csv', perRecord: false, pageSize } },
    map: {
      kind: 'map',
      label: 'Map prices',
      config: {
        rows: [
          {
            target: 'prices',
            rule: {
              kind: 'each',
              items: '$',
              rows: [
                row('article', 'sku'),
                row('text', '$uppercase(name)'),
                row('price.amount', 'price'),
                row('price.currency', 'currency'),
                row('validFrom', 'valid_from'),
                row('store', 'store = "" ? "all" : store'),
              ],
            },
          },
        ],
      },
    },
    group: { kind: 'batch', label: 'In groups', config: { items: 'prices', size: 1_000 } },
    wrap: { kind: 'map', label: 'As a request', config: { rows: [row('path', '"/prices"'), row('body', '$')] } },
    post: { kind: 'call', label: 'Post prices', config: { slot: 'api', action: 'post-with-key' } },
  },
  edges: [
    { from: 'received', port: 'out', to: 'map' },
    { from: 'map', port: 'out', to: 'group' },
    { from: 'group', port: 'batch', to: 'wrap' },
    { from: 'wrap', port: 'out', to: 'post' },
  ],
  layout: { nodes: {} },
})

/** About 90 bytes a record. */
async function* priceList(records: number): AsyncGenerator<Uint8Array> {
  let text = 'sku,name,price,currency,valid_from,store\n'
  for (let index = 0; index < records; index++) {
    text += `SKU-${String(index).padStart(8, '0')},"Mug, navy, no. ${index}",${(index % 10_000) / 100},GBP,2026-03-01,${index % 3 === 0 ? '' : `LON-${index % 40}`}\n`
    if (text.length < 500_000) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

const WARM_UP = 25_000

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { records: { type: 'string' }, page: { type: 'string' } } })
  const records = Number(values.records ?? 100_000)
  const page = Number(values.page ?? 1_000)
  if (!(records > 0 && page > 0)) throw new Error('--records and --page take positive numbers.')

  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const arrived = async () => (await (await fetch(sinkUrl)).json()) as { count: number; records: number; last: number }
  const installation = await startInstallation({
    TILLFLOW_DEMO: 'off',
    TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host,
    TILLFLOW_LOG: 'warn',
  })
  try {
    await installation.setUp()
    const flowId = await installation.deployFlow('bench', flow(page), sinkUrl)
    const below = `/clients/bench/flows/${flowId}`
    // Code is loaded and compiled, the database's cache is full: what grows afterwards grows with the data.
    await installation.send(`${below}/files?environment=live&name=warm.csv`, priceList(WARM_UP))
    while ((await arrived()).records < WARM_UP) await sleep(50)
    await sleep(1_000)
    await fetch(sinkUrl, { method: 'DELETE' })

    const before = usageOf(installation.pid)
    const most = { all: before?.megabytes ?? 0, own: before?.ownMegabytes ?? 0 }
    const watch = setInterval(() => {
      const usage = usageOf(installation.pid)
      most.all = Math.max(most.all, usage?.megabytes ?? 0)
      most.own = Math.max(most.own, usage?.ownMegabytes ?? 0)
    }, 100)
    const sent = Date.now()
    await installation.send(`${below}/files?environment=live&name=prices.csv`, priceList(records))
    const stored = Date.now()
    const deadline = Date.now() + 60_000 + records
    while ((await arrived()).records < records && Date.now() < deadline) await sleep(20)
    const { last, count, records: taken } = await arrived()
    clearInterval(watch)
    const after = usageOf(installation.pid)
    const { items } = await installation.api<{ items: Feed[] }>('GET', `${below}/feeds?environment=live`)
    const file = items.find(({ name }) => name === 'prices.csv')
    const report = {
      records: taken,
      megabytes: Math.round((file?.size ?? 0) / 1e6),
      pageSize: page,
      requests: count,
      storedMs: stored - sent,
      recordsPerSecond: Math.round((taken * 1_000) / (last - sent)),
      cpuMsPer1000Records: before && after ? Number((((after.cpuSeconds - before.cpuSeconds) * 1e6) / taken).toFixed(1)) : undefined,
      serverMb: before?.ownMegabytes,
      serverGrowthMb: before && most.own - before.ownMegabytes,
      allProcessesMb: before?.megabytes,
      allProcessesGrowthMb: before && most.all - before.megabytes,
      missing: records - taken,
    }
    const parked = await installation.api<{ items: ExceptionRecord[] }>('GET', '/clients/bench/exceptions?limit=5')
    for (const { error } of parked.items) console.error(`parked: ${error.message}`)
    console.table([report])
    console.log(JSON.stringify(report))
  } finally {
    await installation.close()
    await stop(sink)
  }
}
