// Bulk replays: the causes of what is open, and a job that passes each exception once.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { BulkReplay } from '#shared/model/bulk-replays.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import type { ClaimedRun } from '#runtime/engine/ports.ts'
import type { RunningBulkReplay, Store } from '../ports.ts'
import { NOW, aClaimedRun, anEntry, anException, later } from './arrange.ts'

const missing = { code: 'required-field-missing', disposition: 'rejected', message: 'No customer.', fix: 'Add one.' } as const
const refused = { code: 'vendor-rejected', disposition: 'rejected', message: 'Tax code unknown.', fix: 'Map it.' } as const
const NO_CUSTOMER = { message: { text: 'No customer in order {{0}}.', values: ['9'] } }
const NO_VALUE = { path: '/customer', code: 'required-field-missing', severity: 'error', message: 'customer has no value.' } as const
const unknown = { code: 'outcome-unknown', disposition: 'uncertain', message: 'It may have arrived.', fix: 'Look.' } as const

const aBulk = (over: Partial<BulkReplay> = {}): BulkReplay => ({
  id: newId('bulk'),
  clientId: 'client_a',
  filter: {},
  version: 'deployed',
  status: 'running',
  total: 3,
  replayed: 0,
  refused: 0,
  requestedBy: 'user_1',
  createdAt: later(60_000).toISOString(),
  ...over,
})

