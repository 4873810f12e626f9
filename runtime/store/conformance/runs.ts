// Runs and exceptions for readers: pages, filters, counts, and the desk's decisions.
import { describe, expect, it } from 'vitest'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEntry, anEvent, anException, later } from './arrange.ts'

export function runCases(store: () => Store): void {
  const accept = async (over: Parameters<typeof anEvent>[0] = {}) => (await store().journal.accept(anEvent(over))).runId

  describe('lists of runs', () => {
    it('show the newest first, and in pages neither repeat nor lose a run when others arrive', async () => {
      const ids: string[] = []
      for (let i = 0; i < 7; i++) ids.unshift(await accept({ receivedAt: later(i) }))
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await store().runs.list('client_a', { limit: 3, ...(cursor !== undefined && { cursor }) })
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
        await accept({ receivedAt: later(1000) })
      } while (cursor !== undefined)
      expect(seen).toEqual(ids)
    })

    it('keep to what was asked for', async () => {
      const live = await accept()
      const test = await accept({ environment: 'test' })
      const other = await accept({ flowId: 'flow_other' })
      await store().journal.cancel('client_a', other, NOW)
      const ids = async (query: object) => (await store().runs.list('client_a', { limit: 10, ...query })).items.map(({ id }) => id)
      expect(await ids({ environment: 'test' })).toEqual([test])
      expect(await ids({ flowId: 'flow_other' })).toEqual([other])
      expect(await ids({ status: 'cancelled' })).toEqual([other])
      expect(await ids({ status: 'queued', environment: 'live' })).toEqual([live])
      expect(await ids({ flowId: 'flow_other', environment: 'test' })).toEqual([])
    })

    it('find a record by what its sender calls it, with or without the sign before a number', async () => {
      await accept({ eventKey: '1', label: '#1042', receivedAt: later(1) })
      await accept({ eventKey: '2', label: '#1043', receivedAt: later(2) })
      await accept({ eventKey: '3', label: '#1042', receivedAt: later(3), environment: 'test' })
      await accept({ eventKey: '4' })
      await accept({ eventKey: '5', label: '#1042', clientId: 'client_b' })
      const found = async (label: string, more: object = {}) =>
        (await store().runs.list('client_a', { limit: 10, label, ...more })).items.map((run) => [run.eventKey, run.label])
      expect(await found('#1042')).toEqual([
        ['3', '#1042'],
        ['1', '#1042'],
      ])
      expect(await found('1043')).toEqual([['2', '#1043']])
      expect(await found('#1042', { flowId: anEvent().flowId, status: 'queued' })).toHaveLength(2)
      expect(await found('#1042', { flowId: anEvent().flowId, environment: 'live' })).toEqual([['1', '#1042']])
      expect(await found('#1042', { status: 'parked' })).toEqual([])
      expect(await found('4')).toEqual([])
    })

    it('of one flow go through both environments in one order', async () => {
      const ids: string[] = []
      for (let i = 0; i < 6; i++) ids.unshift(await accept({ receivedAt: later(i), environment: i % 2 === 0 ? 'live' : 'test' }))
      const flowId = anEvent().flowId
      const first = await store().runs.list('client_a', { limit: 4, flowId })
      const second = await store().runs.list('client_a', { limit: 4, flowId, cursor: first.next ?? '' })
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
      expect(second.next).toBeUndefined()
    })

    it.each(['queued', 'running', 'waiting', 'succeeded', 'parked', 'cancelled', 'quarantined', 'skipped'] as const)(
      'find those that are %s',
      async (status) => {
        const others = await Promise.all([accept({ clientId: 'client_b' }), accept()])
        const claimed = await aClaimedRun(store(), { receivedAt: later(-1) })
        if (status === 'waiting') await store().journal.commit(anEntry(claimed, { transition: { status, dueAt: later(9) } }))
        else if (status === 'queued') await store().journal.recover({ now: NOW })
        else if (status !== 'running') await store().journal.commit(anEntry(claimed, { transition: { status } }))
        const { items } = await store().runs.list('client_a', { limit: 10, status })
        expect(items.map(({ id }) => id)).toContain(claimed.run.id)
        expect(items.map(({ id }) => id)).not.toContain(others[0])
        expect(new Set(items.map((run) => run.status))).toEqual(new Set([status]))
      },
    )

    it('are counted by status since an instant', async () => {
      await accept({ receivedAt: later(-1) })
      await accept()
      await accept({ clientId: 'client_b' })
      await store().journal.cancel('client_a', await accept({ receivedAt: later(5) }), NOW)
      expect(await store().runs.counts('client_a', NOW)).toEqual({ queued: 1, cancelled: 1 })
      expect(await store().runs.counts('client_a', later(-1))).toEqual({ queued: 2, cancelled: 1 })
      expect(await store().runs.counts('client_a', later(6))).toEqual({})
    })

    it('are bounded, however much is asked for', async () => {
      await Promise.all(Array.from({ length: 201 }, () => accept()))
      const page = await store().runs.list('client_a', { limit: 1_000_000 })
      expect(page.items).toHaveLength(200)
      expect(page.next).toBeDefined()
      expect((await store().runs.list('client_a', { limit: -5 })).items).toHaveLength(1)
    })

    it.each(['nonsense', 'W10', Buffer.from('[1,2]').toString('base64url')])('refuse the cursor %s', async (cursor) => {
      await expect(store().runs.list('client_a', { limit: 10, cursor })).rejects.toMatchObject({ code: 'invalid-request' })
    })
  })

  describe('the exception desk', () => {
    const park = async (count: number, over: Parameters<typeof anException>[1] = {}) => {
      const claimed = await aClaimedRun(store())
      const exceptions = Array.from({ length: count }, (_, i) => anException(claimed, { record: `/l:${i}`, ...over }))
      await store().journal.commit(anEntry(claimed, { exceptions, transition: { status: 'parked' } }))
      return exceptions
    }

    it('pages through exceptions of one instant without repeating or losing any', async () => {
      const parked = await park(7)
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await store().runs.exceptions('client_a', { limit: 3, status: 'open', ...(cursor !== undefined && { cursor }) })
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
        await park(1, { createdAt: later(60_000).toISOString() })
      } while (cursor !== undefined)
      expect(new Set(seen)).toEqual(new Set(parked.map(({ id }) => id)))
      expect(seen).toHaveLength(7)
    })

    it('lets one of two people resolve an exception, once', async () => {
      const [exception] = await park(1)
      if (!exception) throw new Error('nothing parked')
      const resolve = (by: string) =>
        store().runs.resolveException('client_a', exception.id, {
          status: 'replayed',
          by,
          at: later(1),
          replayRunId: 'run_2',
          note: 'mended',
        })
      const won = await Promise.all([resolve('user_1'), resolve('user_2')])
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await resolve('user_3')).toBe(false)
      expect(await store().runs.exception('client_a', exception.id)).toEqual({
        ...exception,
        status: 'replayed',
        resolvedBy: won[0] ? 'user_1' : 'user_2',
        resolvedAt: later(1).toISOString(),
        replayRunId: 'run_2',
        note: 'mended',
      })
      expect(await store().runs.openExceptionCount('client_a')).toBe(0)
      expect((await store().runs.exceptions('client_a', { limit: 9, status: 'open' })).items).toEqual([])
    })
  })
}
