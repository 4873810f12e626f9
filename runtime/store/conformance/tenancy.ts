// The rule that matters most: an id of one client is nothing to another.
import { describe, expect, it } from 'vitest'
import { DEFAULT_RETENTION } from '#shared/model/retention.ts'
import type { Store } from '../ports.ts'
import {
  NOW,
  aClaimedRun,
  aClient,
  aConnection,
  aFlow,
  aHook,
  aSample,
  aSchedule,
  aTable,
  anEntry,
  anException,
  twoClients,
} from './arrange.ts'

/** Client `a` owns one of everything; answers the ids. */
async function oneOfEverything(store: Store, a: string) {
  const flow = aFlow(a)
  await store.flows.create(flow)
  await store.flows.publish(a, flow.id, flow.draft, '', 'user_1', NOW)
  const placed = { id: 'dep_1', clientId: a, flowId: flow.id, environment: 'live', version: 1, slots: {}, active: true } as const
  await store.flows.deploy({ ...placed, createdAt: NOW.toISOString(), createdBy: 'user_1' })
  const sample = aSample(flow)
  await store.flows.putSample(sample)
  const connection = aConnection(a)
  await store.connections.create(connection, [{ field: 'token', ciphertext: new Uint8Array([1]) }])
  await store.connections.putDataKey(a, new Uint8Array([1]))
  await store.lookups.create(aTable(a))
  await store.hooks.put(aHook(flow))
  await store.hooks.putSchedule(aSchedule(flow))
  const claimed = await aClaimedRun(store, { clientId: a, flowId: flow.id })
  const exception = anException(claimed)
  await store.journal.commit(anEntry(claimed, { exceptions: [exception], transition: { status: 'parked' } }))
  return { flow, sample, connection, run: claimed.run, exception }
}

