// A store that fails at random, and one that does what it was asked and then says that it failed (a connection cut behind the COMMIT):
// the sender sends again, the engine goes on, and the ledger has every order once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { aFlow, call, manual, openBench, until } from './engine.testing.ts'
import type { Journal } from './ports.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1 })
  await sandbox.ready()
})
afterAll(() => sandbox.close())

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SHARE = 0.08
const failure = () => new AppError('store-failed')

function faulty(journal: Journal, random: () => number): Journal & { readonly faults: { before: number; after: number } } {
  const faults = { before: 0, after: 0 }
  const maybe = async <T>(work: () => Promise<T>): Promise<T> => {
    const luck = random()
    if (luck < SHARE) {
      faults.before++
      throw failure()
    }
    const result = await work()
    if (luck > 1 - SHARE) {
      faults.after++
      throw failure()
    }
    return result
  }
  return {
    ...journal,
    faults,
    accept: (event) => maybe(() => journal.accept(event)),
    claim: (options) => maybe(() => journal.claim(options)),
    commit: (entry) => maybe(() => journal.commit(entry)),
    renew: (options) => maybe(() => journal.renew(options)),
    recover: (options) => maybe(() => journal.recover(options)),
    nextDue: () => maybe(() => journal.nextDue()),
  }
}

describe('a store that fails', () => {
  it.each([1, 2, 3])(
    'or says so after it did as it was told, loses and doubles nothing (seed %i)',
    async (seed) => {
      const began = Date.now()
      // Pauses and leases pass fifty times as fast.
      const now = () => new Date(began + (Date.now() - began) * 50)
      let journal: ReturnType<typeof faulty> | undefined
      const bench = await openBench(sandbox, { now, around: (real) => (journal = faulty(real, randomFrom(seed))) })
      try {
        const rows = [{ target: 'order', rule: { kind: 'expression' as const, expression: '$trigger.order' } }]
        const flow = await bench.deploy(aFlow({ start: manual, first: call('post', rows), second: call('post', rows) }))
        const orders = Array.from({ length: 40 }, (_, i) => i + 1)
        await Promise.all(
          orders.map(async (order) => {
            await until(async () => bench.start(flow, { order }, `order-${order}`).catch(() => undefined))
          }),
        )
        const runs = await until(async () => {
          const { items } = await bench.store.runs.list(bench.clientId, { limit: 200 })
          return items.every(({ status }) => TERMINAL_STATUSES.includes(status)) ? items : undefined
        }, 60_000)
        expect(runs).toHaveLength(orders.length)
        expect(runs.filter(({ status }) => status !== 'succeeded')).toEqual([])
        const sent = bench.ledger.entries.map(({ input }) => (input as { order: number }).order).toSorted((a, b) => a - b)
        expect(sent).toEqual(orders.flatMap((order) => [order, order]))
        expect(journal?.faults.before).toBeGreaterThan(10)
        expect(journal?.faults.after).toBeGreaterThan(10)
      } finally {
        await bench.close()
      }
    },
    90_000,
  )

  it.each(['claim', 'accept'] as const)(
    'behind the %s that leased it, leaves no run with a worker that never heard of it',
    async (behind) => {
      const began = Date.now()
      const now = () => new Date(began + (Date.now() - began) * 50)
      let cut = 0
      const fails = (isLeased: boolean) => isLeased && cut++ === 0
      const bench = await openBench(sandbox, {
        now,
        around: (journal) => ({
          ...journal,
          accept: async (event) => {
            const accepted = await journal.accept(behind === 'claim' ? { ...event, begin: undefined } : event)
            if (behind === 'accept' && fails(accepted.begun !== undefined)) throw failure()
            return accepted
          },
          claim: async (options) => {
            const claimed = await journal.claim(options)
            if (behind === 'claim' && fails(claimed.length > 0)) throw failure()
            return claimed
          },
        }),
      })
      try {
        const flow = await bench.deploy(aFlow({ start: manual, send: call('post') }))
        const started = await until(async () => bench.start(flow, { order: 1 }, 'order-1').catch(() => undefined))
        expect(await bench.settled(started)).toMatchObject({ status: 'succeeded', recoveries: 1 })
        expect(cut).toBeGreaterThan(0)
        expect(bench.ledger.entries).toHaveLength(1)
      } finally {
        await bench.close()
      }
    },
    30_000,
  )
})
