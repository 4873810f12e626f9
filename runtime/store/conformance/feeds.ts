// Feeds: polls and files, whose cursor moves only together with the runs that were made of what was read.
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { NewPage } from '#runtime/engine/ports.ts'
import type { ClaimedFeed } from '../feed-ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aFlow, anEntry, anEvent, claim, later, twoClients } from './arrange.ts'

export function feedCases(store: () => Store): void {
  describe('feeds', () => {
    let flow: Flow
    let other: Flow
    beforeEach(async () => {
      const { a, b } = await twoClients(store())
      flow = aFlow(a)
      other = aFlow(b)
      await store().flows.create(flow)
      await store().flows.create(other)
    })

    const aFeed = (over: Partial<Feed> = {}): Feed => ({
      id: newId('feed'),
      clientId: flow.clientId,
      flowId: flow.id,
      environment: 'live',
      kind: 'poll',
      name: 'Orders',
      source: 'orders',
      status: 'active',
      nextAt: NOW.toISOString(),
      failures: 0,
      records: 0,
      rejected: 0,
      size: 0,
      createdAt: NOW.toISOString(),
      ...over,
    })
    const aFile = (over: Partial<Feed> = {}) => aFeed({ kind: 'file', name: 'prices.csv', status: 'receiving', ...over })
    const lease = (at = NOW, owner = 'reader-1') => store().feeds.claim({ owner, now: at, leaseMs: 30_000 })
    async function leased(at = NOW, owner = 'reader-1'): Promise<ClaimedFeed> {
      const claimed = await lease(at, owner)
      if (!claimed) throw new Error('no feed was due')
      return claimed
    }
    const eventOf = (eventKey: string) => anEvent({ clientId: flow.clientId, flowId: flow.id, trigger: 'poll', eventKey })
    const aPage = ({ feed, fence }: ClaimedFeed, keys: readonly string[], over: Partial<NewPage> = {}): NewPage => ({
      clientId: feed.clientId,
      feedId: feed.id,
      fence,
      events: keys.map(eventOf),
      cursor: `after ${keys.at(-1)}`,
      records: keys.map(() => 1),
      rejected: 0,
      at: NOW,
      leaseMs: 30_000,
      ...over,
    })
    const runs = async () => (await store().runs.list(flow.clientId, { limit: 100 })).items
    const stored = (feed: Feed) => store().feeds.get(feed.clientId, feed.id)

    it('commit a page and the cursor behind it together', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      expect(feed).not.toHaveProperty('cursor')
      const claimed = await leased()
      const accepted = await store().journal.acceptPage(aPage(claimed, ['1', '2', '3'], { rejected: 1 }))
      expect(accepted?.map(({ duplicate }) => duplicate)).toEqual([false, false, false])
      expect(await runs()).toHaveLength(3)
      expect((await runs())[0]).toMatchObject({ trigger: 'poll', status: 'queued' })
      expect(await stored(feed)).toMatchObject({ cursor: 'after 3', records: 3, rejected: 1, readAt: NOW.toISOString() })
    })

    it('write neither run nor cursor when one event of a page cannot be stored', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      const broken = { ...eventOf('2'), body: undefined as unknown as Uint8Array }
      const page = aPage(await leased(), ['1'])
      await expect(store().journal.acceptPage({ ...page, events: [...page.events, broken] })).rejects.toBeInstanceOf(Error)
      expect(await runs()).toEqual([])
      expect(await stored(feed)).not.toHaveProperty('cursor')
    })

    it('start nothing for what a page has in common with an earlier one, and do not count it again', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      const claimed = await leased()
      const first = await store().journal.acceptPage(aPage(claimed, ['1', '2']))
      const second = await store().journal.acceptPage(aPage(claimed, ['2', '3']))
      expect(second).toMatchObject([{ runId: first?.[1]?.runId, duplicate: true }, { duplicate: false }])
      expect(await runs()).toHaveLength(3)
      expect(await stored(feed)).toMatchObject({ records: 3 })
    })

    it('are leased to one reader, the longest due first, and only when due', async () => {
      const second = await store().feeds.putPoll(aFeed({ environment: 'test', nextAt: later(1).toISOString() }))
      const first = await store().feeds.putPoll(aFeed())
      expect((await leased(later(1))).feed.id).toBe(first.id)
      expect((await leased(later(1), 'reader-2')).feed.id).toBe(second.id)
      expect(await lease(later(1))).toBeUndefined()
    })

    it('pass to another reader when the lease runs out, and refuse what the first one still writes', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      const first = await leased()
      const second = await leased(later(30_000), 'reader-2')
      expect(second.fence).toBeGreaterThan(first.fence)
      expect(await store().journal.acceptPage(aPage(first, ['1']))).toBeUndefined()
      expect(await store().feeds.release(first, { status: 'done', nextAt: NOW, at: NOW })).toBe(false)
      expect(await runs()).toEqual([])
      expect(await stored(feed)).toMatchObject({ status: 'active' })
    })

    it('stay leased while the reader renews, by itself or with a page', async () => {
      await store().feeds.putPoll(aFeed())
      const claimed = await leased()
      await store().feeds.renew({ owner: 'reader-1', until: later(50_000) })
      expect(await lease(later(40_000), 'reader-2')).toBeUndefined()
      await store().journal.acceptPage(aPage(claimed, ['1'], { at: later(50_000) }))
      expect(await lease(later(79_999), 'reader-2')).toBeUndefined()
      expect(await lease(later(80_000), 'reader-2')).toBeDefined()
    })

    it('count failures until a read succeeds', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      const error = { code: 'vendor-unavailable', disposition: 'retry', message: 'Down.', fix: 'Wait.' } as const
      await store().feeds.release(await leased(), { status: 'active', nextAt: later(5), error, at: NOW })
      await store().feeds.release(await leased(later(5)), { status: 'active', nextAt: later(9), error, at: later(5) })
      expect(await stored(feed)).toMatchObject({ failures: 2, error, nextAt: later(9).toISOString() })
      expect(await lease(later(8))).toBeUndefined()
      await store().feeds.release(await leased(later(9)), { status: 'active', nextAt: later(20), at: later(9) })
      expect(await stored(feed)).toMatchObject({ failures: 0, readAt: later(9).toISOString() })
      expect(await stored(feed)).not.toHaveProperty('error')
    })

    it('go on at the next deployment of the same poll, and begin anew with another', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      await store().journal.acceptPage(aPage(await leased(), ['1']))
      await store().feeds.stopPoll(feed.clientId, feed.flowId, 'live')
      expect(await lease(later(99_999))).toBeUndefined()
      const again = await store().feeds.putPoll(aFeed({ name: 'All orders' }))
      expect(again).toMatchObject({ id: feed.id, name: 'All orders', cursor: 'after 1', records: 1, status: 'active' })
      const claimed = await leased()
      const changed = await store().feeds.putPoll(aFeed({ source: 'products' }))
      expect(changed).toMatchObject({ id: feed.id, source: 'products', records: 0 })
      expect(changed).not.toHaveProperty('cursor')
      // Whoever was reading the orders must not move the products' cursor.
      expect(await store().journal.acceptPage(aPage(claimed, ['2']))).toBeUndefined()
    })

    it('are looked at when a new deployment says, though they are being read as an older one said', async () => {
      const feed = await store().feeds.putPoll(aFeed())
      const reading = await leased()
      await store().feeds.putPoll(aFeed())
      expect(await store().feeds.release(reading, { status: 'active', nextAt: later(86_400_000), at: NOW })).toBe(false)
      expect((await leased()).feed.id).toBe(feed.id)
    })

    it('keep the bytes of a file in pieces until it is removed', async () => {
      const file = aFile()
      await store().feeds.createFile(file)
      expect(await lease()).toBeUndefined()
      await store().feeds.putPiece(file.clientId, file.id, 0, Buffer.from('sku;pri'))
      await store().feeds.putPiece(file.clientId, file.id, 1, Buffer.from('ce\n'))
      const complete = await store().feeds.completeFile(file.clientId, file.id, { source: 'hash-1', size: 10, at: NOW })
      expect(complete).toMatchObject({ id: file.id, status: 'active', size: 10, source: 'hash-1' })
      expect((await leased()).feed.id).toBe(file.id)
      const piece = async (index: number) => {
        const bytes = await store().feeds.piece(file.clientId, file.id, index)
        return bytes && Buffer.from(bytes).toString()
      }
      expect([await piece(0), await piece(1), await piece(2)]).toEqual(['sku;pri', 'ce\n', undefined])
      expect(await store().feeds.piece(other.clientId, file.id, 0)).toBeUndefined()
      expect(await store().blobs.sweep({ limit: 10 })).toEqual({ removed: 0 })
      expect(await store().feeds.remove(other.clientId, file.id)).toBe(false)
      expect(await store().feeds.remove(file.clientId, file.id)).toBe(true)
      expect(await piece(0)).toBeUndefined()
      expect(await store().blobs.sweep({ limit: 10 })).toEqual({ removed: 2 })
    })

    it('know a file that came before by its content', async () => {
      const [first, second] = [aFile(), aFile()]
      for (const file of [first, second]) await store().feeds.createFile(file)
      const done = { source: 'hash-1', size: 1, at: NOW }
      await store().feeds.completeFile(first.clientId, first.id, done)
      expect(await store().feeds.completeFile(second.clientId, second.id, done)).toMatchObject({ id: first.id })
      expect(await stored(second)).toBeUndefined()
      // The same content for another client is another file.
      const foreign = aFile({ clientId: other.clientId, flowId: other.id })
      await store().feeds.createFile(foreign)
      expect(await store().feeds.completeFile(foreign.clientId, foreign.id, done)).toMatchObject({ id: foreign.id })
    })

    it('end as done or failed and are not read again', async () => {
      const file = aFile()
      await store().feeds.createFile(file)
      await store().feeds.completeFile(file.clientId, file.id, { source: 'hash-1', size: 1, at: NOW })
      await store().feeds.release(await leased(), { status: 'done', nextAt: NOW, at: later(5) })
      expect(await stored(file)).toMatchObject({ status: 'done', finishedAt: later(5).toISOString() })
      expect(await lease(later(99_999))).toBeUndefined()
    })

    it('forget files that ended long ago, or began to arrive long ago, with their bytes', async () => {
      const [done, half, fresh] = [aFile(), aFile(), aFile({ createdAt: later(9_000).toISOString() })]
      for (const file of [done, half, fresh]) {
        await store().feeds.createFile(file)
        await store().feeds.putPiece(file.clientId, file.id, 0, Buffer.from(file.id))
      }
      await store().feeds.completeFile(done.clientId, done.id, { source: 'hash-1', size: 1, at: NOW })
      await store().feeds.release(await leased(), { status: 'done', nextAt: NOW, at: later(5_000) })
      await store().feeds.putPoll(aFeed())
      expect(await store().feeds.prune({ before: later(5_000), limit: 10 })).toBe(1)
      expect(await stored(half)).toBeUndefined()
      expect(await store().feeds.prune({ before: later(6_000), limit: 10 })).toBe(1)
      expect(await stored(done)).toBeUndefined()
      expect(await store().feeds.prune({ before: later(6_000), limit: 10 })).toBe(0)
      expect((await store().feeds.list(flow.clientId, { limit: 5 })).items).toHaveLength(2)
      expect(await store().blobs.sweep({ limit: 10 })).toEqual({ removed: 2 })
    })

    it('are listed newest first, each client its own', async () => {
      const ids: string[] = []
      for (let index = 0; index < 3; index++) {
        const file = aFile({ id: newId('feed', NOW.getTime() + index) })
        ids.unshift(file.id)
        await store().feeds.createFile(file)
      }
      await store().feeds.putPoll(aFeed())
      const page = await store().feeds.list(flow.clientId, { limit: 2, flowId: flow.id, kind: 'file' })
      expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
      const rest = await store().feeds.list(flow.clientId, {
        limit: 2,
        kind: 'file',
        ...(page.next !== undefined && { cursor: page.next }),
      })
      expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2))
      expect((await store().feeds.list(other.clientId, { limit: 5 })).items).toEqual([])
      expect((await store().feeds.list(flow.clientId, { limit: 5, environment: 'test' })).items).toEqual([])
    })

    it('tell how many runs of a flow have not ended, up to a bound', async () => {
      const backlog = (atMost: number) => store().feeds.backlog(flow.clientId, flow.id, 'live', atMost)
      expect(await backlog(10)).toBe(0)
      await store().feeds.putPoll(aFeed())
      await store().journal.acceptPage(aPage(await leased(), ['1', '2', '3', '4', '5']))
      await store().journal.accept({ ...eventOf('6'), ordered: true })
      expect(await backlog(10)).toBe(6)
      expect(await backlog(4)).toBe(4)
      const [first, second] = await claim(store(), { limit: 2 })
      expect(await backlog(10)).toBe(6)
      for (const run of [first, second]) if (run) await store().journal.commit(anEntry(run, { transition: { status: 'succeeded' } }))
      expect(await backlog(10)).toBe(4)
      expect(await store().feeds.backlog(flow.clientId, flow.id, 'test', 10)).toBe(0)
    })
  })
}
