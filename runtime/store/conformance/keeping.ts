// Housekeeping: what is removed when, what stays, and that it goes in small pieces.
import { describe, expect, it } from 'vitest'
import { DEFAULT_RETENTION, type Retention } from '#shared/model/retention.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { Effect, NewEvent } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEntry, anEvent, anException, later, twoClients } from './arrange.ts'

const DAY = 86_400_000
const A = 'client_a'
const retention: Retention = { succeededDays: 10, parkedDays: 20, resolvedDays: 5 }

export function keepingCases(store: () => Store): void {
  /** Removes all that is over `days` later; answers how many runs went. */
  async function sweep(days: number, over: Partial<Retention> = {}, clientId = A): Promise<number> {
    let runs = 0
    let after: string | undefined
    do {
      const request = { retention: { ...retention, ...over }, now: later(days * DAY), ...(after !== undefined && { after }) }
      const removed = await store().keeping.removeRuns(clientId, request)
      runs += removed.runs
      after = removed.next
    } while (after !== undefined)
    return runs
  }
  async function ended(status: Exclude<RunStatus, 'queued' | 'running' | 'waiting'>, event: Partial<NewEvent> = {}, exceptions = 0) {
    const claimed = await aClaimedRun(store(), event)
    const parked = Array.from({ length: exceptions }, (_, i) => anException(claimed, { record: `/l:${i}` }))
    const effect: Effect = {
      idempotencyKey: `key-${claimed.run.id}`,
      clientId: A,
      runId: claimed.run.id,
      nodeId: 'send',
      record: '',
      safety: 'key',
      status: 'succeeded',
      attempts: 1,
      output: '1',
    }
    const events = [{ kind: 'run-finished', status }] as const
    await store().journal.commit(anEntry(claimed, { events, effects: [effect], exceptions: parked, transition: { status } }))
    return { claimed, run: claimed.run, exceptions: parked }
  }
  const close = (id: string, days: number) =>
    store().runs.resolveException(A, id, { status: 'discarded', by: 'user_1', at: later(days * DAY) })

  describe('housekeeping', () => {
    it('removes runs that succeeded when their time is over, with all that belongs to them', async () => {
      const { run } = await ended('succeeded', { eventKey: 'one' })
      expect(await sweep(9)).toBe(0)
      expect(await sweep(11)).toBe(1)
      expect(await store().runs.get(A, run.id)).toBeUndefined()
      expect(await store().runs.events(A, run.id)).toEqual([])
      expect(await store().journal.effectsOf(run)).toEqual([])
      expect(await store().runs.body(A, run.id)).toBeUndefined()
      expect(await store().journal.accept(anEvent({ eventKey: 'one' }))).toMatchObject({ duplicate: false })
    })

    it('keeps what has not ended, and what parked, was cancelled or set aside for its own time', async () => {
      await store().journal.accept(anEvent())
      await ended('parked')
      await ended('cancelled')
      await ended('quarantined')
      expect(await sweep(19)).toBe(0)
      expect(await sweep(21)).toBe(3)
      expect((await store().runs.list(A, { limit: 10 })).items).toHaveLength(1)
    })

    it('keeps a run while one of its exceptions is open, and for some days after the last was closed', async () => {
      const { run, exceptions } = await ended('parked', {}, 2)
      await close(exceptions[0]?.id ?? '', 30)
      expect(await sweep(100)).toBe(0)
      await close(exceptions[1]?.id ?? '', 100)
      expect(await sweep(104)).toBe(0)
      expect(await store().runs.get(A, run.id)).toBeDefined()
      expect(await sweep(106)).toBe(1)
      expect((await store().runs.exceptions(A, { limit: 10 })).items).toEqual([])
    })

    it('keeps an event and its effects while a replay of it is there', async () => {
      const { run } = await ended('succeeded', { body: Buffer.from('{"id":7}') })
      const origin = { runId: run.id, nodeId: 'send', recordPath: '' }
      const asked = { original: run, origin, version: 1, startInput: '{}', startSteps: '{}', requestedBy: 'user_1', at: later(9 * DAY) }
      const replay = await store().journal.replay(asked)
      expect(await sweep(15)).toBe(1)
      expect(await store().runs.body(A, replay.id)).toBe('{"id":7}')
      expect(await store().journal.effectsOf(replay)).toHaveLength(1)
    })

    it('remembers for seven days that an event was here, though its run and body are gone', async () => {
      const { run } = await ended('succeeded', { eventKey: 'one', body: Buffer.from('{"secret":1}') })
      expect(await sweep(3, { succeededDays: 1 })).toBe(1)
      expect(await store().runs.get(A, run.id)).toBeUndefined()
      expect(await store().journal.accept(anEvent({ eventKey: 'one' }))).toEqual({ runId: run.id, duplicate: true })
      await sweep(8, { succeededDays: 1 })
      expect(await store().journal.accept(anEvent({ eventKey: 'one' }))).toMatchObject({ duplicate: false })
    })

    it('removes in batches, and a run of many rows in several', async () => {
      const { claimed } = await ended('succeeded')
      for (let i = 0; i < 250; i++) await store().journal.accept(anEvent({ skip: 'for the test' }))
      const big = await aClaimedRun(store())
      for (let i = 0; i < 2_100; i++) {
        void store().journal.commit(anEntry(big, { events: [{ kind: 'run-started', version: 1 }] }))
      }
      await store().journal.commit(anEntry(big, { transition: { status: 'succeeded' } }))
      const request = { retention, now: later(30 * DAY) }
      const first = await store().keeping.removeRuns(A, request)
      expect(first.next).toBeDefined()
      expect(first.runs).toBeLessThanOrEqual(200)
      expect(await sweep(30)).toBe(252 - first.runs)
      expect(await store().runs.get(A, claimed.run.id)).toBeUndefined()
      expect(await store().runs.events(A, big.run.id)).toEqual([])
    })

    it('removes closed windows with their records when no run can be left that had to do with them, and no open ones', async () => {
      const { run, fence } = await aClaimedRun(store())
      const collect = (sourceKey: string, key: string, close: boolean) =>
        store().journal.collect({
          lease: { clientId: A, runId: run.id, fence },
          flowId: run.flowId,
          environment: run.environment,
          version: 1,
          nodeId: 'collect',
          key,
          sourceKey,
          json: '{}',
          late: 'exception',
          ordered: false,
          rule: close ? { count: 1 } : {},
          hops: 0,
          at: NOW,
        })
      await collect('a', 'closed', true)
      await collect('b', 'open', false)
      const ids = async (status: 'open' | 'closed') => (await store().windows.list(A, { status, limit: 10 })).items.map(({ id }) => id)
      const [closed] = await ids('closed')
      await sweep(19)
      expect(await ids('closed')).toEqual([closed])
      await sweep(21)
      expect(await ids('closed')).toEqual([])
      expect(await ids('open')).toHaveLength(1)
      expect(await store().windows.records(A, closed ?? '', { after: 0, limit: 10 })).toEqual([])
    })

    it('touches no other client', async () => {
      const { run } = await ended('succeeded')
      expect(await sweep(1_000, {}, 'client_b')).toBe(0)
      expect(await store().runs.get(A, run.id)).toBeDefined()
    })

    it('keeps a policy for each client', async () => {
      const { a, b } = await twoClients(store())
      expect(await store().keeping.retention(a)).toBeUndefined()
      await store().keeping.putRetention(a, retention)
      await store().keeping.putRetention(a, { ...retention, parkedDays: 21 })
      await store().keeping.putRetention(b, DEFAULT_RETENTION)
      expect(await store().keeping.retention(a)).toEqual({ ...retention, parkedDays: 21 })
    })

    it('gives space back and tells its sizes', async () => {
      for (let i = 0; i < 20; i++) await ended('succeeded', { body: Buffer.alloc(100_000, 'x'), receivedAt: NOW })
      const before = await store().keeping.sizes()
      expect(before.databaseBytes).toBeGreaterThan(0)
      await sweep(30)
      while (await store().keeping.reclaim()) expect(true).toBe(true)
      expect((await store().keeping.sizes()).databaseBytes).toBeLessThanOrEqual(before.databaseBytes)
    })

    it('remembers when it was restored', async () => {
      expect(await store().keeping.restoredAt()).toBeUndefined()
      await store().keeping.markRestored(NOW)
      expect(await store().keeping.restoredAt()).toEqual(NOW)
    })
  })
}
