// Starting, stopping and starting again: under load, twice at once, on another host, with the wrong key, in a bad place.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SetupState } from '#shared/api/contract.ts'
import type { Run } from '#shared/model/runs.ts'
import {
  deliver,
  erpOrders,
  hookOf,
  launch,
  orderOf,
  pause,
  simulatorUrl,
  start,
  until,
  type Ended,
  type Program,
} from './program.testing.ts'

let root: string
let dataDir: string
/** Runs in `dataDir` from one test to the next; the tests of this file go in order. */
let program: Program

/** Starts what must not start: how it ended and what it printed. */
async function refused(env: Record<string, string>): Promise<Ended & { output: string }> {
  const { child, ended, output } = launch(env)
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const end = await ended
  clearTimeout(timer)
  return { ...end, output: output() }
}

/** Of Harbour & Finch, page by page: under load there are more than one page holds. */
async function allRuns(from: Program): Promise<readonly Run[]> {
  const runs: Run[] = []
  let cursor = ''
  do {
    const page = await from.api<{ items: Run[]; next?: string }>(`/clients/harbour-finch/runs?limit=200${cursor}`)
    runs.push(...page.items)
    cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`
  } while (cursor !== '')
  return runs
}

const inSentences = (message: RegExp) => ({
  code: 1,
  signal: null,
  output: expect.toSatisfy((text: string) => message.test(text) && !/^\s+at |Error:/m.test(text)) as string,
})

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-restart-'))
  dataDir = join(root, 'data')
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

describe('a first start that was interrupted', () => {
  it('is finished by the next one', async () => {
    await program.stop()
    const database = new Database(join(dataDir, 'tillflow.db'))
    database.exec('DELETE FROM hooks; DELETE FROM deployments')
    database.close()
    await writeFile(join(dataDir, 'demo.json'), '{"state":"making"}')
    program = await start(dataDir)
    expect((await deliver(program, await hookOf(program), orderOf('#9999'))).status).toBe(202)
    expect((await program.api<{ items: unknown[] }>('/clients/harbour-finch/flows')).items).toHaveLength(1)
  }, 30_000)
})

describe('a second start', () => {
  it('on the same directory is refused and disturbs the first in nothing', async () => {
    expect(await refused({ TILLFLOW_DATA_DIR: dataDir })).toMatchObject(inSentences(/Another Tillflow uses this data directory/))
    expect((await program.send('GET', '/readyz')).status).toBe(200)
    expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600)
  })

  it('on a port that is taken says so and ends', async () => {
    const port = new URL(program.url).port
    expect(await refused({ TILLFLOW_DATA_DIR: join(root, 'other'), PORT: port })).toMatchObject(
      inSentences(new RegExp(`Port ${port} is in use`)),
    )
  })
})

describe('a stop', () => {
  it('under load ends within the grace time, and the next start loses and doubles nothing', async () => {
    const hook = await hookOf(program)
    const erp = await simulatorUrl(program, 'harbour-finch-odoo')
    // This run is under way when the program is told to stop.
    await fetch(`${erp}/_sim/faults`, { method: 'POST', body: JSON.stringify({ kind: 'slow', ms: 1_500, times: 1, match: 'sale.order' }) })
    const acknowledged = new Set<string>()
    let stopped = false
    const load = Array.from({ length: 8 }, async (_, lane) => {
      for (let i = 0; !stopped; i++) {
        const name = `#${10_000 + lane * 1_000 + i}`
        const answer = await deliver(program, hook, orderOf(name)).catch(() => undefined)
        if (answer?.status === 202) acknowledged.add(name)
        if (!answer) break
        // As many as a busy machine gets through afterwards.
        await pause(50)
      }
    })
    await until(async () => (acknowledged.size > 40 ? true : undefined))
    const stoppedAt = performance.now()
    const ended = await program.stop()
    stopped = true
    await Promise.all(load)
    expect(ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - stoppedAt).toBeLessThan(14_500)
    expect(program.output()).not.toContain('The store is closed')
    await expect(stat(join(dataDir, 'server.json'))).rejects.toThrow('ENOENT')

    program = await start(dataDir)
    // The vendor has our new address, and not the old one as well.
    const subscriptions = await fetch(`${await simulatorUrl(program, 'harbour-finch-shopify')}/_sim/records/webhook_subscription`)
    const addresses = JSON.stringify(await subscriptions.json()).match(/http:[^"]+/g)
    const { pathname } = new URL(hook.url)
    expect(addresses?.filter((address) => address.endsWith(pathname))).toEqual([program.url + pathname])
    const runs = await until(async () => {
      const items = await allRuns(program)
      return items.every(({ status }) => status === 'succeeded' || status === 'parked') ? items : undefined
    }, 120_000)
    expect(runs.filter(({ status }) => status !== 'succeeded')).toEqual([])
    // A stop in good order is no loss of a worker.
    expect(runs.filter(({ recoveries }) => recoveries > 0)).toEqual([])
    const orders = await erpOrders(program)
    expect(new Set(orders).size).toBe(orders.length)
    // An order whose acknowledgement the stop cut off may be there too.
    expect([...acknowledged].filter((name) => !orders.includes(name))).toEqual([])
  }, 240_000)
})

