// Windows: a record is added once, a window closes once and begins one run, a late record follows the policy.
import { describe, expect, it } from 'vitest'
import type { ClaimedRun } from '#runtime/engine/ports.ts'
import type { CollectRequest } from '#runtime/engine/window-ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, anEntry, anEvent, claim, later } from './arrange.ts'

const aRecord = ({ run, fence }: ClaimedRun, sourceKey: string, over: Partial<CollectRequest> = {}): CollectRequest => ({
  lease: { clientId: run.clientId, runId: run.id, fence },
  flowId: run.flowId,
  environment: run.environment,
  version: 1,
  nodeId: 'collect',
  key: 'Oslo 2026-03-01',
  sourceKey,
  json: `{"sale":"${sourceKey}"}`,
  late: 'exception',
  rule: {},
  ordered: false,
  hops: 0,
  at: NOW,
  ...over,
})

export function windowCases(store: () => Store): void {
  const collect = (claimed: ClaimedRun, sourceKey: string, over: Partial<CollectRequest> = {}) =>
    store().journal.collect(aRecord(claimed, sourceKey, over))
  const only = async (clientId: string, status: 'open' | 'closed' = 'open') => {
    const { items } = await store().windows.list(clientId, { status, limit: 10 })
    expect(items).toHaveLength(1)
    return items[0] as (typeof items)[number]
  }
  const runsOf = async (clientId: string) =>
    (await store().runs.list(clientId, { limit: 50 })).items.filter(({ trigger }) => trigger === 'window')

  describe('windows', () => {
    it('collect records by key, add up their values exactly, and count each once', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId } = claimed.run
      expect(await collect(claimed, 'a', { value: '0.10' })).toMatchObject({ kind: 'collected', number: 1, count: 1 })
      expect(await collect(claimed, 'b', { value: '0.20' })).toMatchObject({ kind: 'collected', count: 2 })
      expect(await collect(claimed, 'a', { value: '99' })).toMatchObject({ kind: 'collected', count: 2 })
      await collect(claimed, 'c', { key: 'Bergen 2026-03-01' })
      const { items } = await store().windows.list(clientId, { status: 'open', limit: 10 })
      const byKey = items.toSorted((a, b) => a.key.localeCompare(b.key))
      expect(byKey.map(({ key, count, value }) => [key, count, value])).toEqual([
        ['Bergen 2026-03-01', 1, undefined],
        ['Oslo 2026-03-01', 2, '0.30'],
      ])
      const oslo = items.find(({ key }) => key.startsWith('Oslo'))
      const records = await store().journal.windowRecords(clientId, oslo?.id ?? '', { after: 0, limit: 10 })
      expect(records.map(({ seq, json, runId }) => [seq, json, runId])).toEqual([
        [1, '{"sale":"a"}', claimed.run.id],
        [2, '{"sale":"b"}', claimed.run.id],
      ])
      expect(await store().windows.records(clientId, oslo?.id ?? '', { after: 1, limit: 10 })).toHaveLength(1)
    })

    it('take one record once, however many bring it at the same time', async () => {
      const claimed = await aClaimedRun(store())
      await Promise.all(['a', 'b', 'a', 'b', 'a'].map((key) => collect(claimed, key)))
      expect(await only(claimed.run.clientId)).toMatchObject({ count: 2 })
    })

    it('take nothing from a worker whose lease is over', async () => {
      const claimed = await aClaimedRun(store())
      await store().journal.recover({ now: NOW })
      expect(await collect(claimed, 'a')).toBeUndefined()
      expect((await store().windows.list(claimed.run.clientId, { status: 'open', limit: 10 })).items).toEqual([])
    })

    it.each([
      ['a number of records', 'count', { count: 2 }, { count: 2 }],
      ['a closing record', 'condition', {}, { closesNow: true }],
      ['the number that a record told', 'complete', { expected: 2 }, {}],
      ['all inputs', 'complete', { inputs: ['order', 'payment'] }, { inputs: ['order', 'payment'] }],
    ] as const)('close with %s, and begin one run at that moment', async (_name, closedBy, first, second) => {
      const claimed = await aClaimedRun(store())
      const { clientId } = claimed.run
      expect(await collect(claimed, 'a', { rule: first, input: 'order', value: '5' })).not.toHaveProperty('closedInto')
      const closing = await collect(claimed, 'b', { rule: second, input: 'payment', value: '7', hops: 3, version: 4, at: later(5) })
      const [run] = await runsOf(clientId)
      expect(closing).toMatchObject({ kind: 'collected', count: 2, closedInto: run?.id })
      const window = await only(clientId, 'closed')
      expect(window).toMatchObject({ closedBy, closedAt: later(5).toISOString(), runId: run?.id, count: 2, value: '12' })
      expect(run).toMatchObject({
        status: 'queued',
        version: 4,
        flowId: claimed.run.flowId,
        cause: { kind: 'window', windowId: window.id, nodeId: 'collect', hops: 4 },
      })
      expect(JSON.parse((await store().runs.body(clientId, run?.id ?? '')) ?? '')).toEqual({
        window: window.id,
        key: 'Oslo 2026-03-01',
        number: 1,
        opening: 1,
        count: 2,
        value: '12',
        openedAt: NOW.toISOString(),
        closedAt: later(5).toISOString(),
        closedBy,
      })
    })

    it('that closed tell a worker which repeats the last record the same, and begin no second run', async () => {
      const claimed = await aClaimedRun(store())
      await collect(claimed, 'a', { rule: { count: 1 } })
      expect(await collect(claimed, 'a', { rule: { count: 1 } })).toMatchObject({ kind: 'collected', number: 1, count: 1 })
      expect(await runsOf(claimed.run.clientId)).toHaveLength(1)
    })

    it('are due at their instant, and are closed by one of those who look', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId } = claimed.run
      await collect(claimed, 'a', { closes: { at: later(1_000), by: 'schedule' } })
      await collect(claimed, 'b', { closes: { at: later(9_000), by: 'time' } })
      const { windows } = store()
      expect(await windows.due(later(999), 10)).toEqual([])
      const [due] = await windows.due(later(1_000), 10)
      expect(due).toMatchObject({ closesAt: later(1_000).toISOString(), closesBy: 'schedule', count: 2 })
      const close = () =>
        windows.close(clientId, due?.id ?? '', { by: 'schedule', opening: 1, version: 2, ordered: false, at: later(1_000) })
      const closed = await Promise.all([close(), close(), close()])
      expect(closed.filter((runId) => runId !== undefined)).toHaveLength(1)
      expect(await runsOf(clientId)).toMatchObject([{ version: 2 }])
      expect(await windows.due(later(99_000), 10)).toEqual([])
      expect(await windows.get(clientId, due?.id ?? '')).not.toHaveProperty('closesAt')
    })

    it.each(['exception', 'drop-visibly'] as const)('refuse a late record for %s', async (late) => {
      const claimed = await aClaimedRun(store())
      await collect(claimed, 'a', { rule: { count: 1 } })
      const window = await only(claimed.run.clientId, 'closed')
      expect(await collect(claimed, 'b', { late })).toEqual({ kind: 'late', windowId: window.id, closedAt: NOW.toISOString() })
      expect(await store().windows.get(claimed.run.clientId, window.id)).toMatchObject({ count: 1, status: 'closed' })
    })

    it('begin another one for a late record', async () => {
      const claimed = await aClaimedRun(store())
      await collect(claimed, 'a', { rule: { count: 1 } })
      expect(await collect(claimed, 'b', { late: 'new-window', at: later(9) })).toMatchObject({ number: 2, count: 1 })
      expect(await only(claimed.run.clientId)).toMatchObject({ number: 2, opening: 1, openedAt: later(9).toISOString() })
    })

    it('open again for a late record, and then close once more with everything', async () => {
      const claimed = await aClaimedRun(store())
      const { clientId } = claimed.run
      await collect(claimed, 'a', { rule: { count: 1 }, value: '1' })
      await collect(claimed, 'b', { late: 'reopen', value: '2', closes: { at: later(50), by: 'time' } })
      const window = await only(clientId)
      expect(window).toMatchObject({ number: 1, opening: 2, count: 2, value: '3', closesAt: later(50).toISOString() })
      // Somebody who looked before it was opened again closes nothing.
      const { windows } = store()
      expect(
        await windows.close(clientId, window.id, { by: 'hand', opening: 1, version: 1, ordered: false, at: later(20) }),
      ).toBeUndefined()
      expect(await windows.close(clientId, window.id, { by: 'time', opening: 2, version: 1, ordered: false, at: later(50) })).toBeDefined()
      const bodies = await Promise.all((await runsOf(clientId)).map(({ id }) => store().runs.body(clientId, id)))
      expect(
        bodies.map((body) => JSON.parse(body ?? '') as { opening: number; count: number }).map(({ opening, count }) => [opening, count]),
      ).toEqual([
        [2, 2],
        [1, 1],
      ])
    })

    it('hand what caused a run on to its replays', async () => {
      const claimed = await aClaimedRun(store())
      await collect(claimed, 'a', { rule: { count: 1 } })
      const begun = (await claim(store())).find(({ run }) => run.trigger === 'window')
      if (!begun) throw new Error('no run of the window')
      await store().journal.commit(anEntry(begun, { transition: { status: 'parked' } }))
      const origin = { runId: begun.run.id, nodeId: 'collect', recordPath: '' }
      const replay = await store().journal.replay({
        original: begun.run,
        origin,
        version: 1,
        startInput: '{}',
        startSteps: '{}',
        requestedBy: 'ann',
        at: NOW,
      })
      expect(replay.cause).toEqual(begun.run.cause)
    })

    describe('of a flow that keeps an order', () => {
      const flow = { clientId: 'client_a', flowId: 'flow_orders', environment: 'live' } as const
      const enter = async (lane: string, over: { runId?: string; coalesces?: boolean } = {}) => {
        const runId = over.runId ?? (await store().journal.accept(anEvent({ ...flow, ordered: true }))).runId
        const routes = [{ runId, kind: 'lane', lane, holds: true, coalesces: over.coalesces ?? false }] as const
        await store().journal.route({ ...flow, routes, at: NOW })
        return runId
      }
      const inLane = async (lane: string) => {
        const runId = await enter(lane)
        const claimed = (await claim(store())).find(({ run }) => run.id === runId)
        if (!claimed) throw new Error('the run was not claimed')
        return claimed
      }
      const closedInto = async (claimed: ClaimedRun, sourceKey: string, over: Partial<CollectRequest> = {}) => {
        const done = await collect(claimed, sourceKey, { ordered: true, rule: { closesNow: true }, ...over })
        const run = done?.kind === 'collected' ? await store().runs.get('client_a', done.closedInto ?? '') : undefined
        if (!run) throw new Error('the window was not closed')
        return run
      }

      it('become a run without a lane yet, which knows the lane that all of its records came in', async () => {
        const first = await inLane('Oslo')
        await collect(first, 'a', { ordered: true })
        const run = await closedInto(first, 'b')
        expect(run).toMatchObject({ held: 'unrouted', cause: { kind: 'window', lane: 'Oslo' } })
        const [unrouted] = await store().journal.unrouted({ limit: 9, flows: 9 })
        expect(unrouted?.runs.map((one) => one.run.id)).toEqual([run.id])
        await enter('Oslo', { runId: run.id })
        expect(await store().runs.get('client_a', run.id)).toMatchObject({ lane: 'Oslo', held: 'behind' })
        expect(await claim(store())).toEqual([])
        await store().journal.commit(anEntry(first, { transition: { status: 'succeeded' } }))
        expect((await claim(store())).map((one) => one.run.id)).toEqual([run.id])
      })

      it('know none where the records came in several', async () => {
        await collect(await inLane('Oslo'), 'a', { ordered: true })
        const second = await inLane('Bergen')
        await collect(second, 'b', { ordered: true })
        const { cause } = await closedInto(second, 'c')
        expect(cause).toMatchObject({ kind: 'window' })
        expect(cause).not.toHaveProperty('lane')
      })

      it('are closed by the clock into the same', async () => {
        const first = await inLane('Oslo')
        await collect(first, 'a', { ordered: true, closes: { at: later(9), by: 'time' } })
        const { id } = await only('client_a')
        const runId = await store().windows.close('client_a', id, { by: 'time', opening: 1, version: 1, ordered: true, at: later(9) })
        expect(await store().runs.get('client_a', runId ?? '')).toMatchObject({ held: 'unrouted', cause: { lane: 'Oslo' } })
      })

      it('are not made needless by a newer record of their lane', async () => {
        const first = await inLane('Oslo')
        const run = await closedInto(first, 'a')
        await enter('Oslo', { runId: run.id })
        await enter('Oslo', { coalesces: true })
        expect(await store().runs.get('client_a', run.id)).toMatchObject({ status: 'queued', held: 'behind' })
      })
    })

    it("are nothing to another client's people", async () => {
      const claimed = await aClaimedRun(store())
      await collect(claimed, 'a')
      const { windows, journal } = store()
      const { id } = await only(claimed.run.clientId)
      expect(await windows.get('client_b', id)).toBeUndefined()
      expect((await windows.list('client_b', { status: 'open', limit: 10 })).items).toEqual([])
      expect(await windows.records('client_b', id, { after: 0, limit: 10 })).toEqual([])
      expect(await journal.windowRecords('client_b', id, { after: 0, limit: 10 })).toEqual([])
      expect(await windows.close('client_b', id, { by: 'hand', opening: 1, version: 1, ordered: false, at: NOW })).toBeUndefined()
      expect(
        await journal.collect({ ...aRecord(claimed, 'b'), lease: { clientId: 'client_b', runId: claimed.run.id, fence: 1 } }),
      ).toBeUndefined()
      expect(await windows.get(claimed.run.clientId, id)).toMatchObject({ status: 'open', count: 1 })
    })
  })
}
