// `npm run bench -- history [--runs N]`: a store with a million runs and 20,000 exceptions. How long the run list, its filters, a search and the
// exception desk take over HTTP. The history is made of copies of runs that really happened, so that its rows are true ones.
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { firstIdAt } from '#shared/ids.ts'
import { DATABASE_FILE } from '#runtime/store/database-file.ts'
import { sleep, startInstallation, type Installation } from './installation.ts'
import { FLOW } from './order.ts'
import { firstLine, ROOT, startProgram, stop } from './processes.ts'

/** One in so many runs is parked with an exception; every 50th of those is still open. */
const PARKED_EVERY = 50
const ASKED = 40

interface Answer {
  readonly items: readonly { readonly id: string; readonly runId?: string }[]
  readonly next?: string
}

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string' } } })
  const wanted = Number(values.runs ?? 1_000_000)
  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const env = { TILLFLOW_DEMO: 'off', TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host }
  const first = await startInstallation(env)
  await sendOrders(first, sinkUrl)
  await first.close({ keepData: true })
  const began = performance.now()
  multiply(join(first.dataDir, DATABASE_FILE), wanted)
  console.log(`${wanted} runs made in ${Math.round((performance.now() - began) / 1_000)} s`)

  const loaded = await startInstallation(env, first.dataDir)
  try {
    console.log(`ready on them in ${loaded.readyMs} ms`)
    console.table(await measure(loaded))
  } finally {
    await loaded.close()
    await stop(sink)
  }
}

/** One order that arrives and one that is parked: its line items are not a list of objects with prices. */
async function sendOrders(installation: Installation, sinkUrl: string): Promise<void> {
  await installation.setUp()
  const hook = await installation.deploy('bench', FLOW, sinkUrl)
  const order = await readFile(`${ROOT}templates/shopify-order-to-erp/samples/simple.json`, 'utf8')
  const parked = JSON.stringify({ ...(JSON.parse(order) as object), financial_status: { not: 'a text' } })
  for (const [id, body] of Object.entries({ good: order, parked })) {
    const signature = createHmac('sha256', hook.secret ?? '')
      .update(body)
      .digest('hex')
    const headers = { 'content-type': 'application/json', 'x-signature': signature, 'x-delivery-id': id }
    const answer = await fetch(hook.url, { method: 'POST', body, headers })
    if (!answer.ok) throw new Error(`The order was refused: ${await answer.text()}`)
  }
  for (const state of ['succeeded', 'parked']) {
    for (let tries = 0; ; tries++) {
      const { items } = await installation.api<Answer>('GET', `/clients/bench/runs?status=${state}`)
      if (items.length > 0) break
      if (tries > 200) throw new Error(`No run has ${state}.`)
      await sleep(50)
    }
  }
}

/** Copies the two runs, their events, effects and exception until there are enough; everything else in a row stays as it is. */
function multiply(file: string, wanted: number): void {
  const database = new Database(file)
  const models = new Map<string, Record<string, unknown>>()
  for (const row of database.prepare<[], Record<string, unknown>>('SELECT * FROM runs').all()) models.set(String(row['status']), row)
  const inserter = (table: string, sample: Record<string, unknown>) => {
    const columns = Object.keys(sample)
    const statement = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    return (row: Record<string, unknown>) => statement.run(columns.map((column) => row[column]))
  }
  const childrenOf = (table: string, runId: unknown) =>
    database.prepare<[unknown], Record<string, unknown>>(`SELECT * FROM ${table} WHERE run_id = ?`).all(runId)
  const good = copies('succeeded')
  const parked = copies('parked')

  function copies(status: string) {
    const model = models.get(status)
    if (!model) throw new Error(`No run has ${status}.`)
    const insertRun = inserter('runs', model)
    const tables = ['run_events', 'exceptions'].flatMap((table) => {
      const rows = childrenOf(table, model['id'])
      const [sample] = rows
      return sample ? [{ rows, insert: inserter(table, sample) }] : []
    })
    return (index: number, at: number) => {
      const id = `${firstIdAt('run', at)}${index.toString(36).padStart(6, '0')}`
      insertRun({ ...model, id, created_at: at, started_at: at, finished_at: at, event_key: `copy:${index}` })
      for (const { rows, insert } of tables) {
        for (const row of rows) {
          const copy: Record<string, unknown> = { ...row, run_id: id }
          if ('id' in row)
            Object.assign(copy, {
              id: `exc_${id}`,
              created_at: new Date(at).toISOString(),
              status: index % 2_500 === 0 ? 'open' : 'discarded',
            })
          insert(copy)
        }
      }
    }
  }

  const start = Date.now() - wanted * 60
  database.exec('BEGIN')
  for (let index = 1; index <= wanted; index++) {
    const copy = index % PARKED_EVERY === 0 ? parked : good
    copy(index, start + index * 60)
    if (index % 20_000 === 0) database.exec('COMMIT; BEGIN')
  }
  database.exec('COMMIT')
  database.close()
}

async function measure({ api }: Installation): Promise<readonly object[]> {
  const newest = await api<Answer>('GET', '/clients/bench/runs?limit=50')
  const deep = await deepCursor(api, '/clients/bench/runs?limit=200', 25)
  const [some] = newest.items
  const { items: desk } = await api<Answer>('GET', '/clients/bench/exceptions?limit=50')
  const asked: Readonly<Record<string, string>> = {
    'newest runs': '/clients/bench/runs?limit=50',
    'runs, 5,000 further down': `/clients/bench/runs?limit=50&cursor=${deep}`,
    'parked runs': '/clients/bench/runs?limit=50&status=parked',
    'waiting runs (none)': '/clients/bench/runs?limit=50&status=waiting',
    'runs in test (none)': '/clients/bench/runs?limit=50&environment=test',
    'one run with its steps': `/clients/bench/runs/${some?.id ?? ''}`,
    'exception desk': '/clients/bench/exceptions?limit=50',
    'open exceptions': '/clients/bench/exceptions?limit=50&status=open',
    'one exception': `/clients/bench/exceptions/${desk[0]?.id ?? ''}`,
    'client overview': '/clients/bench/overview',
  }
  const rows: object[] = []
  for (const [what, path] of Object.entries(asked)) {
    const times: number[] = []
    let items: number | undefined
    for (let turn = 0; turn < ASKED; turn++) {
      const began = performance.now()
      const answer = await api<Partial<Answer>>('GET', path)
      times.push(performance.now() - began)
      items = answer.items?.length
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1))
    rows.push({ what, items, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'worst ms': Number((times.at(-1) ?? 0).toFixed(1)) })
  }
  return rows
}

async function deepCursor(api: Installation['api'], path: string, pages: number): Promise<string> {
  let cursor = ''
  for (let page = 0; page < pages; page++) {
    const { next } = await api<Answer>('GET', cursor === '' ? path : `${path}&cursor=${cursor}`)
    if (next === undefined) break
    cursor = next
  }
  return cursor
}
