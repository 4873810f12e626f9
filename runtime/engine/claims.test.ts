// Whose events begin in the commit that stores them: those of clients of whom nothing waits, also while another client stands in a long queue.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anEvent, twoClients } from '#runtime/store/conformance/arrange.ts'
import { openSqliteStore, type SqliteStore } from '#runtime/store/sqlite/open.ts'
import { createClaims, type Claims } from './claims.ts'
import { until } from './engine.testing.ts'
import type { ClaimedRun } from './ports.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'

const CONCURRENCY = 16

let dataDir: string
let store: SqliteStore
let claims: Claims
let a: string
let b: string
let underWay: UnderWay
let claimTakesMs: number

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tillflow-claims-'))
  store = await openSqliteStore({ dataDir })
  ;({ a, b } = await twoClients(store))
  underWay = createUnderWay()
  claimTakesMs = 0
  claims = createClaims({
    journal: {
      ...store.journal,
      async claim(options) {
        const claimed = await store.journal.claim(options)
        if (claimTakesMs > 0) await setTimeout(claimTakesMs)
        return claimed
      },
    },
    owner: 'worker',
    leaseMs: 30_000,
    concurrency: CONCURRENCY,
    perClient: CONCURRENCY,
    perFlow: CONCURRENCY,
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    underWay,
    take: ({ run }: ClaimedRun) => underWay.add(run),
    giveBack: async () => undefined,
  })
})
afterEach(async () => {
  await claims.stop()
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** As another process would, past the door. */
async function put(clientId: string, count: number, flowId = `flow_of_${clientId}`): Promise<void> {
  for (let n = 0; n < count; n++) await store.journal.accept(anEvent({ clientId, flowId, receivedAt: new Date() }))
}
const event = (clientId: string, flowId = `flow_of_${clientId}`) => ({ clientId, flowId })
/** All runs of the client end. */
function end(clientId: string): void {
  const ended = [...underWay.runs()].filter((run) => run.clientId === clientId)
  for (const run of ended) underWay.remove(run)
  for (const run of ended) claims.runEnded(run)
}

describe('an event at the door', () => {
  it('begins while nothing waits', async () => {
    await claims.start()
    expect(claims.reserve(event(a))).toBeDefined()
  })

  it('stands behind what its client has waiting, and before what other clients have', async () => {
    for (const flow of ['flow_1', 'flow_2']) await put(a, 40, flow)
    await claims.start()
    expect(underWay.size()).toBe((CONCURRENCY * 3) / 4)
    expect(claims.reserve(event(a))).toBeUndefined()
    expect(claims.reserve(event(a, 'flow_3'))).toBeUndefined()
    expect(claims.reserve(event(b))).toBeDefined()
  })

  it('that was not let in keeps its client in the queue until a claim has seen it', async () => {
    await put(a, 40)
    await claims.start()
    const places = [claims.reserve(event(b))]
    // The last places are given by claims.
    while (places.at(-1)) places.push(claims.reserve(event(b)))
    expect(places.filter(Boolean)).toHaveLength(CONCURRENCY - underWay.size() - CONCURRENCY / 8)
    for (const place of places) place?.free()
    expect(claims.reserve(event(b))).toBeUndefined()
    await put(b, 1)
    claims.nudge()
    await until(async () => [...underWay.runs()].find(({ clientId }) => clientId === b))
    await until(async () => claims.reserve(event(b)))
  })

  it('is let in again when the queue of its client is worked off', async () => {
    await put(a, 20)
    await claims.start()
    expect(claims.reserve(event(a))).toBeUndefined()
    for (let seen = 0; seen < 20;) {
      seen += underWay.size()
      end(a)
      await until(async () => (seen === 20 || underWay.size() > 0 ? true : undefined))
    }
    await until(async () => claims.reserve(event(a)))
  })

  it('waits for a claim where the last one found more than it could take', async () => {
    const clients = [a, b]
    for (const [index, clientId] of clients.entries()) for (let n = 0; n < 8; n++) await put(clientId, 3, `flow_${index}_${n}`)
    await claims.start()
    expect(underWay.size()).toBeGreaterThan((CONCURRENCY * 3) / 4)
    expect(claims.reserve(event(a, 'flow_new'))).toBeUndefined()
    expect(claims.reserve(event(b, 'flow_new'))).toBeUndefined()
  })
})

describe('a run that ends', () => {
  const endOne = () => {
    const [run] = underWay.runs()
    if (!run) throw new Error('nothing is under way')
    underWay.remove(run)
    claims.runEnded(run)
  }

  it('makes room that is used within milliseconds, also after others ended while a claim was under way', async () => {
    await put(a, 3)
    await claims.start()
    expect(underWay.size()).toBe(3)
    claimTakesMs = 30
    claims.nudge()
    endOne()
    // Both claims are over: the one that was asked for, and that for the run which ended.
    await setTimeout(150)
    await put(a, 1)
    const before = performance.now()
    endOne()
    await until(async () => (underWay.size() === 2 ? true : undefined))
    expect(performance.now() - before).toBeLessThan(400)
  })
})
