// Leases: who works on what, for how long, and what happens when a worker is gone.
import { describe, expect, it } from 'vitest'
import type { LeaseRenewal } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEffect, anEntry, anEvent, claim, later } from './arrange.ts'

export function journalLeaseCases(store: () => Store): void {
  const accept = async (over: Parameters<typeof anEvent>[0]) => (await store().journal.accept(anEvent(over))).runId

  describe('claiming', () => {
    it('leases a due run to one worker only', async () => {
      await accept({})
      const [mine, yours] = await Promise.all([claim(store(), { owner: 'one' }), claim(store(), { owner: 'two' })])
      expect(mine.length + yours.length).toBe(1)
      expect(await claim(store())).toEqual([])
    })

    it('marks the run as running since the first claim', async () => {
      const { run, fence } = await aClaimedRun(store())
      expect(run).toMatchObject({ status: 'running', startedAt: NOW.toISOString() })
      expect(fence).toBe(1)
      expect(await store().runs.get(run.clientId, run.id)).toEqual(run)
      expect(await store().runs.events(run.clientId, run.id)).toHaveLength(1)
    })

    it('takes the oldest of a client first', async () => {
      const newer = await accept({ receivedAt: NOW })
      const older = await accept({ receivedAt: later(-5000) })
      const first = await claim(store(), { limit: 1 })
      const second = await claim(store(), { limit: 1 })
      expect([first[0]?.run.id, second[0]?.run.id]).toEqual([older, newer])
    })

    it('takes clients in turn, so that a flood of one does not hold up another', async () => {
      for (let i = 0; i < 20; i++) await accept({ clientId: 'client_flood', receivedAt: later(-60_000 + i) })
      await accept({ clientId: 'client_small' })
      await accept({ clientId: 'client_tiny' })
      const claimed = await claim(store(), { limit: 6 })
      const clients = claimed.map(({ run }) => run.clientId)
      expect(clients.filter((id) => id === 'client_flood')).toHaveLength(4)
      expect(clients).toEqual(expect.arrayContaining(['client_small', 'client_tiny']))
    })

    it("takes a client's flows in turn, so that a hot one does not hold up another", async () => {
      for (let i = 0; i < 20; i++) await accept({ flowId: 'flow_hot', receivedAt: later(-60_000 + i) })
      const small = [await accept({ flowId: 'flow_small' }), await accept({ flowId: 'flow_small', environment: 'test' })]
      const claimed = (await claim(store(), { limit: 6 })).map(({ run }) => run.id)
      expect(claimed).toEqual(expect.arrayContaining(small))
      expect(claimed).toHaveLength(6)
    })

    it('gives every flow its turn over several claims when there are more flows than places', async () => {
      for (let i = 0; i < 5; i++) for (let n = 0; n < 9; n++) await accept({ flowId: `flow_${i}` })
      const flows = []
      for (let i = 0; i < 5; i++) flows.push(...(await claim(store(), { limit: 1 })).map(({ run }) => run.flowId))
      expect(new Set(flows).size).toBe(5)
    })

    it('leaves to a client and to a flow no more than their share of the places', async () => {
      for (let i = 0; i < 20; i++) await accept({ flowId: 'flow_hot' })
      await accept({ flowId: 'flow_small' })
      await accept({ clientId: 'client_b' })
      const of = (running: number, over: object = {}) => ({
        free: 12 - running,
        byClient: new Map([['client_a', running]]),
        byFlow: new Map([['flow_hot', running]]),
        perClient: Infinity,
        perFlow: Infinity,
        ...over,
      })
      const flowsOf = async (places: ReturnType<typeof of>) =>
        (await claim(store(), { limit: 12, places })).map(({ run }) => `${run.clientId} ${run.flowId}`).toSorted()
      expect(await flowsOf(of(9))).toEqual(['client_b flow_orders'])
      expect(await flowsOf(of(8))).toEqual(['client_a flow_small'])
      expect(await flowsOf(of(8))).toEqual([])
      expect(await flowsOf(of(2, { perFlow: 3 }))).toEqual(['client_a flow_hot'])
      expect(await flowsOf(of(2, { perClient: 2 }))).toEqual([])
    })

    it('gives every client its turn over several claims when there are more clients than places', async () => {
      for (let i = 0; i < 5; i++) {
        await accept({ clientId: `client_${i}` })
        await accept({ clientId: `client_${i}` })
      }
      const claims = [await claim(store(), { limit: 2 }), await claim(store(), { limit: 2 }), await claim(store(), { limit: 1 })]
      expect(new Set(claims.flat().map(({ run }) => run.clientId)).size).toBe(5)
    })

    it('leaves alone what is not due yet, and knows when that will be', async () => {
      await accept({ clientId: 'client_a', receivedAt: later(9000) })
      await accept({ clientId: 'client_b', receivedAt: later(4000) })
      expect(await claim(store())).toEqual([])
      expect(await store().journal.nextDue()).toEqual(later(4000))
      expect(await claim(store(), { now: later(4000) })).toHaveLength(1)
      expect(await store().journal.nextDue()).toEqual(later(9000))
    })

    it('knows of nothing due when all is running or done', async () => {
      expect(await store().journal.nextDue()).toBeUndefined()
      await aClaimedRun(store())
      expect(await store().journal.nextDue()).toBeUndefined()
    })
  })

  describe('losing a worker', () => {
    it('puts every running run back in the queue at a start', async () => {
      const { run } = await aClaimedRun(store())
      expect(await store().journal.recover({ now: later(1000) })).toBe(1)
      expect(await store().runs.get(run.clientId, run.id)).toMatchObject({
        status: 'queued',
        recoveries: 1,
        dueAt: later(1000).toISOString(),
      })
      const [again] = await claim(store(), { now: later(1000) })
      expect(again?.fence).toBe(2)
      expect(again?.run.startedAt).toBe(NOW.toISOString())
    })

    it('takes back only leases that ran out, and not from the one who asks, while others live', async () => {
      await aClaimedRun(store())
      const recover = (ms: number, exceptOwner: string) => store().journal.recover({ now: later(ms), exceptOwner })
      expect(await recover(29_999, 'worker-2')).toBe(0)
      expect(await recover(30_000, 'worker-1')).toBe(0)
      expect(await recover(30_000, 'worker-2')).toBe(1)
    })

    it("takes back what ran out of its own owner's, when that knows nothing of it", async () => {
      const known = await aClaimedRun(store())
      const unknown = await aClaimedRun(store())
      const recover = (ms: number) => store().journal.recover({ now: later(ms), exceptOwner: 'worker-1', held: [known.run.id] })
      expect(await recover(29_999)).toBe(0)
      expect(await recover(30_000)).toBe(1)
      expect(await store().runs.get('client_a', unknown.run.id)).toMatchObject({ status: 'queued', recoveries: 1 })
      expect(await store().journal.commit(anEntry(unknown))).toBe(false)
      expect(await store().journal.commit(anEntry(known))).toBe(true)
    })

    it('leaves a renewed lease alone', async () => {
      const { run } = await aClaimedRun(store())
      await store().journal.renew({ owner: 'worker-1', runIds: [run.id], until: later(90_000) })
      expect(await store().journal.recover({ now: later(60_000), exceptOwner: 'worker-2' })).toBe(0)
    })

    it('is renewed over a connection of its own, as a thread does it', async () => {
      const [mine, other] = [await aClaimedRun(store()), await aClaimedRun(store())]
      const source = store().journal.renewal
      if (!source) throw new Error('the store offers no renewal')
      const { openRenewal } = (await import(/* @vite-ignore */ source.module)) as { openRenewal(options: unknown): LeaseRenewal }
      const renewal = openRenewal(source.options)
      await renewal.renew({ owner: 'worker-1', runIds: [mine.run.id], until: later(90_000) })
      await renewal.renew({ owner: 'worker-2', runIds: [other.run.id], until: later(90_000) })
      await renewal.close()
      expect(await store().journal.recover({ now: later(60_000), exceptOwner: 'worker-2' })).toBe(1)
      expect(await store().runs.get('client_a', mine.run.id)).toMatchObject({ status: 'running' })
    })

    it('renews nothing that another worker holds', async () => {
      const { run } = await aClaimedRun(store())
      await store().journal.renew({ owner: 'worker-2', runIds: [run.id], until: later(90_000) })
      expect(await store().journal.recover({ now: later(60_000), exceptOwner: 'worker-2' })).toBe(1)
    })

    it('refuses a write of the worker that lost the run', async () => {
      const lost = await aClaimedRun(store())
      await store().journal.recover({ now: NOW })
      const whileQueued = anEntry(lost, { events: [{ kind: 'run-started', version: 1 }] })
      expect(await store().journal.commit(whileQueued)).toBe(false)
      const [again] = await claim(store(), { owner: 'worker-2' })
      const late = anEntry(lost, {
        events: [{ kind: 'run-started', version: 1 }],
        effects: [anEffect(lost)],
        transition: { status: 'succeeded' },
      })
      expect(await store().journal.commit(late)).toBe(false)
      expect(await store().runs.get(lost.run.clientId, lost.run.id)).toMatchObject({ status: 'running' })
      expect(await store().runs.events(lost.run.clientId, lost.run.id)).toHaveLength(1)
      expect(await store().journal.effectsOf(lost.run)).toEqual([])
      if (!again) throw new Error('not claimed again')
      expect(await store().journal.commit(anEntry(again))).toBe(true)
    })

    it('counts the workers that a run has lost', async () => {
      const { run } = await aClaimedRun(store())
      for (const lost of [1, 2, 3, 4]) {
        expect(await store().journal.recover({ now: NOW })).toBe(1)
        const [again] = await claim(store())
        expect(again?.run).toMatchObject({ id: run.id, recoveries: lost })
      }
    })
  })
}
