// What records wait for: begun with the run's commit, ended once, by a person, a callback, the clock, or the end of the run.
import { describe, expect, it } from 'vitest'
import type { ClaimedRun, NewWait } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEntry, claim, later } from './arrange.ts'

const aWait = ({ run }: ClaimedRun, over: Partial<NewWait> = {}): NewWait => ({
  id: 'wait_1',
  clientId: run.clientId,
  flowId: run.flowId,
  environment: run.environment,
  runId: run.id,
  nodeId: 'ask',
  record: '',
  kind: 'approval',
  status: 'open',
  until: later(10_000).toISOString(),
  question: { title: 'Refund?', fields: [{ label: 'Order', value: 7 }] },
  createdAt: NOW.toISOString(),
  ...over,
})

const answered = { result: { decision: 'approved' }, by: 'ann', at: later(500) }

export function waitCases(store: () => Store): void {
  /** A run that waits for one approval until `later(10_000)`. */
  async function aWaitingRun(over: Partial<NewWait> = {}) {
    const claimed = await aClaimedRun(store())
    const wait = aWait(claimed, over)
    await store().journal.commit(anEntry(claimed, { waits: [wait], transition: { status: 'waiting', dueAt: new Date(wait.until) } }))
    return { claimed, wait, clientId: wait.clientId }
  }

  describe('waiting', () => {
    it('gives a wait back as it began, without the hash of its secret', async () => {
      const { claimed, wait } = await aWaitingRun({ tokenHash: 'hash-1' })
      const { tokenHash: _, ...shown } = wait
      expect(await store().waits.get(wait.clientId, wait.id)).toEqual(shown)
      expect(await store().waits.byTokenHash('hash-1')).toEqual(shown)
      expect(await store().waits.byTokenHash('hash-2')).toBeUndefined()
      expect(await store().journal.waitsOf(claimed.run, NOW)).toEqual([shown])
      expect(await store().waits.openCount(wait.clientId, 'approval')).toBe(1)
    })

    it('begins once for a run, node and record', async () => {
      const { claimed, wait, clientId } = await aWaitingRun()
      const [again] = await claim(store(), { now: later(20_000) })
      await store().journal.commit(anEntry(again ?? claimed, { waits: [{ ...wait, id: 'wait_2', until: later(99_000).toISOString() }] }))
      expect(await store().waits.get(clientId, 'wait_2')).toBeUndefined()
      expect(await store().journal.waitsOf(claimed.run, NOW)).toMatchObject([{ id: 'wait_1', until: wait.until }])
    })

    it('is settled once, and its run is due at that moment', async () => {
      const { claimed, wait, clientId } = await aWaitingRun()
      expect(await claim(store(), { now: later(600) })).toEqual([])
      const both = [store().waits.settle(clientId, wait.id, answered), store().waits.settle(clientId, wait.id, { ...answered, by: 'bob' })]
      const [byAnn, byBob] = await Promise.all(both)
      expect([byAnn, byBob].filter(Boolean)).toHaveLength(1)
      expect(await store().journal.nextDue()).toEqual(later(500))
      expect(await claim(store(), { now: later(600) })).toMatchObject([{ run: { id: claimed.run.id }, fence: 2 }])
      expect(await store().journal.waitsOf(claimed.run, later(600))).toMatchObject([
        { status: 'done', result: { decision: 'approved' }, settledBy: byAnn ? 'ann' : 'bob', settledAt: later(500).toISOString() },
      ])
      expect(await store().waits.openCount(clientId, 'approval')).toBe(0)
    })

    it('that is settled while its run is leased makes the run due when that lease ends', async () => {
      const claimed = await aClaimedRun(store())
      const wait = aWait(claimed)
      await store().journal.commit(anEntry(claimed, { waits: [wait] }))
      expect(await store().waits.settle(wait.clientId, wait.id, answered)).toBe(true)
      await store().journal.commit(anEntry(claimed, { transition: { status: 'waiting', dueAt: later(10_000) }, at: later(700) }))
      const again = await claim(store(), { now: later(700) })
      expect(again).toMatchObject([{ fence: 2 }])
      // Once: what was settled under the earlier lease is known to this one.
      if (again[0])
        await store().journal.commit(anEntry(again[0], { transition: { status: 'waiting', dueAt: later(10_000) }, at: later(800) }))
      expect(await claim(store(), { now: later(900) })).toEqual([])
    })

    it('ends by itself at its instant, and then nobody can settle it', async () => {
      const { claimed, wait, clientId } = await aWaitingRun()
      expect(await store().waits.settle(clientId, wait.id, { ...answered, at: later(10_000) })).toBe(false)
      expect(await store().journal.waitsOf(claimed.run, later(9_999))).toMatchObject([{ status: 'open' }])
      expect(await store().journal.waitsOf(claimed.run, later(10_000))).toMatchObject([{ status: 'timed-out', settledAt: wait.until }])
      // A clock that is behind does not open it again.
      expect(await store().waits.settle(clientId, wait.id, answered)).toBe(false)
    })

    it.each(['ends', 'is cancelled', 'is cancelled while leased', 'is cancelled and its worker lost'])(
      'is withdrawn when its run %s',
      async (how) => {
        const claimed = await aClaimedRun(store())
        const wait = aWait(claimed)
        const { clientId, runId } = wait
        const { journal, waits } = store()
        await journal.commit(anEntry(claimed, { waits: [wait] }))
        if (how === 'ends') await journal.commit(anEntry(claimed, { transition: { status: 'parked' } }))
        else if (how === 'is cancelled') {
          await journal.commit(anEntry(claimed, { transition: { status: 'waiting', dueAt: later(10_000) } }))
          await journal.cancel(clientId, runId, NOW)
        } else {
          await journal.cancel(clientId, runId, NOW)
          if (how === 'is cancelled while leased') await journal.commit(anEntry(claimed))
          else await journal.recover({ now: NOW })
        }
        expect(await waits.get(clientId, wait.id)).toMatchObject({ status: 'withdrawn' })
        expect(await waits.settle(clientId, wait.id, answered)).toBe(false)
      },
    )

    it('that a worker begins whose lease is over is not stored', async () => {
      const claimed = await aClaimedRun(store())
      await store().journal.recover({ now: NOW })
      expect(await store().journal.commit(anEntry(claimed, { waits: [aWait(claimed)] }))).toBe(false)
      expect(await store().waits.get(claimed.run.clientId, 'wait_1')).toBeUndefined()
    })

    it('is listed newest first, by kind, environment and state, in pages', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId } = claimed.run
      const waits = [1, 2, 3].map((n) => aWait(claimed, { id: `wait_${n}`, record: `/each:${n}` }))
      await store().journal.commit(anEntry(claimed, { waits: [...waits, aWait(claimed, { id: 'wait_9', kind: 'delay', record: 'x' })] }))
      await store().waits.settle(clientId, 'wait_2', answered)
      const ids = async (query: object) =>
        (await store().waits.list(clientId, { kind: 'approval', limit: 10, ...query })).items.map(({ id }) => id)
      expect(await ids({})).toEqual(['wait_3', 'wait_2', 'wait_1'])
      expect(await ids({ status: 'open' })).toEqual(['wait_3', 'wait_1'])
      expect(await ids({ status: 'done' })).toEqual(['wait_2'])
      expect(await ids({ environment: 'test' })).toEqual([])
      const first = await store().waits.list(clientId, { kind: 'approval', status: 'open', limit: 1 })
      expect(first.items.map(({ id }) => id)).toEqual(['wait_3'])
      expect(await ids({ status: 'open', cursor: first.next })).toEqual(['wait_1'])
    })

    it("is nothing to another client's people", async () => {
      const { claimed, wait } = await aWaitingRun()
      const { waits, journal } = store()
      expect(await waits.get('client_b', wait.id)).toBeUndefined()
      expect(await waits.settle('client_b', wait.id, answered)).toBe(false)
      expect((await waits.list('client_b', { kind: 'approval', limit: 10 })).items).toEqual([])
      expect(await waits.openCount('client_b', 'approval')).toBe(0)
      expect(await journal.waitsOf({ ...claimed.run, clientId: 'client_b' }, later(99_999))).toEqual([])
      expect(await waits.get(wait.clientId, wait.id)).toMatchObject({ status: 'open' })
    })
  })
}
