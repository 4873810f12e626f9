// Flows: drafts, versions, deployments, samples.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { Deployment, Flow } from '#shared/model/flows.ts'
import type { Store } from '../ports.ts'
import { NOW, aFlow, aHook, aSample, aSchedule, later, twoClients } from './arrange.ts'
import { newFlowDocument } from './document.ts'

const deployment = (flow: Flow, version: number, over: Partial<Deployment> = {}): Deployment => ({
  id: newId('dep'),
  clientId: flow.clientId,
  flowId: flow.id,
  environment: 'live',
  version,
  slots: { erp: 'conn_1' },
  active: true,
  createdAt: NOW.toISOString(),
  createdBy: 'user_1',
  ...over,
})

export function flowCases(store: () => Store): void {
  const created = async (over: Partial<Flow> = {}) => {
    const { a } = await twoClients(store())
    const flow = aFlow(a, over)
    await store().flows.create(flow)
    return flow
  }
  const publish = (flow: Flow, note = '') => store().flows.publish(flow.clientId, flow.id, flow.draft, note, 'user_1', NOW)

  describe('flows', () => {
    it('are read as they were stored', async () => {
      const flow = await created({ template: { id: 'shopify-order', version: '1.0.0' } })
      expect(await store().flows.get(flow.clientId, flow.id)).toEqual(flow)
      expect(await store().flows.list(flow.clientId)).toEqual([flow])
    })

    it('take a draft made from the newest revision and refuse a stale one', async () => {
      const flow = await created()
      const save = (revision: number, name: string) =>
        store().flows.saveDraft(flow.clientId, flow.id, newFlowDocument(name), revision, 'user_2', later(1))
      expect(new Set(await Promise.all([save(1, 'Mine'), save(1, 'Yours')]))).toEqual(new Set([2, undefined]))
      expect(await save(2, 'Later')).toBe(3)
      expect(await store().flows.get(flow.clientId, flow.id)).toMatchObject({
        revision: 3,
        name: 'Later',
        draft: { name: 'Later' },
        updatedBy: 'user_2',
        updatedAt: later(1).toISOString(),
      })
    })

    it('remember the template version of a draft, and of each version that is published', async () => {
      const flow = await created({ template: { id: 'shopify-order', version: '1.0.0' } })
      const { saveDraft, get, version } = store().flows
      expect(await publish(flow)).toMatchObject({ version: 1, templateVersion: '1.0.0' })
      await saveDraft(flow.clientId, flow.id, flow.draft, 1, 'user_1', NOW, '1.1.0')
      await saveDraft(flow.clientId, flow.id, flow.draft, 2, 'user_1', NOW)
      expect((await get(flow.clientId, flow.id))?.template).toEqual({ id: 'shopify-order', version: '1.1.0' })
      await publish(flow)
      expect((await version(flow.clientId, flow.id, 1))?.templateVersion).toBe('1.0.0')
      expect((await version(flow.clientId, flow.id, 2))?.templateVersion).toBe('1.1.0')
    })

    it('refuse the same id twice, and a client that is not there', async () => {
      const flow = await created()
      await expect(store().flows.create(flow)).rejects.toMatchObject({ code: 'conflict' })
      await expect(store().flows.create(aFlow('client_none'))).rejects.toMatchObject({ code: 'not-found' })
    })

    it('number their versions without gaps when several people publish at once', async () => {
      const flow = await created()
      const versions = await Promise.all(Array.from({ length: 10 }, (_, i) => publish(flow, `note ${i}`)))
      expect(versions.map(({ version }) => version).toSorted((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(await store().flows.get(flow.clientId, flow.id)).toMatchObject({ latestVersion: 10 })
      const stored = await store().flows.versions(flow.clientId, flow.id)
      expect(stored.map(({ version }) => version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
      expect(await store().flows.version(flow.clientId, flow.id, 4)).toEqual(versions.find(({ version }) => version === 4))
      expect(await store().flows.version(flow.clientId, flow.id, 11)).toBeUndefined()
    })

    it('have one active deployment in each environment: the newest', async () => {
      const flow = await created()
      await publish(flow)
      await publish(flow)
      const [first, second, test] = [deployment(flow, 1), deployment(flow, 2), deployment(flow, 1, { environment: 'test' })]
      for (const each of [first, second, test]) await store().flows.deploy(each)
      expect(await store().flows.activeDeployment(flow.clientId, flow.id, 'live')).toEqual(second)
      expect(await store().flows.activeDeployment(flow.clientId, flow.id, 'test')).toEqual(test)
      expect((await store().flows.deployments(flow.clientId)).filter(({ active }) => active)).toHaveLength(2)
      expect(await store().flows.deployments(flow.clientId, flow.id)).toHaveLength(3)
      expect(await store().flows.undeploy(flow.clientId, flow.id, 'live')).toBe(true)
      expect(await store().flows.undeploy(flow.clientId, flow.id, 'live')).toBe(false)
      expect(await store().flows.activeDeployment(flow.clientId, flow.id, 'live')).toBeUndefined()
    })

    it('are not deployed in a version that was never published, and stay deployed as they are', async () => {
      const flow = await created()
      await publish(flow)
      const running = deployment(flow, 1)
      await store().flows.deploy(running)
      await expect(store().flows.deploy(deployment(flow, 2))).rejects.toMatchObject({ code: 'not-found' })
      expect(await store().flows.activeDeployment(flow.clientId, flow.id, 'live')).toEqual(running)
    })

    it('keep samples, which are replaced by id', async () => {
      const flow = await created()
      const sample = aSample(flow, { expected: { map: { total: '12.50' } }, origin: { kind: 'run', runId: 'run_1', masked: 3 } })
      await store().flows.putSample(sample)
      await store().flows.putSample({ ...sample, name: 'Renamed' })
      expect(await store().flows.samples(flow.clientId, flow.id)).toEqual([{ ...sample, name: 'Renamed' }])
      expect(await store().flows.removeSample(flow.clientId, flow.id, sample.id)).toBe(true)
      expect(await store().flows.removeSample(flow.clientId, flow.id, sample.id)).toBe(false)
    })

    it('take everything of theirs along when they are removed', async () => {
      const flow = await created()
      await publish(flow)
      await store().flows.deploy(deployment(flow, 1))
      await store().flows.putSample(aSample(flow))
      await store().hooks.put(aHook(flow, { token: 'token-1' }))
      await store().hooks.putSchedule(aSchedule(flow))
      expect(await store().flows.remove(flow.clientId, flow.id)).toBe(true)
      expect(await store().flows.remove(flow.clientId, flow.id)).toBe(false)
      expect(await store().flows.deployments(flow.clientId)).toEqual([])
      expect(await store().flows.samples(flow.clientId, flow.id)).toEqual([])
      expect(await store().hooks.byToken('token-1')).toBeUndefined()
      expect(await store().hooks.dueSchedules(later(1))).toEqual([])
    })
  })
}
