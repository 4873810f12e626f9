// `npm run bench -- orders [--payload FILE] [--seconds N]`: webhook -> 25-field mapping -> HTTP POST, everything durable, at 1, 10 and 50 in flight;
// the same work by hand without durability as the ceiling, in the same run. Prints a table and JSON.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sleep, startInstallation } from './installation.ts'
import { FLOW } from './order.ts'
import { firstLine, ROOT, startProgram, stop, usageOf, type Usage } from './processes.ts'

interface Row {
  readonly system: string
  readonly inFlight: number
  /** Orders that arrived at the sink, for each second from the first request to the last arrival. */
  readonly ordersPerSecond: number
  readonly cpuMsPerOrder: number | undefined
  /** Of these: the event loop, other threads of its process, other processes (the sandbox). */
  readonly loopMs: number | undefined
  readonly threadsMs: number | undefined
  readonly sandboxMs: number | undefined
  readonly acknowledgeP50: number
  readonly acknowledgeP95: number
  readonly acknowledgeP99: number
  readonly failures: number
  readonly megabytes: number | undefined
}

const LEVELS = [1, 10, 50]

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { payload: { type: 'string' }, seconds: { type: 'string' } } })
  const payload = resolve(values.payload ?? `${ROOT}templates/shopify-order-to-erp/samples/simple.json`)
  const seconds = Number(values.seconds ?? 5)
  if (!(seconds > 0)) throw new Error('--seconds takes a positive number.')

  const sink = startProgram('bench/sink.ts', [])
  const sinkUrl = `http://127.0.0.1:${await firstLine(sink)}`
  const sinkCount = async () => (await (await fetch(sinkUrl)).json()) as { count: number; distinct: number; last: number }

  async function measure(system: string, url: string, secret: string, pid: number, inFlight: number): Promise<Row> {
    await fetch(sinkUrl, { method: 'DELETE' })
    const before = usageOf(pid)
    const load = startProgram('bench/load.ts', [
      url,
      secret,
      payload,
      String(seconds),
      String(inFlight),
      `${system}${inFlight}-${process.pid}`,
    ])
    const result = JSON.parse(await firstLine(load)) as {
      acknowledged: number
      failures: number
      began: number
      p50: number
      p95: number
      p99: number
    }
    const deadline = Date.now() + 60_000
    while ((await sinkCount()).count < result.acknowledged && Date.now() < deadline) await sleep(20)
    const { count, distinct, last } = await sinkCount()
    const after = usageOf(pid)
    if (distinct !== result.acknowledged || count !== distinct) {
      throw new Error(`${system}: ${result.acknowledged} orders were acknowledged, ${distinct} arrived, ${count - distinct} of them twice.`)
    }
    const each = (seconds: (usage: Usage) => number) =>
      before && after ? Number((((seconds(after) - seconds(before)) * 1_000) / count).toFixed(2)) : undefined
    return {
      system,
      inFlight,
      ordersPerSecond: Math.round(count / ((last - result.began) / 1_000)),
      cpuMsPerOrder: each((usage) => usage.cpuSeconds),
      loopMs: each((usage) => usage.loopSeconds),
      threadsMs: each((usage) => usage.ownSeconds - usage.loopSeconds),
      sandboxMs: each((usage) => usage.cpuSeconds - usage.ownSeconds),
      acknowledgeP50: result.p50,
      acknowledgeP95: result.p95,
      acknowledgeP99: result.p99,
      failures: result.failures,
      megabytes: after?.megabytes,
    }
  }

  const rows: Row[] = []

  const demo = await startInstallation({})
  await sleep(2_000)
  const idle = usageOf(demo.pid)
  const ready = { demoReadyMs: demo.readyMs, demoIdleMegabytes: idle?.megabytes }
  await demo.close()

  const tillflow = await startInstallation({ TILLFLOW_DEMO: 'off', TILLFLOW_ALLOWED_HOSTS: new URL(sinkUrl).host })
  try {
    await tillflow.setUp()
    const hook = await tillflow.deploy('bench', FLOW, sinkUrl)
    const secret = hook.secret ?? ''
    await measure('warm-up', hook.url, secret, tillflow.pid, 10)
    for (const inFlight of LEVELS) rows.push(await measure('tillflow', hook.url, secret, tillflow.pid, inFlight))
  } finally {
    await tillflow.close()
  }

  const ceiling = startProgram('bench/ceiling.ts', [sinkUrl, 'ceiling-secret'])
  try {
    const url = `http://127.0.0.1:${await firstLine(ceiling)}/orders`
    for (const inFlight of LEVELS) rows.push(await measure('by-hand', url, 'ceiling-secret', ceiling.pid ?? 0, inFlight))
  } finally {
    await stop(ceiling)
    await stop(sink)
  }

  console.table(rows)
  console.log(
    `ready in ${ready.demoReadyMs} ms with the demo on an empty directory; ${ready.demoIdleMegabytes ?? '?'} MB idle for all processes`,
  )
  console.log(JSON.stringify({ payload: payload.slice(ROOT.length), seconds, ...ready, rows }))
}