describe('a stop that is waited for', () => {
  it('is seen as not ready, still takes events, and ends at once at a second signal; nothing is lost', async () => {
    const hook = await hookOf(program)
    const erp = await simulatorUrl(program, 'harbour-finch-odoo')
    await fetch(`${erp}/_sim/faults`, { method: 'POST', body: JSON.stringify({ kind: 'slow', ms: 8_000, times: 1, match: 'sale.order' }) })
    expect((await deliver(program, hook, orderOf('#20001'))).status).toBe(202)
    await until(async () => {
      const { items } = await program.api<{ items: Run[] }>('/clients/harbour-finch/runs?status=running')
      return items.length > 0 ? true : undefined
    })
    program.child.kill('SIGTERM')
    await until(async () => ((await program.send('GET', '/readyz')).status === 503 ? true : undefined))
    expect((await program.send('GET', '/healthz')).status).toBe(200)
    expect((await deliver(program, hook, orderOf('#20002'))).status).toBe(202)
    expect(await program.stop('SIGTERM')).toEqual({ code: 1, signal: null })

    program = await start(dataDir)
    const orders = await until(async () => {
      const found = await erpOrders(program)
      return found.includes('#20001') && found.includes('#20002') ? found : undefined
    }, 30_000)
    expect(new Set(orders).size).toBe(orders.length)
  }, 60_000)
})

describe('another host', () => {
  it('shuts the demo sign-in of a demo directory and asks for an admin', async () => {
    await program.stop()
    program = await start(dataDir, { HOST: '0.0.0.0' })
    expect(program.output()).not.toContain('harbour-demo')
    const local = program.url.replace('0.0.0.0', '127.0.0.1')
    const setup = (await (await fetch(`${local}/api/v1/setup`)).json()) as SetupState
    expect(setup).toEqual({ needsAdmin: true })
    const response = await fetch(`${local}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: local },
      body: JSON.stringify({ email: 'demo@tillflow.dev', password: 'harbour-demo' }),
    })
    expect([401, 403]).toContain(response.status)
    await program.stop()
  }, 30_000)
})

describe('a start that cannot be', () => {
  it('with another secret key says so, and changes nothing', async () => {
    const other = await refused({ TILLFLOW_DATA_DIR: dataDir, TILLFLOW_SECRET_KEY: 'another-key-of-many-characters' })
    expect(other).toMatchObject(inSentences(/made with another secret key/))
    program = await start(dataDir)
    expect((await program.send('GET', '/readyz')).status).toBe(200)
  }, 30_000)

  it('with a setting that is wrong says which', async () => {
    const wrong = [
      [{ TILLFLOW_SECRET_KEY: 'short' }, /TILLFLOW_SECRET_KEY/],
      [{ HOST: '192.0.2.1' }, /cannot listen at 192\.0\.2\.1/],
      [{ DATABASE_URL: 'mysql://127.0.0.1/x' }, /DATABASE_URL must be an address/],
      [{ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /127\.0\.0\.1:1 cannot be reached/],
    ] as const
    const ends = await Promise.all(wrong.map(([env], i) => refused({ TILLFLOW_DATA_DIR: join(root, `new-${i}`), ...env })))
    for (const [i, end] of ends.entries()) expect(end).toMatchObject(inSentences(wrong[i]?.[1] ?? /^$/))
  }, 90_000)

  it('in a place that cannot be written says so', async () => {
    const file = join(root, 'file')
    await writeFile(file, '')
    for (const place of [join(file, 'below')])
      expect(await refused({ TILLFLOW_DATA_DIR: place })).toMatchObject(inSentences(/The data directory .* cannot be used/))
  })

  it('in a directory whose database is none says so', async () => {
    const place = await mkdtemp(join(root, 'broken-'))
    await writeFile(join(place, 'tillflow.db'), 'This is no database, and it is longer than one page header. '.repeat(20))
    expect(await refused({ TILLFLOW_DATA_DIR: place })).toMatchObject(inSentences(/cannot be opened/))
  })
})
