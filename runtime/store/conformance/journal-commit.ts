// What workers write: events in order, effects, exceptions, transitions, cancellation.
import { describe, expect, it } from 'vitest'
import { TERMINAL_STATUSES, type NewRunEvent } from '#shared/model/runs.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEffect, anEntry, anEvent, anException, claim, later } from './arrange.ts'

const stepped = (nodeId: string): NewRunEvent => ({ kind: 'step-succeeded', nodeId, record: '', output: { nodeId }, ports: ['out'], ms: 1 })

export function journalCommitCases(store: () => Store): void {
  describe('committing work', () => {
    it('numbers the events of a run without gaps, in the order of its commits', async () => {
      const claimed = await aClaimedRun(store())
      const commits = ['a', 'b', 'c'].map((node, i) =>
        store().journal.commit(anEntry(claimed, { events: [stepped(node), stepped(`${node}2`)], at: later(i) })),
      )
      await Promise.all(commits)
      const events = await store().runs.events(claimed.run.clientId, claimed.run.id)
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(events.slice(1).map((event) => 'nodeId' in event && event.nodeId)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2'])
      expect(events[3]).toEqual({ seq: 4, at: later(1).toISOString(), ...stepped('b') })
    })

    it('lets a run wait and gives it out again when it is due', async () => {
      const claimed = await aClaimedRun(store())
      await store().journal.commit(anEntry(claimed, { transition: { status: 'waiting', dueAt: later(5000) } }))
      expect(await store().runs.get(claimed.run.clientId, claimed.run.id)).toMatchObject({
        status: 'waiting',
        dueAt: later(5000).toISOString(),
      })
      expect(await store().journal.nextDue()).toEqual(later(5000))
      expect(await claim(store(), { now: later(4999) })).toEqual([])
      expect(await claim(store(), { now: later(5000) })).toMatchObject([{ fence: 2, run: { status: 'running', recoveries: 0 } }])
    })

    it('remembers the revisions of lookup tables that a run has read', async () => {
      const claimed = await aClaimedRun(store())
      expect(claimed).not.toHaveProperty('tables')
      await store().journal.commit(anEntry(claimed, { tables: { tenders: 3 } }))
      await store().journal.commit(anEntry(claimed, { tables: { tenders: 3, stores: 1 }, transition: { status: 'waiting', dueAt: NOW } }))
      expect(await claim(store())).toMatchObject([{ tables: { tenders: 3, stores: 1 } }])
    })

    it('refuses a wait without an end, and stores nothing of it', async () => {
      const claimed = await aClaimedRun(store())
      const entry = anEntry(claimed, { events: [stepped('a')], transition: { status: 'waiting' } })
      await expect(store().journal.commit(entry)).rejects.toMatchObject({ code: 'internal' })
      expect(await store().runs.events(claimed.run.clientId, claimed.run.id)).toHaveLength(1)
    })

    it.each(TERMINAL_STATUSES)('never changes a run again that is %s', async (status) => {
      const claimed = await aClaimedRun(store())
      const { clientId, id } = claimed.run
      expect(await store().journal.commit(anEntry(claimed, { transition: { status: status as 'succeeded' }, at: later(7) }))).toBe(true)
      const ended = await store().runs.get(clientId, id)
      expect(ended).toMatchObject({ status, finishedAt: later(7).toISOString() })
      expect(await store().journal.commit(anEntry(claimed, { events: [stepped('a')], transition: { status: 'parked' } }))).toBe(false)
      expect(await store().journal.cancel(clientId, id, NOW)).toBe(false)
      expect(await store().journal.recover({ now: later(1e9) })).toBe(0)
      expect(await claim(store(), { now: later(1e9) })).toEqual([])
      expect(await store().runs.get(clientId, id)).toEqual(ended)
      expect(await store().runs.events(clientId, id)).toHaveLength(1)
    })

    it("refuses a commit in another client's name", async () => {
      const claimed = await aClaimedRun(store())
      expect(await store().journal.commit({ ...anEntry(claimed), clientId: 'client_b', transition: { status: 'succeeded' } })).toBe(false)
    })
  })

  describe('effects', () => {
    it('replaces an intent by its outcome', async () => {
      const claimed = await aClaimedRun(store())
      const commit = (effect: Partial<ReturnType<typeof anEffect>>) =>
        store().journal.commit(anEntry(claimed, { effects: [anEffect(claimed, effect)] }))
      await commit({ status: 'intended' })
      expect(await store().journal.effectsOf(claimed.run)).toEqual([anEffect(claimed)])
      const error = { code: 'vendor-throttled', disposition: 'retry-after', message: 'Slow down.', fix: 'Wait.', retryAfterMs: 5 } as const
      await commit({ status: 'failed', error, retryAt: later(5).toISOString() })
      expect(await store().journal.effectsOf(claimed.run)).toEqual([
        anEffect(claimed, { status: 'failed', error, retryAt: later(5).toISOString() }),
      ])
      await commit({ status: 'succeeded', attempts: 2, output: '{"id":7}' })
      expect(await store().journal.effectsOf(claimed.run)).toEqual([
        anEffect(claimed, { status: 'succeeded', attempts: 2, output: '{"id":7}' }),
      ])
    })

    it('are seen by a replay of the event, and by nobody else', async () => {
      const claimed = await aClaimedRun(store(), { eventKey: 'delivery-1' })
      const done = anEffect(claimed, { status: 'succeeded', output: '{}' })
      await store().journal.commit(anEntry(claimed, { effects: [done], transition: { status: 'parked' } }))
      const replay = await store().journal.replay({
        original: claimed.run,
        origin: { runId: claimed.run.id, nodeId: 'map', recordPath: '' },
        version: 1,
        startInput: '{}',
        startSteps: '{}',
        requestedBy: 'user_1',
        at: NOW,
      })
      expect(await store().journal.effectsOf(replay)).toEqual([done])
      const other = await aClaimedRun(store(), { eventKey: 'delivery-2' })
      expect(await store().journal.effectsOf(other.run)).toEqual([])
      expect(await store().journal.effectsOf({ ...replay, clientId: 'client_b' })).toEqual([])
    })
  })

  describe('long lists', () => {
    it('are gone on with from the newest word on each of them', async () => {
      const claimed = await aClaimedRun(store())
      const { run } = claimed
      expect(await store().journal.loopsOf(run)).toEqual([])
      const first = { nodeId: 'each', record: '', next: 200, waiting: [7], total: 500, parked: 1 }
      const second = { ...first, next: 400, waiting: [] }
      const other = { ...first, record: '/outer:1' }
      const word = (loop: typeof first): NewRunEvent => ({ kind: 'loop-progress', ...loop })
      await store().journal.commit(anEntry(claimed, { events: [stepped('a'), word(first), word(other)] }))
      await store().journal.commit(anEntry(claimed, { events: [word(second), stepped('"kind":"loop-progress"')] }))
      expect(await store().journal.loopsOf(run)).toEqual([second, other])
      expect(await store().journal.loopsOf({ ...run, clientId: 'client_b' })).toEqual([])
    })

    it('find one effect among very many by its key', async () => {
      const claimed = await aClaimedRun(store())
      const done = anEffect(claimed, { idempotencyKey: 'key-2', status: 'succeeded', output: JSON.stringify('x'.repeat(100_000)) })
      await store().journal.commit(anEntry(claimed, { effects: [anEffect(claimed), done] }))
      expect(await store().journal.effectOf(claimed.run, 'key-2')).toEqual(done)
      expect(await store().journal.effectOf(claimed.run, 'key-3')).toBeUndefined()
      expect(await store().journal.effectOf({ ...claimed.run, clientId: 'client_b' }, 'key-2')).toBeUndefined()
    })
  })

  describe('exceptions', () => {
    it('stand on the desk once, however often a resumed run parks the record, under the id of the first', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId, id } = claimed.run
      const first = anException(claimed)
      await store().journal.commit(anEntry(claimed, { exceptions: [first] }))
      const second = anException(claimed)
      const failed: NewRunEvent = {
        kind: 'step-failed',
        nodeId: 'map-order',
        record: '',
        input: {},
        attempt: 1,
        error: first.error,
        exceptionId: second.id,
        ms: 1,
      }
      await store().journal.commit(anEntry(claimed, { exceptions: [second], events: [failed] }))
      expect((await store().runs.exceptions(clientId, { limit: 10 })).items).toEqual([first])
      expect((await store().runs.events(clientId, id)).at(-1)).toMatchObject({ exceptionId: first.id })
      expect(await store().journal.parkedIn(claimed.run)).toEqual([{ nodeId: 'map-order', record: '' }])
    })

    it('stand there for each record and node', async () => {
      const claimed = await aClaimedRun(store())
      const exceptions = [{ record: '/l:0' }, { record: '/l:1' }, { record: '/l:1', nodeId: 'call' }].map((over) =>
        anException(claimed, over),
      )
      await store().journal.commit(anEntry(claimed, { exceptions, transition: { status: 'parked' } }))
      expect(await store().runs.openExceptionCount(claimed.run.clientId)).toBe(3)
      expect(await store().runs.openExceptionCount(claimed.run.clientId, claimed.run.flowId)).toBe(3)
      expect(await store().runs.openExceptionCount(claimed.run.clientId, 'flow_other')).toBe(0)
      expect(await store().journal.parkedIn({ ...claimed.run, clientId: 'client_b' })).toEqual([])
    })
  })

  describe('cancelling', () => {
    it('ends a queued run at once', async () => {
      const { runId } = await store().journal.accept(anEvent())
      expect(await store().journal.cancel('client_a', runId, later(3))).toBe(true)
      expect(await store().runs.get('client_a', runId)).toMatchObject({ status: 'cancelled', finishedAt: later(3).toISOString() })
      expect((await store().runs.events('client_a', runId)).at(-1)).toMatchObject({ seq: 2, kind: 'run-finished', status: 'cancelled' })
      expect(await claim(store())).toEqual([])
    })

    it('ends a waiting run at once', async () => {
      const claimed = await aClaimedRun(store())
      await store().journal.commit(anEntry(claimed, { transition: { status: 'waiting', dueAt: later(5000) } }))
      expect(await store().journal.cancel('client_a', claimed.run.id, NOW)).toBe(true)
      expect(await store().journal.nextDue()).toBeUndefined()
    })

    it('ends a running run at its next commit, which keeps what was done and stops what was about to be', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId, id } = claimed.run
      expect(await store().journal.cancel(clientId, id, NOW)).toBe(true)
      expect(await store().runs.get(clientId, id)).toMatchObject({ status: 'running' })
      const done = anEffect(claimed, { idempotencyKey: 'done', status: 'succeeded', output: '{}' })
      const next = anEffect(claimed, { idempotencyKey: 'next', status: 'intended' })
      const intended: NewRunEvent = { kind: 'effect-intended', nodeId: 'n', record: '', input: {}, idempotencyKey: 'next', attempt: 1 }
      const goOn = await store().journal.commit(anEntry(claimed, { events: [stepped('a'), intended], effects: [done, next] }))
      expect(goOn).toBe(false)
      expect(await store().runs.get(clientId, id)).toMatchObject({ status: 'cancelled' })
      expect(await store().journal.effectsOf(claimed.run)).toEqual([done])
      const kinds = (await store().runs.events(clientId, id)).map(({ kind }) => kind)
      expect(kinds).toEqual(['run-accepted', 'step-succeeded', 'run-finished'])
    })

    it('leaves a run as it ended when that was sooner', async () => {
      const claimed = await aClaimedRun(store())
      await store().journal.cancel(claimed.run.clientId, claimed.run.id, NOW)
      expect(await store().journal.commit(anEntry(claimed, { transition: { status: 'succeeded' } }))).toBe(true)
      expect(await store().runs.get(claimed.run.clientId, claimed.run.id)).toMatchObject({ status: 'succeeded' })
    })

    it('ends a running run whose worker is lost', async () => {
      const { run } = await aClaimedRun(store())
      await store().journal.cancel(run.clientId, run.id, NOW)
      await store().journal.recover({ now: NOW })
      expect(await store().runs.get(run.clientId, run.id)).toMatchObject({ status: 'cancelled' })
    })

    it('knows no run of another client', async () => {
      const { runId } = await store().journal.accept(anEvent())
      expect(await store().journal.cancel('client_b', runId, NOW)).toBe(false)
      expect(await store().runs.get('client_a', runId)).toMatchObject({ status: 'queued' })
    })
  })
}
