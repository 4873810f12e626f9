// What is PostgreSQL's own: several processes at one database, a start that cannot succeed, and a COMMIT whose answer is lost.
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aClaimedRun, anEffect, anEntry, anEvent, claim, later } from '../conformance/arrange.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { openPostgresStore, type PostgresStore } from './open.ts'
import { ask, noServer, startServer, type TestServer } from './server.testing.ts'

describe.skipIf(noServer)('PostgreSQL', () => {
  let server: TestServer
  let url: string
  let opened: PostgresStore[]
  beforeAll(async () => {
    server = await startServer()
  }, 120_000)
  afterAll(() => server.stop())
  beforeEach(async () => {
    url = await server.createDatabase()
    opened = []
  })
  afterEach(async () => {
    for (const store of opened) await store.close()
  })

  async function open(at = url): Promise<PostgresStore> {
    const store = await openPostgresStore({ url: at })
    opened.push(store)
    return store
  }
  const look = <Row extends pg.QueryResultRow>(sql: string) => ask<Row>(server.asSuperuser(url), sql)

  describe('opening', () => {
    it('makes the tables once when several processes start together', async () => {
      const stores = await Promise.all([open(), open(), open()])
      for (const store of stores) await store.check()
      expect(await look('SELECT number FROM migrations')).toHaveLength(MIGRATIONS.length)
    })

    it('is as durable as promised, whatever was set for the database', async () => {
      await look(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
      const { rows } = await (await open()).pool.query<{ setting: string }>("SELECT current_setting('synchronous_commit') AS setting")
      expect(rows[0]?.setting).toBe('on')
    })

    it('refuses a database of a newer version, while a process that runs already goes on', async () => {
      const running = await open()
      await look("INSERT INTO migrations VALUES (999, 'from-the-future', '')")
      await expect(open()).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringContaining('999') as string })
      await running.journal.accept(anEvent())
      expect(await claim(running)).toHaveLength(1)
    })

    it.each([
      [
        'a server that is not there',
        (at: URL) => (at.port = '1'),
        { code: 'store-failed', message: expect.stringContaining('cannot be reached') as string },
      ],
      ['a host that is not known', (at: URL) => (at.hostname = 'nowhere.invalid'), { code: 'config-invalid' }],
      [
        'a database that is not there',
        (at: URL) => (at.pathname = '/none'),
        { code: 'config-invalid', message: expect.stringContaining('does not exist') as string },
      ],
      [
        'a user that is not there',
        (at: URL) => (at.username = 'nobody'),
        { code: 'config-invalid', message: expect.stringContaining('refused the user') as string },
      ],
    ])('says what is wrong with %s', async (_, change, expected) => {
      const wrong = new URL(url)
      change(wrong)
      await expect(open(wrong.href)).rejects.toMatchObject(expected)
    })

    it('compares ids byte by byte in a database made for any language', async () => {
      await open()
      const other = await look<{ n: number }>(
        `SELECT count(*)::int AS n FROM information_schema.columns
         WHERE table_schema = 'public' AND data_type = 'text' AND table_name <> 'migrations' AND collation_name IS DISTINCT FROM 'C'`,
      )
      expect(other).toEqual([{ n: 0 }])
    })
  })

  describe('several processes', () => {
    it('lease each run once and lose none', async () => {
      const workers = await Promise.all([open(), open(), open()])
      const accepted = await Promise.all(
        Array.from({ length: 200 }, (_, i) => (workers[i % 3] ?? workers[0]).journal.accept(anEvent({ clientId: `client_${i % 7}` }))),
      )
      const claims = await Promise.all(
        workers.map(async (store, index) => {
          const mine: string[] = []
          for (let empty = 0; empty < 3;) {
            const claimed = await claim(store, { owner: `worker-${index}`, limit: 10 })
            if (claimed.length === 0) empty++
            mine.push(...claimed.map(({ run }) => run.id))
          }
          return mine
        }),
      )
      expect(claims.flat().toSorted()).toEqual(accepted.map(({ runId }) => runId).toSorted())
    })

    it('make one run of one event that reaches all of them at once, in any order among others', async () => {
      const [one, two] = await Promise.all([open(), open()])
      const events = Array.from({ length: 40 }, (_, i) => anEvent({ eventKey: `delivery-${i}` }))
      const answers = await Promise.all([
        ...events.map((event) => one.journal.accept(event)),
        ...events.toReversed().map((event) => two.journal.accept(event)),
      ])
      expect(new Set(answers.map(({ runId }) => runId)).size).toBe(40)
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(40)
    })

    it('take a lost run back once', async () => {
      const [one, two] = await Promise.all([open(), open()])
      for (let i = 0; i < 20; i++) await one.journal.accept(anEvent())
      await claim(one, { owner: 'lost' })
      const recover = (store: PostgresStore, exceptOwner: string) => store.journal.recover({ now: later(60_000), exceptOwner })
      const [mine, yours] = await Promise.all([recover(one, 'one'), recover(two, 'two')])
      expect(mine + yours).toBe(20)
      expect(await claim(two, { now: later(60_000), limit: 1 })).toMatchObject([{ run: { recoveries: 1 } }])
    })
  })

  describe('a connection that breaks', () => {
    let proxy: Proxy
    beforeEach(async () => {
      proxy = await startProxy(Number(new URL(url).port))
    })
    afterEach(() => proxy.close())
    const openThroughProxy = () => {
      const through = new URL(url)
      through.port = String(proxy.port)
      return open(through.href)
    }

    it('after the commit and before its answer neither loses nor doubles an event', async () => {
      const store = await openThroughProxy()
      await store.journal.accept(anEvent())
      proxy.loseAnswerTo('COMMIT')
      const event = anEvent({ eventKey: 'delivery-1' })
      const accepted = await store.journal.accept(event)
      expect(accepted.duplicate).toBe(false)
      expect(proxy.lost()).toBe(1)
      expect(await store.journal.accept(event)).toEqual({ runId: accepted.runId, duplicate: true })
      expect((await store.runs.list(event.clientId, { limit: 10 })).items).toHaveLength(2)
    })

    it('says so for a commit of work, which is then found as it was stored', async () => {
      const store = await openThroughProxy()
      const claimed = await aClaimedRun(store)
      proxy.loseAnswerTo('COMMIT')
      const entry = anEntry(claimed, { effects: [anEffect(claimed)], events: [{ kind: 'run-started', version: 1 }] })
      await expect(store.journal.commit(entry)).rejects.toMatchObject({ code: 'store-failed' })
      expect(await store.journal.effectsOf(claimed.run)).toHaveLength(1)
      expect(await store.journal.commit(anEntry(claimed, { transition: { status: 'succeeded' } }))).toBe(true)
      expect((await store.runs.events(claimed.run.clientId, claimed.run.id)).map(({ seq }) => seq)).toEqual([1, 2])
    })

    it('is replaced: the next call finds the database again', async () => {
      const store = await openThroughProxy()
      await Promise.all(Array.from({ length: 8 }, () => store.check()))
      proxy.breakAll()
      await expect
        .poll(() =>
          store.check().then(
            () => 'committed',
            () => 'failed',
          ),
        )
        .toBe('committed')
    })
  })
})

interface Proxy {
  readonly port: number
  /** The next time that a client sends these words, the server gets them, and the client's connection breaks before the answer. */
  loseAnswerTo(words: string): void
  lost(): number
  breakAll(): void
  close(): Promise<void>
}

async function startProxy(target: number): Promise<Proxy> {
  let words: string | undefined
  let lost = 0
  const sockets = new Set<{ destroy(): void }>()
  const server: Server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    let silent = false
    client.on('data', (data) => {
      if (words !== undefined && data.includes(words)) {
        words = undefined
        lost++
        silent = true
        upstream.once('data', () => client.destroy())
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (!silent) client.write(data)
    })
    client.on('close', () => upstream.end())
    upstream.on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    loseAnswerTo: (these) => void (words = these),
    lost: () => lost,
    breakAll() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
