// Flows that call and tell each other: one run for each call and each subscriber, and the caller hears once, when all of the call is through.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { Subscription } from '#shared/model/topics.ts'
import type { CallRequest, PublishRequest } from '#runtime/engine/flow-ports.ts'
import type { ClaimedRun, JournalEntry } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'
import { NOW, aClaimedRun, aFlow, anEntry, anException, claim, later, twoClients } from './arrange.ts'

const leaseOf = ({ run, fence }: ClaimedRun) => ({ clientId: run.clientId, runId: run.id, fence })

const anEventOf = (claimed: ClaimedRun, over: Partial<PublishRequest> = {}): PublishRequest => ({
  lease: leaseOf(claimed),
  environment: 'live',
  topic: 'stock-changed',
  eventKey: 'event-1',
  body: '{"sku":"A"}',
  hops: 0,
  at: NOW,
  ...over,
})

export function flowCallCases(store: () => Store): void {
  /** A deployed flow of the client; answers its id. */
  async function aDeployedFlow(clientId: string, environment: 'live' | 'test' = 'live'): Promise<string> {
    const flow = aFlow(clientId)
    const { flows } = store()
    await flows.create(flow)
    await flows.publish(clientId, flow.id, flow.draft, '', 'user_1', NOW)
    const placed = { id: newId('dep'), clientId, flowId: flow.id, environment, version: 1, slots: {}, active: true } as const
    await flows.deploy({ ...placed, createdAt: NOW.toISOString(), createdBy: 'user_1' })
    return flow.id
  }
  const listen = (clientId: string, flowId: string, over: Partial<Subscription> = {}) =>
    store().topics.subscribe({ clientId, flowId, environment: 'live', topic: 'stock-changed', ordered: false, ...over })
  const runsOf = async (clientId: string, flowId: string) => (await store().runs.list(clientId, { limit: 50, flowId })).items

  /** A caller and a called flow of client `a`. */
  async function aCaller() {
    const { a, b } = await twoClients(store())
    const child = await aDeployedFlow(a)
    const claimed = await aClaimedRun(store(), { clientId: a, flowId: newId('flow') })
    return { a, b, child, claimed }
  }
  const aCall = (claimed: ClaimedRun, flowId: string, over: Partial<CallRequest> = {}): CallRequest => ({
    lease: leaseOf(claimed),
    environment: 'live',
    flowId,
    ordered: false,
    callKey: 'call-1',
    input: '{"n":1}',
    wait: {
      id: newId('wait'),
      clientId: claimed.run.clientId,
      flowId: claimed.run.flowId,
      environment: 'live',
      runId: claimed.run.id,
      nodeId: 'sub',
      record: '',
      kind: 'subflow',
      status: 'open',
      until: later(60_000).toISOString(),
      createdAt: NOW.toISOString(),
    },
    hops: 2,
    at: NOW,
    ...over,
  })
  const pause = (claimed: ClaimedRun) =>
    store().journal.commit(anEntry(claimed, { transition: { status: 'waiting', dueAt: later(60_000) } }))
  const takeRun = async (runId: string | undefined) => {
    const found = (await claim(store())).find(({ run }) => run.id === runId)
    if (!found) throw new Error('the run was not claimed')
    return found
  }
  const end = (claimed: ClaimedRun, transition: NonNullable<JournalEntry['transition']>, over: Partial<JournalEntry> = {}) =>
    store().journal.commit(anEntry(claimed, { transition, ...over }))
  const outcome = async (claimed: ClaimedRun) =>
    (await store().journal.waitsOf(claimed.run, NOW)).map(({ status, result }) => [status, result])

  describe('publishing', () => {
    it('begins one run for each flow that listens and is deployed there, once for an event', async () => {
      const { a, b } = await twoClients(store())
      const [one, two, elsewhere, other] = await Promise.all([
        aDeployedFlow(a),
        aDeployedFlow(a),
        aDeployedFlow(a, 'test'),
        aDeployedFlow(b),
      ])
      await listen(a, one)
      await listen(a, two, { ordered: true })
      await listen(a, elsewhere, { environment: 'test' })
      await listen(b, other)
      const claimed = await aClaimedRun(store(), { clientId: a, flowId: newId('flow') })
      const delivered = await store().journal.publish(anEventOf(claimed, { hops: 3 }))
      expect(delivered).toHaveLength(2)
      expect(await store().journal.publish(anEventOf(claimed))).toEqual(delivered)
      expect(await runsOf(a, one)).toMatchObject([
        {
          trigger: 'event',
          status: 'queued',
          version: 1,
          cause: { kind: 'event', topic: 'stock-changed', runId: claimed.run.id, hops: 4 },
        },
      ])
      expect(await runsOf(a, two)).toMatchObject([{ held: 'unrouted' }])
      expect([...(await runsOf(a, elsewhere)), ...(await runsOf(b, other))]).toEqual([])
      expect(await store().runs.body(a, (await runsOf(a, one))[0]?.id ?? '')).toBe('{"sku":"A"}')
      const { items } = await store().topics.events(a, 'live', 'stock-changed', { limit: 10 })
      expect(items).toMatchObject([{ body: '{"sku":"A"}', runId: claimed.run.id, delivered, publishedAt: NOW.toISOString() }])
      expect((await store().topics.events(b, 'live', 'stock-changed', { limit: 10 })).items).toEqual([])
    })

    it('keeps an event that nobody listens to, and does nothing for a worker whose lease is over', async () => {
      const claimed = await aClaimedRun(store())
      expect(await store().journal.publish(anEventOf(claimed))).toEqual([])
      await store().journal.recover({ now: NOW })
      expect(await store().journal.publish(anEventOf(claimed, { eventKey: 'event-2' }))).toBeUndefined()
      expect((await store().topics.events(claimed.run.clientId, 'live', 'stock-changed', { limit: 10 })).items).toHaveLength(1)
    })

    it('keeps events as long as their topic says', async () => {
      const { a } = await twoClients(store())
      const claimed = await aClaimedRun(store(), { clientId: a })
      const { topics, journal } = store()
      await topics.put({ clientId: a, environment: 'live', name: 'short', retentionDays: 1, updatedAt: NOW.toISOString() })
      for (const topic of ['short', 'usual']) await journal.publish(anEventOf(claimed, { topic, eventKey: topic }))
      expect(await topics.sweep(later(86_399_000))).toBe(0)
      expect(await topics.sweep(later(86_400_000))).toBe(1)
      expect(await topics.sweep(later(7 * 86_400_000))).toBe(1)
    })

    it('gives topics and listeners back as they were stored', async () => {
      const { a, b } = await twoClients(store())
      const flowId = await aDeployedFlow(a)
      const { topics } = store()
      const topic = {
        clientId: a,
        environment: 'live',
        name: 't',
        schema: { type: 'object' },
        retentionDays: 3,
        updatedAt: NOW.toISOString(),
      } as const
      await topics.put({ ...topic, retentionDays: 9 })
      await topics.put(topic)
      expect(await topics.get(a, 'live', 't')).toEqual(topic)
      expect(await topics.list(a)).toEqual([topic])
      expect([await topics.get(a, 'test', 't'), await topics.get(b, 'live', 't'), ...(await topics.list(b))]).toEqual([
        undefined,
        undefined,
      ])
      await listen(a, flowId, { topic: 'old' })
      await listen(a, flowId, { ordered: true })
      expect(await topics.subscriptions(a)).toEqual([{ clientId: a, flowId, environment: 'live', topic: 'stock-changed', ordered: true }])
      expect(await topics.subscriptions(b)).toEqual([])
      await topics.unsubscribe(a, flowId, 'live')
      expect(await topics.subscriptions(a)).toEqual([])
    })
  })

  describe('calling a flow', () => {
    it('begins its run and the wait in one commit, once for a run, node and record', async () => {
      const { a, child, claimed } = await aCaller()
      const wait = await store().journal.callFlow(aCall(claimed, child))
      expect(await store().journal.callFlow(aCall(claimed, child))).toEqual(wait)
      const runs = await runsOf(a, child)
      expect(runs).toMatchObject([
        { trigger: 'subflow', version: 1, cause: { kind: 'subflow', runId: claimed.run.id, nodeId: 'sub', record: '', hops: 3 } },
      ])
      expect(wait).toMatchObject({ kind: 'subflow', status: 'open', childRunId: runs[0]?.id })
      expect(await store().runs.body(a, runs[0]?.id ?? '')).toBe('{"n":1}')
    })

    it('is refused where the flow is not deployed, and under a lease that is over', async () => {
      const { a, child, claimed } = await aCaller()
      await store().flows.undeploy(a, child, 'live')
      await expect(store().journal.callFlow(aCall(claimed, child))).rejects.toMatchObject({ code: 'not-deployed' })
      await store().journal.recover({ now: NOW })
      expect(await store().journal.callFlow(aCall(claimed, child))).toBeUndefined()
      expect(await runsOf(a, child)).toEqual([])
    })

    it('gives the answer in the commit that ends the called run, and the caller is due', async () => {
      const { child, claimed } = await aCaller()
      const wait = await store().journal.callFlow(aCall(claimed, child))
      await pause(claimed)
      const called = await takeRun(wait?.childRunId)
      await end(called, { status: 'succeeded', answer: { output: '{"ok":1}', answered: true } })
      expect(await outcome(claimed)).toEqual([['done', { ok: true, output: { ok: 1 } }]])
      expect((await claim(store())).map(({ run }) => run.id)).toEqual([claimed.run.id])
    })

    it('waits for replays of what parked, and takes the answer of the last', async () => {
      const { child, claimed } = await aCaller()
      const wait = await store().journal.callFlow(aCall(claimed, child))
      await pause(claimed)
      const called = await takeRun(wait?.childRunId)
      const exception = anException(called)
      await end(called, { status: 'parked', answer: { output: '1', answered: false } }, { exceptions: [exception] })
      expect(await outcome(claimed)).toEqual([['open', undefined]])
      const origin = { runId: called.run.id, exceptionId: exception.id, nodeId: 'map-order', recordPath: '' }
      const request = { original: called.run, origin, version: 1, startInput: '{}', startSteps: '{}', requestedBy: 'ann', at: NOW }
      const replay = await store().journal.replay(request)
      await store().runs.resolveException(claimed.run.clientId, exception.id, {
        status: 'replayed',
        by: 'ann',
        at: NOW,
        replayRunId: replay.id,
      })
      expect(await outcome(claimed)).toEqual([['open', undefined]])
      await end(await takeRun(replay.id), { status: 'succeeded', answer: { output: '2', answered: false } })
      expect(await outcome(claimed)).toEqual([['done', { ok: true, output: 2 }]])
    })

    it('is over when its exception is decided after the replay was through', async () => {
      const { child, claimed } = await aCaller()
      const wait = await store().journal.callFlow(aCall(claimed, child))
      await pause(claimed)
      const called = await takeRun(wait?.childRunId)
      const exception = anException(called)
      await end(called, { status: 'parked' }, { exceptions: [exception] })
      await store().runs.resolveException(claimed.run.clientId, exception.id, { status: 'discarded', by: 'ann', at: NOW })
      expect(await outcome(claimed)).toEqual([['done', { ok: false, reason: 'A record of it was discarded.' }]])
    })

    it('fails when the called run is cancelled, before it began or while it is leased', async () => {
      for (const leased of [false, true]) {
        const { a, child, claimed } = await aCaller()
        const wait = await store().journal.callFlow(aCall(claimed, child))
        await pause(claimed)
        const called = leased ? await takeRun(wait?.childRunId) : undefined
        await store().journal.cancel(a, wait?.childRunId ?? '', NOW)
        if (called) await store().journal.commit(anEntry(called))
        expect(await outcome(claimed)).toEqual([['done', { ok: false, reason: 'It was cancelled.' }]])
      }
    })

    it('that is through is joined by another run of the same event; one that failed is made anew', async () => {
      const { a, child, claimed } = await aCaller()
      const wait = await store().journal.callFlow(aCall(claimed, child))
      await pause(claimed)
      await end(await takeRun(wait?.childRunId), { status: 'succeeded', answer: { output: '7', answered: true } })
      const other = await takeRun(claimed.run.id)
      const waitAt = (nodeId: string) => ({ ...aCall(other, child).wait, nodeId })
      const joined = await store().journal.callFlow(aCall(other, child, { wait: waitAt('sub-2') }))
      expect(joined).toMatchObject({ status: 'done', childRunId: wait?.childRunId, result: { ok: true, output: 7 } })
      const failing = (nodeId: string) => aCall(other, child, { callKey: 'call-2', wait: waitAt(nodeId) })
      const first = await store().journal.callFlow(failing('sub-3'))
      await store().journal.cancel(a, first?.childRunId ?? '', NOW)
      const again = await store().journal.callFlow(failing('sub-4'))
      expect(again).toMatchObject({ status: 'open' })
      expect(again?.childRunId).not.toBe(first?.childRunId)
    })
  })
}
