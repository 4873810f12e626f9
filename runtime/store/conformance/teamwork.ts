// Several people on one flow: who is seen there, and comments on versions.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { FlowViewer } from '#shared/model/teamwork.ts'
import type { Store } from '../ports.ts'
import { aFlow, later, NOW, twoClients } from './arrange.ts'

export function teamworkCases(store: () => Store): void {
  const aPlace = async () => {
    const { a, b } = await twoClients(store())
    const flow = aFlow(a)
    await store().flows.create(flow)
    await store().flows.publish(a, flow.id, flow.draft, '', 'user_1', NOW)
    return { client: a, other: b, flowId: flow.id }
  }
  const viewer = (clientId: string, flowId: string, over: Partial<FlowViewer> = {}): FlowViewer => ({
    clientId,
    flowId,
    seat: 'seat-1',
    userId: 'user_1',
    name: 'Ada',
    seenAt: NOW.toISOString(),
    ...over,
  })

  describe('teamwork', () => {
    it('shows who was seen since, each window once, and forgets the others', async () => {
      const { client, other, flowId } = await aPlace()
      const { see, viewers, leave } = store().teamwork
      await see(viewer(client, flowId), NOW)
      await see(viewer(client, flowId, { nodeId: 'map-order', seenAt: later(5_000).toISOString() }), NOW)
      await see(viewer(client, flowId, { seat: 'seat-2', userId: 'user_2', name: 'Bo', seenAt: later(9_000).toISOString() }), NOW)
      expect(await viewers(client, flowId, NOW)).toMatchObject([{ name: 'Ada', nodeId: 'map-order' }, { name: 'Bo' }])
      expect(await viewers(client, flowId, later(6_000))).toMatchObject([{ name: 'Bo' }])
      expect(await viewers(other, flowId, NOW)).toEqual([])
      await see(viewer(client, flowId, { seat: 'seat-3', seenAt: later(20_000).toISOString() }), later(8_000))
      expect((await viewers(client, flowId, NOW)).map(({ seat }) => seat)).toEqual(['seat-3', 'seat-2'])
      await leave({ clientId: client, flowId, seat: 'seat-2', userId: 'user_1' })
      await leave({ clientId: client, flowId, seat: 'seat-3', userId: 'user_1' })
      expect((await viewers(client, flowId, NOW)).map(({ seat }) => seat)).toEqual(['seat-2'])
    })

    it('keeps comments in their order; only who wrote one takes it away', async () => {
      const { client, other, flowId } = await aPlace()
      const { comment, comments, removeComment } = store().teamwork
      const made = ['First', 'Second'].map((text, i) => ({
        id: newId('remark', NOW.getTime() + i),
        clientId: client,
        flowId,
        version: 1,
        text,
        createdAt: later(i).toISOString(),
        createdBy: 'ada@example.com',
      }))
      for (const one of made) await comment(one)
      expect(await comments(client, flowId)).toEqual(made)
      expect(await comments(other, flowId)).toEqual([])
      expect(await removeComment(client, flowId, made[0]?.id ?? '', 'bo@example.com')).toBe(false)
      expect(await removeComment(other, flowId, made[0]?.id ?? '', 'ada@example.com')).toBe(false)
      expect(await removeComment(client, flowId, made[0]?.id ?? '', 'ada@example.com')).toBe(true)
      expect(await comments(client, flowId)).toEqual(made.slice(1))
    })

    it('goes with its flow', async () => {
      const { client, flowId } = await aPlace()
      await store().teamwork.see(viewer(client, flowId), NOW)
      await store().flows.remove(client, flowId)
      expect(await store().teamwork.viewers(client, flowId, NOW)).toEqual([])
    })
  })
}
