// The journal's door: accepting events and replaying them.
import { describe, expect, it } from 'vitest'
import type { NewReplay } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEffect, anEntry, anEvent, anException, claim, later } from './arrange.ts'

export function journalAcceptCases(store: () => Store): void {
  describe('accepting events', () => {
    it('stores the event, its run and the first run event together', async () => {
      const event = anEvent({ body: Buffer.from('{"name":"Åse 🛒"}') })
      const { runId, duplicate } = await store().journal.accept(event)
      expect(duplicate).toBe(false)
      expect(await store().runs.get(event.clientId, runId)).toEqual({
        id: runId,
        clientId: event.clientId,
        flowId: event.flowId,
        environment: 'live',
        version: 1,
        trigger: 'webhook',
        eventKey: event.eventKey,
        status: 'queued',
        recoveries: 0,
        dueAt: NOW.toISOString(),
        createdAt: NOW.toISOString(),
      })
      expect(await store().runs.body(event.clientId, runId)).toBe('{"name":"Åse 🛒"}')
      expect(await store().runs.events(event.clientId, runId)).toEqual([
        { seq: 1, at: NOW.toISOString(), kind: 'run-accepted', trigger: 'webhook' },
      ])
    })

    it('leases the run in the same commit to a worker that has a place for it', async () => {
      const begin = { owner: 'worker_door', leaseMs: 30_000 }
      const event = anEvent({ begin, label: '#1001' })
      const { runId, begun } = await store().journal.accept(event)
      expect(begun).toEqual(await store().runs.get(event.clientId, runId))
      expect(begun).toMatchObject({ status: 'running', startedAt: NOW.toISOString() })
      expect(await claim(store())).toEqual([])
      if (!begun) throw new Error('not begun')
      expect(await store().journal.commit(anEntry({ run: begun, fence: 1, body: '' }, { transition: { status: 'succeeded' } }))).toBe(true)
      expect(await store().runs.get(event.clientId, runId)).toMatchObject({ status: 'succeeded' })
    })

    it('leases it once of many deliveries, and gives it to others when the lease has run out', async () => {
      const event = anEvent({ begin: { owner: 'worker_door', leaseMs: 30_000 } })
      const answers = await Promise.all(Array.from({ length: 20 }, () => store().journal.accept(event)))
      expect(answers.filter(({ begun }) => begun)).toHaveLength(1)
      await store().journal.recover({ now: later(29_999), exceptOwner: 'worker_other' })
      expect(await claim(store(), { now: later(29_999) })).toEqual([])
      expect(await store().journal.recover({ now: later(30_001), exceptOwner: 'worker_other' })).toBe(1)
      const [again] = await claim(store(), { now: later(30_001) })
      expect(again).toMatchObject({ fence: 2, run: { recoveries: 1 } })
    })

    it('makes one run of fifty deliveries of one event at the same time', async () => {
      const event = anEvent()
      const answers = await Promise.all(Array.from({ length: 50 }, () => store().journal.accept(event)))
      expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1)
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect((await store().runs.list(event.clientId, { limit: 10 })).items).toHaveLength(1)
    })

    it('answers a redelivery with the first run, also when that has finished', async () => {
      const claimed = await aClaimedRun(store(), { eventKey: 'delivery-1' })
      await store().journal.commit(anEntry(claimed, { transition: { status: 'succeeded' } }))
      expect(await store().journal.accept(anEvent({ eventKey: 'delivery-1' }))).toEqual({ runId: claimed.run.id, duplicate: true })
    })

    it.each([{ clientId: 'client_b' }, { flowId: 'flow_other' }, { environment: 'test' as const }])(
      'takes the same key as another event for %o',
      async (other) => {
        await store().journal.accept(anEvent({ eventKey: 'delivery-1' }))
        expect(await store().journal.accept(anEvent({ eventKey: 'delivery-1', ...other }))).toMatchObject({ duplicate: false })
      },
    )

    it('stores one that is not to be run as skipped, with the reason, and never leases it', async () => {
      const event = anEvent({ skip: 'The one before it still ran.' })
      const { runId } = await store().journal.accept(event)
      expect(await store().runs.get(event.clientId, runId)).toMatchObject({ status: 'skipped', finishedAt: NOW.toISOString() })
      expect((await store().runs.events(event.clientId, runId)).at(-1)).toMatchObject({
        kind: 'run-finished',
        status: 'skipped',
        reason: 'The one before it still ran.',
      })
      expect(await claim(store())).toEqual([])
      expect(await store().journal.accept(event)).toEqual({ runId, duplicate: true })
      expect(await store().journal.cancel(event.clientId, runId, NOW)).toBe(false)
    })

    it('keeps any bytes as they came', async () => {
      const body = Buffer.from('{"a":"' + 'x'.repeat(300_000) + '"}')
      const claimed = await aClaimedRun(store(), { body })
      expect(claimed.body).toBe(body.toString())
    })
  })

  describe('replaying', () => {
    const replayOf = async (original: Awaited<ReturnType<typeof aClaimedRun>>, over: Partial<NewReplay> = {}) =>
      store().journal.replay({
        original: original.run,
        origin: { runId: original.run.id, nodeId: 'create-order', recordPath: '/lines:2', exceptionId: 'exc_1' },
        version: 2,
        startInput: '{"id":2}',
        startSteps: '{"map":{}}',
        requestedBy: 'user_1',
        at: later(1000),
        ...over,
      })

    it('makes a new run of the old event that starts at one node with one record', async () => {
      const original = await aClaimedRun(store(), { eventKey: 'delivery-1', body: Buffer.from('{"id":1}') })
      const run = await replayOf(original)
      expect(run).toMatchObject({
        trigger: 'replay',
        version: 2,
        eventKey: 'delivery-1',
        status: 'queued',
        dueAt: later(1000).toISOString(),
      })
      expect(run.replayOf).toEqual({ runId: original.run.id, nodeId: 'create-order', recordPath: '/lines:2', exceptionId: 'exc_1' })
      expect(await store().runs.get(run.clientId, run.id)).toEqual(run)
      const [claimed] = await claim(store(), { now: later(1000) })
      expect(claimed).toMatchObject({ run: { id: run.id }, body: '{"id":1}', startInput: '{"id":2}', startSteps: '{"map":{}}' })
    })

    it('does not make the event new: a redelivery still answers the first run', async () => {
      const original = await aClaimedRun(store(), { eventKey: 'delivery-1' })
      await replayOf(original)
      expect(await store().journal.accept(anEvent({ eventKey: 'delivery-1' }))).toEqual({ runId: original.run.id, duplicate: true })
    })

    it('closes its exception in the same commit, or is not made', async () => {
      const original = await aClaimedRun(store())
      const exception = anException(original)
      await store().journal.commit(anEntry(original, { exceptions: [exception], transition: { status: 'parked' } }))
      const resolves = { exceptionId: exception.id, note: 'mended' }
      const replays = await Promise.allSettled([replayOf(original, { resolves }), replayOf(original, { resolves })])
      const made = replays.flatMap((replay) => (replay.status === 'fulfilled' ? [replay.value.id] : []))
      expect(made).toHaveLength(1)
      expect(replays.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
      expect(await store().runs.exception('client_a', exception.id)).toMatchObject({
        status: 'replayed',
        replayRunId: made[0],
        resolvedBy: 'user_1',
        note: 'mended',
      })
      expect((await store().runs.list('client_a', { limit: 9 })).items).toHaveLength(2)
    })

    it('brings the outcome of a call that a person vouches for', async () => {
      const original = await aClaimedRun(store())
      await store().journal.commit(anEntry(original, { effects: [anEffect(original)], transition: { status: 'parked' } }))
      const confirmed = anEffect(original, { status: 'succeeded', output: '{"id":9}' })
      const run = await replayOf(original, { confirmed })
      expect(await store().journal.effectsOf(run)).toEqual([confirmed])
      expect((await store().runs.events('client_a', run.id)).at(-1)).toMatchObject({
        kind: 'effect-confirmed',
        nodeId: confirmed.nodeId,
        by: 'user_1',
      })
    })

    it('refuses a run that is not there', async () => {
      const original = await aClaimedRun(store())
      await expect(replayOf({ ...original, run: { ...original.run, id: 'run_none' } })).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
