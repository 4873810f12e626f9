// Lanes: held until routed, one place at a time, holding and passing, coalescing, versions, replays in their old place.
import { describe, expect, it } from 'vitest'
import type { ClaimedRun, Route } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, anEntry, anEvent, anException, claim, later } from './arrange.ts'

type InLane = Partial<Omit<Extract<Route, { kind: 'lane' }>, 'kind' | 'runId'>>

export function laneCases(store: () => Store): void {
  const flow = { clientId: 'client_a', flowId: 'flow_orders', environment: 'live' } as const
  const accept = async () => (await store().journal.accept(anEvent({ ...flow, ordered: true }))).runId
  const routeAll = (routes: readonly Route[]) => store().journal.route({ ...flow, routes, at: later(1) })
  const route = (runId: string, over: InLane = {}) =>
    routeAll([{ runId, kind: 'lane', lane: '1001', holds: true, coalesces: false, ...over }])
  const enter = async (over: InLane = {}) => {
    const runId = await accept()
    await route(runId, over)
    return runId
  }
  const one = async (): Promise<ClaimedRun> => {
    const [claimed, ...more] = await claim(store(), { now: later(10) })
    if (!claimed || more.length > 0) throw new Error(`${more.length + (claimed ? 1 : 0)} runs were due instead of one`)
    return claimed
  }
  const due = async () => (await claim(store(), { now: later(10) })).map(({ run }) => run.id)
  const end = (claimed: ClaimedRun, status: 'succeeded' | 'parked' | 'quarantined', records = status === 'succeeded' ? 0 : 1) => {
    const exceptions = Array.from({ length: records }, (_, i) => anException(claimed, { record: `/l:${i}` }))
    return store()
      .journal.commit(anEntry(claimed, { exceptions, transition: { status } }))
      .then(() => exceptions)
  }
  const status = async (runId: string) => (await store().runs.get('client_a', runId))?.status
  const standing = async (runId: string) => (await store().runs.laneStandings('client_a', [runId])).get(runId)
  const resolve = (id: string, replayRunId?: string) =>
    store().runs.resolveException('client_a', id, {
      status: replayRunId === undefined ? 'discarded' : 'replayed',
      by: 'user_1',
      at: later(20),
      ...(replayRunId !== undefined && { replayRunId }),
    })
  const replay = (claimed: ClaimedRun, ordered: { holds: boolean } | undefined = { holds: true }) =>
    store().journal.replay({
      original: claimed.run,
      origin: { runId: claimed.run.id, nodeId: 'create-order', recordPath: '' },
      version: 1,
      startInput: '{"id":2}',
      startSteps: '{}',
      requestedBy: 'user_1',
      at: later(5),
      ...(ordered && { ordered }),
    })

  describe('an echo', () => {
    const other = { ...flow, flowId: 'flow_back' }
    const echo = (content: string) => ({ channel: 'stock', content, withinMs: 60_000 })
    const bring = async (from: typeof flow | typeof other, content: string, ms = 0, over: InLane = {}) => {
      const { runId } = await store().journal.accept(anEvent({ ...from, ordered: true }))
      const routes = [{ runId, kind: 'lane', lane: 'sku-1', holds: false, coalesces: false, echo: echo(content), ...over }] as const
      await store().journal.route({ ...from, routes, at: later(ms) })
      return runId
    }

    it('of what another flow of the channel brought is skipped, and says which run that was', async () => {
      const first = await bring(flow, '5')
      const back = await bring(other, '5', 1_000)
      expect(await status(back)).toBe('skipped')
      expect(await store().runs.events('client_a', back)).toContainEqual(
        expect.objectContaining({ kind: 'run-finished', status: 'skipped', runId: first }),
      )
      // The next change of the same side is none, nor is another value from the other one.
      expect(await status(await bring(flow, '5', 2_000))).toBe('queued')
      expect(await status(await bring(other, '6', 3_000))).toBe('queued')
    })

    it('is only what was brought last, in its lane, its channel and its time', async () => {
      await bring(flow, '5')
      await bring(other, '6', 1_000)
      expect(await status(await bring(other, '5', 2_000))).toBe('queued')
      expect(await status(await bring(flow, '5', 62_001))).toBe('queued')
      expect(await status(await bring(other, '5', 122_002))).toBe('queued')
      expect(await status(await bring(flow, '5', 122_003, { lane: 'sku-2' }))).toBe('queued')
      expect(await status(await bring(flow, '5', 122_004, { echo: { ...echo('5'), channel: 'prices' } }))).toBe('queued')
    })
  })

  describe('routing', () => {
    it('holds an ordered run until its lane is known', async () => {
      const runId = await accept()
      expect(await store().runs.get('client_a', runId)).toMatchObject({ status: 'queued', held: 'unrouted' })
      expect(await due()).toEqual([])
      expect(await store().journal.nextDue()).toBeUndefined()
      expect((await store().runs.list('client_a', { limit: 5, status: 'queued' })).items).toHaveLength(1)
      await route(runId)
      expect((await one()).run).toMatchObject({ id: runId, lane: '1001' })
    })

    it('gives the unrouted runs of each flow in the order of their events, and nothing else', async () => {
      const runs = [await accept(), await accept(), await accept()]
      await store().journal.accept(anEvent(flow))
      const other = await store().journal.accept(anEvent({ ...flow, environment: 'test', ordered: true, body: Buffer.from('{"id":7}') }))
      await route(runs[0] ?? '')
      const found = await store().journal.unrouted({ limit: 2, flows: 9 })
      expect(found.map(({ environment, runs: inFlow }) => [environment, inFlow.map(({ run, body }) => [run.id, body])])).toEqual(
        expect.arrayContaining([
          ['live', [runs[1], runs[2]].map((id) => [id, '{"id":1}'])],
          ['test', [[other.runId, '{"id":7}']]],
        ]),
      )
      expect(found).toHaveLength(2)
    })

    it('gives every flow its turn', async () => {
      for (const flowId of ['flow_1', 'flow_2', 'flow_3']) await store().journal.accept(anEvent({ flowId, ordered: true }))
      const seen = []
      for (let i = 0; i < 3; i++) seen.push(...(await store().journal.unrouted({ limit: 1, flows: 1 })))
      expect(new Set(seen.map(({ flowId }) => flowId)).size).toBe(3)
    })

    it('routes a run once, and leaves alone one that was cancelled meanwhile', async () => {
      const [routed, cancelled] = [await accept(), await accept()]
      await store().journal.cancel('client_a', cancelled, NOW)
      await route(routed)
      await route(routed, { lane: '2002' })
      await route(cancelled)
      expect(await due()).toEqual([routed])
      expect(await status(cancelled)).toBe('cancelled')
    })

    it('lets go a run whose version keeps no order', async () => {
      const runId = await accept()
      await routeAll([{ runId, kind: 'free' }])
      expect((await one()).run).not.toHaveProperty('lane')
    })

    it('parks a run whose lane cannot be known, and no other', async () => {
      const [wrong, right] = [await accept(), await accept()]
      const run = (await store().runs.get('client_a', wrong)) ?? fail()
      const exception = anException({ run, fence: 0, body: '' })
      const finished = { kind: 'run-finished', status: 'parked' } as const
      expect(await routeAll([{ runId: wrong, kind: 'park', exception, events: [finished] }])).toEqual([wrong])
      await route(right)
      expect(await status(wrong)).toBe('parked')
      expect((await store().runs.events('client_a', wrong)).at(-1)).toMatchObject(finished)
      expect(await store().runs.exception('client_a', exception.id)).toEqual(exception)
      expect(await due()).toEqual([right])
    })
  })

  describe('a lane', () => {
    it('takes its runs one after the other, in the order of their events, and others beside them', async () => {
      const [first, second] = [await accept(), await accept()]
      const other = await enter({ lane: '2002' })
      await route(second)
      await route(first)
      // The second was routed first and so begins at once; from then on the order is that of the events.
      const third = await enter()
      const claimed = await claim(store(), { now: later(10) })
      expect(claimed.map(({ run }) => run.id).toSorted()).toEqual([second, other].toSorted())
      for (const run of claimed) await end(run, 'succeeded')
      const next = await one()
      expect(next.run.id).toBe(first)
      expect(await store().runs.get('client_a', third)).toMatchObject({ held: 'behind' })
      await end(next, 'succeeded')
      expect(await due()).toEqual([third])
    })

    it('is of one client, flow and environment', async () => {
      const places = [{ clientId: 'client_b' }, { flowId: 'flow_other' }, { environment: 'test' as const }, {}]
      for (const place of places) {
        const { runId } = await store().journal.accept(anEvent({ ...flow, ...place, ordered: true }))
        const routes = [{ runId, kind: 'lane', lane: '1001', holds: true, coalesces: false } as const]
        await store().journal.route({ ...flow, ...place, routes, at: NOW })
      }
      expect(await claim(store(), { now: later(10) })).toHaveLength(places.length)
    })

    it('waits for a run that waits', async () => {
      await enter()
      await enter()
      const head = await one()
      await store().journal.commit(anEntry(head, { transition: { status: 'waiting', dueAt: later(5000) } }))
      expect(await due()).toEqual([])
      expect((await claim(store(), { now: later(5000) })).map(({ run }) => run.id)).toEqual([head.run.id])
    })

    it('keeps its order when the worker of its head is lost', async () => {
      const first = await enter()
      await enter()
      await one()
      await store().journal.recover({ now: later(1) })
      expect((await one()).run.id).toBe(first)
    })

    it('goes on when its head is cancelled: queued, running, or lost', async () => {
      const runs = [await enter(), await enter(), await enter(), await enter()]
      await store().journal.cancel('client_a', runs[0] ?? '', NOW)
      const running = await one()
      expect(running.run.id).toBe(runs[1])
      await store().journal.cancel('client_a', running.run.id, NOW)
      expect(await due()).toEqual([])
      await store().journal.commit(anEntry(running))
      const lost = await one()
      await store().journal.cancel('client_a', lost.run.id, NOW)
      await store().journal.recover({ now: NOW })
      expect(await due()).toEqual([runs[3]])
    })

    it('closes up when one in its middle is cancelled', async () => {
      const runs = [await enter(), await enter(), await enter()]
      await store().journal.cancel('client_a', runs[1] ?? '', NOW)
      await end(await one(), 'succeeded')
      expect(await due()).toEqual([runs[2]])
    })
  })

  describe('a parked record', () => {
    it.each(['parked', 'quarantined'] as const)('of a %s run holds its lane until the last one is discarded', async (ending) => {
      await enter()
      const behind = await enter()
      const [a, b] = await end(await one(), ending, 2)
      expect(await due()).toEqual([])
      await resolve(a?.id ?? '')
      expect(await due()).toEqual([])
      await resolve(b?.id ?? '')
      expect(await due()).toEqual([behind])
    })

    it.each(['parked', 'quarantined'] as const)('of a %s run lets others pass where the flow says so', async (ending) => {
      await enter({ holds: false })
      const behind = await enter({ holds: false })
      await end(await one(), ending)
      expect(await due()).toEqual([behind])
    })

    it('is replayed in its old place, before those behind it', async () => {
      await enter()
      const behind = await enter()
      const parked = await one()
      const [exception] = await end(parked, 'parked')
      const again = await replay(parked)
      await resolve(exception?.id ?? '', again.id)
      const replayed = await one()
      expect(replayed.run.id).toBe(again.id)
      const [still] = await end(replayed, 'parked')
      expect(await due()).toEqual([])
      await resolve(still?.id ?? '')
      expect(await due()).toEqual([behind])
    })

    it('keeps its place in the commit that replays it', async () => {
      await enter()
      const behind = await enter()
      const parked = await one()
      const [exception] = await end(parked, 'parked')
      const again = await store().journal.replay({
        original: parked.run,
        origin: { runId: parked.run.id, nodeId: 'create-order', recordPath: '' },
        version: 1,
        startInput: '{}',
        startSteps: '{}',
        requestedBy: 'user_1',
        at: later(5),
        ordered: { holds: true },
        resolves: { exceptionId: exception?.id ?? '' },
      })
      const replayed = await one()
      expect(replayed.run.id).toBe(again.id)
      await end(replayed, 'succeeded')
      expect(await due()).toEqual([behind])
    })

    it('that was passed is replayed when the lane is free, before those behind it', async () => {
      await enter({ holds: false })
      await enter({ holds: false })
      const behind = await enter({ holds: false })
      const parked = await one()
      await end(parked, 'parked')
      const running = await one()
      const again = await replay(parked, { holds: false })
      expect(again.held).toBe('behind')
      expect(await due()).toEqual([])
      await end(running, 'succeeded')
      const replayed = await one()
      expect(replayed.run.id).toBe(again.id)
      await end(replayed, 'succeeded')
      expect(await due()).toEqual([behind])
    })

    it('of a cancelled run holds nothing', async () => {
      await enter()
      const behind = await enter()
      const head = await one()
      await store().journal.commit(anEntry(head, { exceptions: [anException(head)] }))
      await store().journal.cancel('client_a', head.run.id, NOW)
      await store().journal.commit(anEntry(head))
      expect(await due()).toEqual([behind])
    })

    it('that is resolved while its run goes on frees nothing yet', async () => {
      await enter()
      const behind = await enter()
      const head = await one()
      const exception = anException(head)
      await store().journal.commit(anEntry(head, { exceptions: [exception] }))
      await resolve(exception.id)
      expect(await due()).toEqual([])
      await store().journal.commit(anEntry(head, { transition: { status: 'parked' } }))
      expect(await due()).toEqual([behind])
    })

    it('whose lane could not be known is routed again when it is replayed', async () => {
      const runId = await accept()
      const run = (await store().runs.get('client_a', runId)) ?? fail()
      const claimed = { run, fence: 0, body: '' }
      await routeAll([{ runId, kind: 'park', exception: anException(claimed), events: [] }])
      const again = await replay(claimed)
      expect(again.held).toBe('unrouted')
      expect((await store().journal.unrouted({ limit: 9, flows: 9 }))[0]?.runs).toMatchObject([{ startInput: '{"id":2}' }])
      await route(again.id)
      expect(await due()).toEqual([again.id])
    })
  })

  describe('coalescing', () => {
    it('skips what has not begun when a newer record comes, and says why', async () => {
      const runs = [await enter({ coalesces: true }), await enter({ coalesces: true })]
      expect(await status(runs[0] ?? '')).toBe('skipped')
      expect((await store().runs.events('client_a', runs[0] ?? '')).at(-1)).toMatchObject({
        kind: 'run-finished',
        status: 'skipped',
        reason: expect.stringContaining('newer'),
        runId: runs[1],
      })
      expect(await due()).toEqual([runs[1]])
      expect((await store().runs.list('client_a', { limit: 5, status: 'skipped' })).items.map(({ id }) => id)).toEqual([runs[0]])
    })

    it('leaves alone what has begun, and keeps only the newest behind it', async () => {
      const begun = await enter({ coalesces: true })
      const head = await one()
      const runs = [await enter({ coalesces: true }), await enter({ coalesces: true }), await enter({ coalesces: true })]
      expect(await status(begun)).toBe('running')
      expect(await Promise.all(runs.map(status))).toEqual(['skipped', 'skipped', 'queued'])
      await end(head, 'succeeded')
      expect(await due()).toEqual([runs[2]])
    })

    it('touches no other lane, and skips no replay', async () => {
      const other = await enter({ coalesces: true, lane: '2002' })
      await enter({ coalesces: true })
      const parked = (await claim(store(), { now: later(10) })).find(({ run }) => run.id !== other) ?? fail()
      await end(parked, 'parked')
      const again = await replay(parked)
      await enter({ coalesces: true })
      expect(await due()).toEqual([again.id])
    })
  })

  describe('versions', () => {
    it('skip a run that is older than one that came before, and say so', async () => {
      const newer = await enter({ version: '5' })
      const older = await enter({ version: '4' })
      expect(await status(older)).toBe('skipped')
      expect((await store().runs.events('client_a', older)).at(-1)).toMatchObject({
        reason: expect.stringContaining('version'),
        runId: newer,
      })
      await end(await one(), 'succeeded')
      const [same, newest] = [await enter({ version: '5' }), await enter({ version: '6' })]
      expect(await Promise.all([same, newest].map(status))).toEqual(['queued', 'queued'])
      expect(await status(await enter({ version: '4' }))).toBe('skipped')
      expect(await status(await enter({ version: '4', lane: '2002' }))).toBe('queued')
    })
  })

  describe('standing in a lane', () => {
    it('tells who comes first and how many wait behind', async () => {
      const runs = [await enter(), await enter(), await enter()]
      const head = await one()
      expect(await standing(runs[0] ?? '')).toEqual({ lane: '1001', ahead: 0, behind: 2 })
      expect(await standing(runs[2] ?? '')).toEqual({
        lane: '1001',
        ahead: 2,
        behind: 0,
        waitsFor: { runId: runs[0], status: 'running' },
      })
      await end(head, 'parked')
      expect(await standing(runs[1] ?? '')).toMatchObject({ waitsFor: { runId: runs[0], status: 'parked' } })
      expect(await standing(runs[0] ?? '')).toMatchObject({ behind: 2 })
    })

    it('is nothing that another client learns, and ends with the run', async () => {
      const runId = await enter()
      expect((await store().runs.laneStandings('client_b', [runId])).size).toBe(0)
      await end(await one(), 'succeeded')
      expect(await standing(runId)).toBeUndefined()
    })
  })
}

function fail(): never {
  throw new Error('it is not there')
}