export function bulkReplayCases(store: () => Store): void {
  const bulks = () => store().bulkReplays
  const park = async (claimed: ClaimedRun, exceptions: readonly ExceptionRecord[]) => {
    await store().journal.commit(anEntry(claimed, { exceptions, transition: { status: 'parked' } }))
    return exceptions.map(({ id }) => id)
  }
  const resolve = (id: string, bulkId?: string) =>
    store().runs.resolveException('client_a', id, {
      status: 'replayed',
      by: 'user_1',
      at: later(1),
      ...(bulkId !== undefined && { bulkId }),
    })
  const only = async (): Promise<RunningBulkReplay> => {
    const [bulk, ...more] = await bulks().running()
    if (!bulk || more.length > 0) throw new Error('one job was expected')
    return bulk
  }
  /** Goes on as the service does; answers the ids in the order they came. */
  const walk = async (pageSize: number, seen: (ids: readonly string[]) => Promise<void> = async () => undefined) => {
    const ids: string[] = []
    for (;;) {
      const page = await bulks().next(await only(), pageSize)
      const last = page.at(-1)
      if (!last) return ids
      ids.push(...page.map(({ id }) => id))
      await seen(page.map(({ id }) => id))
      expect(await bulks().advance(await only(), { cursor: last, refused: 0 })).toBe(true)
    }
  }

  describe('keys that lookup tables lack', () => {
    const lacks = (table: string, key: string | null) =>
      ({ code: 'lookup-missing', disposition: 'rejected', message: 'No entry.', fix: 'Add one.', details: { table, key } }) as const

    it('are counted with the open exceptions that wait for them, the most awaited first', async () => {
      const claimed = await aClaimedRun(store())
      const other = await aClaimedRun(store(), { environment: 'test' })
      const [first] = await park(claimed, [
        anException(claimed, { record: '/l:0', error: lacks('tenders', 'klarna'), createdAt: later(9).toISOString() }),
        anException(claimed, { record: '/l:1', error: lacks('tenders', 'klarna') }),
        anException(claimed, { record: '/l:2', error: lacks('taxes', 'VAT "20%", 1') }),
        anException(claimed, { record: '/l:3', error: lacks('taxes', null) }),
        anException(claimed, { record: '/l:4', error: { ...refused, details: { table: 'tenders', key: 'visa' } } }),
      ])
      await park(other, [anException(other, { error: lacks('tenders', 'klarna') })])
      const klarna = {
        environment: 'live',
        table: 'tenders',
        key: 'klarna',
        records: 2,
        flowIds: ['flow_orders'],
        firstAt: NOW.toISOString(),
        lastAt: later(9).toISOString(),
      }
      const keys = store().runs.unmappedKeys
      expect(await keys('client_a', 'live', 10)).toEqual([
        klarna,
        expect.objectContaining({ table: 'taxes', key: 'VAT "20%", 1', records: 1 }),
      ])
      expect(await keys('client_a', undefined, 1)).toEqual([klarna])
      expect(await keys('client_a', undefined, 10)).toHaveLength(3)
      expect(await keys('client_b', undefined, 10)).toEqual([])
      const fitting = await bulks().causes(
        'client_a',
        { environment: 'live', code: 'lookup-missing', lookupTable: 'tenders', lookupKey: 'klarna' },
        10,
      )
      expect(fitting.map(({ count }) => count)).toEqual([2])
      await resolve(first ?? '')
      expect(await keys('client_a', 'live', 10)).toMatchObject([{ key: 'VAT "20%", 1' }, { key: 'klarna', records: 1 }])
    })
  })

  describe('causes', () => {
    it('put open exceptions together by flow, environment, step and reason, the most frequent first', async () => {
      const claimed = await aClaimedRun(store())
      const other = await aClaimedRun(store(), { environment: 'test' })
      let age = 0
      const newer = () => newId('exc', NOW.getTime() + ++age)
      const [first] = await park(claimed, [
        anException(claimed, { id: newer(), record: '/l:0', createdAt: later(9).toISOString() }),
        anException(claimed, { id: newer(), record: '/l:1', error: missing }),
        anException(claimed, { id: newer(), record: '/l:2', error: refused, nodeId: 'create-order' }),
        anException(claimed, { id: newer(), record: '/l:3', error: unknown, nodeId: 'create-order' }),
        anException(claimed, {
          id: newer(),
          createdAt: later(20).toISOString(),
          record: '/l:4',
          error: { ...missing, message: 'No customer in order 9.', said: NO_CUSTOMER, issues: [NO_VALUE] },
        }),
      ])
      await park(other, [anException(other, { id: newer() })])
      const causes = await bulks().causes('client_a', {}, 10)
      expect(causes.map(({ environment, nodeId, code, count }) => [environment, nodeId, code, count])).toEqual([
        ['live', 'map-order', 'required-field-missing', 3],
        ['test', 'map-order', 'required-field-missing', 1],
        ['live', 'create-order', 'outcome-unknown', 1],
        ['live', 'create-order', 'vendor-rejected', 1],
      ])
      expect(causes[0]).toMatchObject({
        flowId: 'flow_orders',
        disposition: 'rejected',
        oldestAt: NOW.toISOString(),
        newestAt: later(20).toISOString(),
        message: 'No customer in order 9.',
        fix: 'Add one.',
        said: NO_CUSTOMER,
        issues: [NO_VALUE],
      })
      expect(causes[1]).not.toHaveProperty('said')
      await resolve(first ?? '')
      expect(await bulks().causes('client_a', { environment: 'live', code: 'required-field-missing' }, 10)).toMatchObject([{ count: 2 }])
      expect(await bulks().causes('client_a', { nodeId: 'create-order' }, 1)).toHaveLength(1)
      expect(await bulks().causes('client_b', {}, 10)).toEqual([])
    })

    it('narrow the list of exceptions', async () => {
      const claimed = await aClaimedRun(store())
      const ids = await park(claimed, [
        anException(claimed),
        anException(claimed, { record: '/l:2', error: refused, nodeId: 'create-order' }),
      ])
      const list = async (filter: { code?: string; nodeId?: string }) =>
        (await store().runs.exceptions('client_a', { limit: 9, status: 'open', ...filter })).items.map(({ id }) => id)
      expect(await list({ code: 'vendor-rejected' })).toEqual([ids[1]])
      expect(await list({ nodeId: 'map-order' })).toEqual([ids[0]])
    })
  })

  describe('a bulk replay', () => {
    it('comes past each open exception that fits once, oldest first, and leaves out what may have arrived or came later', async () => {
      const claimed = await aClaimedRun(store())
      const at = (ms: number) => later(ms).toISOString()
      const ids = await park(claimed, [
        anException(claimed, { record: '/l:0', createdAt: at(30) }),
        anException(claimed, { record: '/l:1', createdAt: at(10) }),
        anException(claimed, { record: '/l:2', createdAt: at(20), error: unknown }),
        anException(claimed, { record: '/l:3', createdAt: at(90_000) }),
        anException(claimed, { record: '/l:4', createdAt: at(5), nodeId: 'create-order' }),
        anException(claimed, { record: '/l:5', createdAt: at(20), input: { text: 'x'.repeat(80_000) } }),
      ])
      await bulks().create(aBulk({ filter: { nodeId: 'map-order', flowId: 'flow_orders' } }))
      const [first] = await bulks().next(await only(), 1)
      expect(first?.id).toBe(ids[1])
      expect((await bulks().next(await only(), 9)).find(({ id }) => id === ids[5])?.input).toEqual({ text: 'x'.repeat(80_000) })
      expect(await walk(2)).toEqual([ids[1], ids[5], ids[0]])
    })

    it('counts what it replayed among the exceptions, and keeps the number when it ends', async () => {
      const claimed = await aClaimedRun(store())
      const ids = await park(claimed, [
        anException(claimed),
        anException(claimed, { record: '/l:1' }),
        anException(claimed, { record: '/l:2' }),
      ])
      const bulk = aBulk({ note: 'Mapping mended' })
      await bulks().create(bulk)
      expect(await bulks().get('client_a', bulk.id)).toEqual(bulk)
      await resolve(ids[0] ?? '', bulk.id)
      await resolve(ids[1] ?? '')
      const cursor = { createdAt: NOW.toISOString(), id: ids[2] ?? '' }
      await bulks().advance(bulk, { cursor, refused: 1, lastRefusal: refused })
      await bulks().advance(bulk, { cursor, refused: 0 })
      expect(await only()).toMatchObject({ cursor, refused: 1 })
      expect(await bulks().get('client_a', bulk.id)).toMatchObject({ replayed: 1, refused: 1, lastRefusal: refused })
      expect(await bulks().finish(bulk, { status: 'stopped', at: later(5), by: 'user_2' })).toBe(true)
      expect(await bulks().finish(bulk, { status: 'done', at: later(6) })).toBe(false)
      expect(await bulks().advance(bulk, { cursor, refused: 9 })).toBe(false)
      const ended = { status: 'stopped', finishedAt: later(5).toISOString(), stoppedBy: 'user_2', replayed: 1, refused: 1 }
      expect(await bulks().list('client_a', 5)).toMatchObject([ended])
      expect(await bulks().running()).toEqual([])
      expect(await bulks().list('client_b', 5)).toEqual([])
      expect(await bulks().get('client_b', bulk.id)).toBeUndefined()
    })

    it('passes 50,000 exceptions, each once, while people deal with some of them', { timeout: 120_000 }, async () => {
      const claimed = await aClaimedRun(store())
      const COUNT = 50_000
      const exceptions = Array.from({ length: COUNT }, (_, n) =>
        anException(claimed, {
          record: `/l:${n}`,
          error: n % 10 === 0 ? unknown : n % 2 === 0 ? refused : missing,
          createdAt: later(Math.floor(n / 7)).toISOString(),
        }),
      )
      for (let at = 0; at < COUNT; at += 5_000)
        await store().journal.commit(anEntry(claimed, { exceptions: exceptions.slice(at, at + 5_000) }))
      await store().journal.commit(anEntry(claimed, { transition: { status: 'parked' } }))
      const counts = async () => (await bulks().causes('client_a', {}, 9)).map(({ code, count }) => [code, count])
      expect(await counts()).toEqual([
        ['required-field-missing', 25_000],
        ['vendor-rejected', 20_000],
        ['outcome-unknown', 5_000],
      ])
      const bulk = aBulk({ filter: { flowId: 'flow_orders', environment: 'live' }, total: 45_000 })
      await bulks().create(bulk)
      let pages = 0
      const passed = await walk(500, async (ids) => {
        pages += 1
        // One of each page is replayed; one that lies ahead is dealt with by somebody else.
        await resolve(ids[0] ?? '', bulk.id)
      })
      expect(new Set(passed).size).toBe(45_000)
      expect(passed).toHaveLength(45_000)
      expect(pages).toBe(90)
      expect(await bulks().get('client_a', bulk.id)).toMatchObject({ replayed: 90 })
      expect((await counts()).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(COUNT - 90)
    })
  })
}