export function tenancyCases(store: () => Store): void {
  describe('a client that is deleted', () => {
    it('is there for nobody at once, without its key and secrets, and its short name is free', async () => {
      const { partnerId, a } = await twoClients(store())
      const { connection, flow } = await oneOfEverything(store(), a)
      const { tenancy, connections, hooks } = store()
      expect(await tenancy.closeClient(a, NOW)).toBe(true)
      expect(await tenancy.closeClient(a, NOW)).toBe(false)
      expect(await tenancy.client(partnerId, a)).toBeUndefined()
      expect(await tenancy.clientById(a)).toBeUndefined()
      expect((await tenancy.clients(partnerId)).map(({ id }) => id)).not.toContain(a)
      expect(await connections.dataKey(a)).toBeUndefined()
      expect(await connections.secrets(a, connection.id)).toEqual([])
      expect(await hooks.byFlow(a, flow.id, 'live')).toEqual([])
      expect(await hooks.dueSchedules(new Date(NOW.getTime() + 86_400_000))).toEqual([])
      await tenancy.createClient(aClient(partnerId, 'north-sea-outfitters'))
    })

    it('goes page by page with all of its runs, also one that is under way, and leaves the others alone', async () => {
      const { a, b } = await twoClients(store())
      const mine = await oneOfEverything(store(), a)
      const theirs = await oneOfEverything(store(), b)
      const underWay = await aClaimedRun(store(), { clientId: a, flowId: mine.flow.id })
      const { tenancy, keeping, journal, runs, flows, connections, lookups } = store()
      await tenancy.closeClient(a, NOW)
      expect(await tenancy.closedClients()).toEqual([a])
      let pages = 0
      do {
        for (let next: string | undefined = ''; next !== undefined;)
          next = (await keeping.removeRuns(a, { retention: DEFAULT_RETENTION, now: NOW, all: true, after: next })).next
        pages += 1
      } while (await tenancy.removeClientPage(a))
      expect(pages).toBeGreaterThan(3)
      expect(await tenancy.closedClients()).toEqual([])
      // What a worker still has in hand is nobody's any more.
      expect(await journal.commit(anEntry(underWay, { transition: { status: 'succeeded' } }))).toBe(false)
      const left = [
        runs.get(a, mine.run.id),
        runs.exception(a, mine.exception.id),
        flows.get(a, mine.flow.id),
        connections.get(a, mine.connection.id),
        lookups.get(a, 'live', 'tenders'),
      ]
      expect(await Promise.all(left)).toEqual(left.map(() => undefined))
      const kept = [
        runs.get(b, theirs.run.id),
        runs.exception(b, theirs.exception.id),
        flows.get(b, theirs.flow.id),
        connections.dataKey(b),
      ]
      for (const found of await Promise.all(kept)) expect(found).toBeDefined()
    })
  })

  describe("another client's ids", () => {
    it('give nothing to any reader', async () => {
      const { a, b } = await twoClients(store())
      const { flow, connection, run, exception } = await oneOfEverything(store(), a)
      const { flows, connections, lookups, hooks, runs, journal } = store()
      const answers = {
        flow: await flows.get(b, flow.id),
        version: await flows.version(b, flow.id, 1),
        deployment: await flows.activeDeployment(b, flow.id, 'live'),
        connection: await connections.get(b, connection.id),
        dataKey: await connections.dataKey(b),
        table: await lookups.get(b, 'live', 'tenders'),
        run: await runs.get(b, run.id),
        body: await runs.body(b, run.id),
        exception: await runs.exception(b, exception.id),
      }
      expect(Object.entries(answers).filter(([, answer]) => answer !== undefined)).toEqual([])
      const lists = {
        flows: await flows.list(b),
        versions: await flows.versions(b, flow.id),
        deployments: await flows.deployments(b, flow.id),
        samples: await flows.samples(b, flow.id),
        connections: await connections.list(b),
        secrets: await connections.secrets(b, connection.id),
        tables: await lookups.list(b, 'live'),
        hooks: await hooks.list(b),
        hooksOfFlow: await hooks.byFlow(b, flow.id, 'live'),
        schedules: await hooks.schedules(b),
        runs: (await runs.list(b, { limit: 10 })).items,
        events: await runs.events(b, run.id),
        exceptions: (await runs.exceptions(b, { limit: 10 })).items,
        effects: await journal.effectsOf({ ...run, clientId: b }),
      }
      expect(Object.entries(lists).filter(([, list]) => list.length > 0)).toEqual([])
      expect(await runs.openExceptionCount(b)).toBe(0)
      expect(await runs.counts(b, NOW)).toEqual({})
    })

    it('change nothing for any writer', async () => {
      const { a, b } = await twoClients(store())
      const { flow, sample, connection, run, exception } = await oneOfEverything(store(), a)
      const { flows, connections, lookups, runs, journal } = store()
      expect(await flows.saveDraft(b, flow.id, flow.draft, 1, 'user_b', NOW)).toBeUndefined()
      expect(await flows.remove(b, flow.id)).toBe(false)
      expect(await flows.undeploy(b, flow.id, 'live')).toBe(false)
      expect(await flows.removeSample(b, flow.id, sample.id)).toBe(false)
      expect(await connections.remove(b, connection.id)).toBe(false)
      expect(await lookups.save(b, 'live', 'tenders', { rows: [] }, 1, NOW)).toBeUndefined()
      expect(await journal.cancel(b, run.id, NOW)).toBe(false)
      expect(await runs.resolveException(b, exception.id, { status: 'discarded', by: 'user_b', at: NOW })).toBe(false)
      const refused = { code: 'not-found' }
      await expect(flows.publish(b, flow.id, flow.draft, '', 'user_b', NOW)).rejects.toMatchObject(refused)
      await expect(flows.putSample(aSample({ ...flow, clientId: b }))).rejects.toMatchObject(refused)
      await expect(connections.update({ ...connection, clientId: b }, [])).rejects.toMatchObject(refused)
      await expect(store().hooks.put(aHook({ ...flow, clientId: b }))).rejects.toMatchObject(refused)
      await expect(store().hooks.putSchedule(aSchedule({ ...flow, clientId: b }))).rejects.toMatchObject(refused)
      expect(await flows.get(a, flow.id)).toMatchObject({ revision: 1, latestVersion: 1 })
      expect(await runs.exception(a, exception.id)).toEqual(exception)
      expect(await runs.get(a, run.id)).toMatchObject({ status: 'parked' })
    })
  })
}
