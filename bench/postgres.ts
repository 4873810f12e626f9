// `npm run bench -- postgres [--seconds N]`: one process takes orders in, and 1, 2 and 4 workers post them to a system that takes 200 ms for
// each, 16 at a time in each worker: how the work of waiting scales with workers. On DATABASE_URL, or on a server from npm with its
// durable settings.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { noServer, startServer } from '../runtime/store/postgres/server.testing.ts'
import { sleep, startInstallation } from './installation.ts'
import { flowTo } from './order.ts'
import { firstLine, ROOT, startProgram, stop, usageOf } from './processes.ts'

interface Row {
  readonly workers: number
  readonly ordersPerSecond: number
  /** Times the rate of one worker. */
  readonly scaling: number
  readonly cpuMsPerOrder: number | undefined
}

const LEVELS = [1, 2, 4]
const CLIENTS = ['north', 'east', 'south', 'west']
const IN_FLIGHT = 16
const PAYLOAD = `${ROOT}templates/shopify-order-to-erp/samples/simple.json`

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string' } } })
  const seconds = Number(values.seconds ?? 8)
  if (!(seconds > 0)) throw new Error('--seconds takes a positive number.')
  const given = process.env['DATABASE_URL']
  if (given === undefined && noServer !== undefined) throw new Error(`${noServer}: set DATABASE_URL to an empty database.`)
  const server = given === undefined ? await startServer({ durable: true }) : undefined
  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const workerDir = await mkdtemp(join(tmpdir(), 'tillflow-bench-workers-'))
  const env = {
    DATABASE_URL: given ?? (await server?.createDatabase()) ?? '',
    TILLFLOW_SECRET_KEY: 'only for this benchmark',
    TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host,
    TILLFLOW_RUNS_AT_ONCE: String(IN_FLIGHT),
    PORT: '0',
  }
  const count = async () => ((await (await fetch(sinkUrl)).json()) as { count: number }).count
  let loads = 0

  /** As many orders in the queue as the workers can post meanwhile, and some more. */
  async function fill(hooks: readonly HookDescriptor[], orders: number): Promise<void> {
    for (let accepted = 0; accepted < orders;) {
      const posting = hooks.map((hook) =>
        firstLine(startProgram('bench/load.ts', [hook.url, hook.secret ?? '', PAYLOAD, '5', '16', `P${process.pid}-${loads++}`])),
      )
      for (const line of await Promise.all(posting)) accepted += (JSON.parse(line) as { acknowledged: number }).acknowledged
    }
  }

  async function measure(hooks: readonly HookDescriptor[], workers: number): Promise<Omit<Row, 'scaling'>> {
    await fill(hooks, (workers * IN_FLIGHT * (seconds + 8)) / 0.2)
    console.error('filled')
    const running = Array.from({ length: workers }, () =>
      startProgram('runtime/main.ts', [], { ...env, TILLFLOW_ROLE: 'worker', TILLFLOW_DATA_DIR: workerDir }),
    )
    const cpu = () => running.reduce((sum, { pid }) => sum + (usageOf(pid ?? 0)?.cpuSeconds ?? 0), 0)
    try {
      await Promise.all(running.map(saysReady))
      await sleep(3_000)
      const [before, cpuBefore, began] = [await count(), cpu(), performance.now()]
      await sleep(seconds * 1_000)
      const [after, cpuAfter, ended] = [await count(), cpu(), performance.now()]
      const orders = after - before
      return {
        workers,
        ordersPerSecond: Number((orders / ((ended - began) / 1_000)).toFixed(1)),
        cpuMsPerOrder: cpuAfter > 0 ? Number((((cpuAfter - cpuBefore) * 1_000) / orders).toFixed(2)) : undefined,
      }
    } finally {
      await Promise.all(running.map(stop))
    }
  }

  const api = await startInstallation({ ...env, TILLFLOW_ROLE: 'api' })
  try {
    await api.setUp()
    const hooks: HookDescriptor[] = []
    for (const client of CLIENTS) hooks.push(await api.deploy(client, flowTo('/slow'), sinkUrl))
    const measured: Omit<Row, 'scaling'>[] = []
    for (const workers of LEVELS) {
      const row = await measure(hooks, workers)
      console.error(`${workers} worker${workers === 1 ? '' : 's'}: ${row.ordersPerSecond} orders per second`)
      measured.push(row)
    }
    const alone = measured[0]?.ordersPerSecond ?? 0
    const rows: Row[] = measured.map((row) => ({ ...row, scaling: Number((row.ordersPerSecond / alone).toFixed(2)) }))
    console.table(rows)
    console.log(`the most that ${IN_FLIGHT} places and 200 ms allow: ${IN_FLIGHT / 0.2} orders per second and worker`)
    console.log(JSON.stringify({ seconds, inFlight: IN_FLIGHT, rows }))
  } finally {
    await api.close()
    await stop(sink)
    await server?.stop()
    await rm(workerDir, { recursive: true, force: true })
  }
}

function saysReady(worker: ReturnType<typeof startProgram>): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('exit', () => reject(new Error('A worker ended before it was ready.')))
    // Read on afterwards: a full pipe would stop it.
    worker.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('worker is ready')) resolve()
    })
  })
}
