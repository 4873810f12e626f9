// Partners, clients, members, API keys, the audit trail, and the store itself.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { ApiKeyRow, AuditEntry, Store } from '../ports.ts'
import { NOW, aClient, later, twoClients } from './arrange.ts'

export function accountCases(store: () => Store): void {
  describe('accounts', () => {
    it('begin with the first partner', async () => {
      expect(await store().isEmpty()).toBe(true)
      await twoClients(store())
      expect(await store().isEmpty()).toBe(false)
      expect(await store().tenancy.partners()).toMatchObject([{ name: 'Harbour' }])
    })

    it('find a client by id or slug, within its partner', async () => {
      const { partnerId, a } = await twoClients(store())
      const client = await store().tenancy.clientById(a)
      expect(client).toMatchObject({ partnerId, slug: 'north-sea-outfitters' })
      expect(await store().tenancy.client(partnerId, a)).toEqual(client)
      expect(await store().tenancy.client(partnerId, 'north-sea-outfitters')).toEqual(client)
      expect(await store().tenancy.client('part_other', a)).toBeUndefined()
      expect(await store().tenancy.clients(partnerId)).toHaveLength(2)
      expect(await store().tenancy.clients('part_other')).toEqual([])
    })

    it('have a slug once within a partner, and no client without a partner', async () => {
      const { partnerId } = await twoClients(store())
      await expect(store().tenancy.createClient(aClient(partnerId, 'bay-books'))).rejects.toMatchObject({ code: 'conflict' })
      await expect(store().tenancy.createClient(aClient('part_none', 'bay-books'))).rejects.toMatchObject({ code: 'not-found' })
    })

    it('keep one membership of a user in a partner', async () => {
      const { partnerId, a } = await twoClients(store())
      await store().tenancy.putMembership({ userId: 'user_1', partnerId, role: 'analyst', clientIds: [a] })
      expect(await store().tenancy.membershipsOf('user_1')).toEqual([{ userId: 'user_1', partnerId, role: 'analyst', clientIds: [a] }])
      await store().tenancy.putMembership({ userId: 'user_1', partnerId, role: 'consultant', clientIds: null })
      expect(await store().tenancy.members(partnerId)).toEqual([{ userId: 'user_1', partnerId, role: 'consultant', clientIds: null }])
      expect(await store().tenancy.membershipsOf('user_2')).toEqual([])
    })

    it('remember that a person saw the tour, whatever becomes of their role', async () => {
      const { partnerId } = await twoClients(store())
      const toured = async () => (await store().tenancy.membershipsOf('user_1'))[0]?.touredAt
      await store().tenancy.putMembership({ userId: 'user_1', partnerId, role: 'analyst', clientIds: null })
      expect(await toured()).toBeUndefined()
      await store().tenancy.setToured(partnerId, 'user_1', NOW.toISOString())
      await store().tenancy.putMembership({ userId: 'user_1', partnerId, role: 'operator', clientIds: null })
      expect(await toured()).toBe(NOW.toISOString())
      await store().tenancy.setToured(partnerId, 'user_1', null)
      expect(await toured()).toBeUndefined()
    })
  })

  describe('a member who leaves', () => {
    it('is gone from this partner, and from no other', async () => {
      const { partnerId } = await twoClients(store())
      await store().tenancy.createPartner({ id: 'part_other', name: 'Other', createdAt: NOW.toISOString() })
      for (const id of [partnerId, 'part_other']) {
        await store().tenancy.putMembership({ userId: 'user_1', partnerId: id, role: 'analyst', clientIds: null })
      }
      expect(await store().tenancy.removeMembership(partnerId, 'user_1')).toBe(true)
      expect(await store().tenancy.removeMembership(partnerId, 'user_1')).toBe(false)
      expect(await store().tenancy.members(partnerId)).toEqual([])
      expect(await store().tenancy.membershipsOf('user_1')).toMatchObject([{ partnerId: 'part_other' }])
    })

    it('takes the keys along that they made', async () => {
      const { partnerId } = await twoClients(store())
      const key = { partnerId, role: 'operator', clientIds: null, name: 'till', createdAt: NOW.toISOString() } as const
      await store().apiKeys.create({ ...key, id: 'key_1', hash: 'hash-a', createdBy: 'ada@example.com' })
      await store().apiKeys.create({ ...key, id: 'key_2', hash: 'hash-b', createdBy: 'eve@example.com' })
      await store().apiKeys.create({ ...key, id: 'key_3', hash: 'hash-c' })
      expect(await store().apiKeys.removeMadeBy('part_other', 'ada@example.com')).toBe(0)
      expect(await store().apiKeys.removeMadeBy(partnerId, 'ada@example.com')).toBe(1)
      expect((await store().apiKeys.list(partnerId)).map(({ id }) => id)).toEqual(['key_2', 'key_3'])
      expect(await store().apiKeys.byHash('hash-b')).toMatchObject({ createdBy: 'eve@example.com' })
    })
  })

  describe('API keys', () => {
    it('are found by their hash until they are removed, by their own partner only', async () => {
      const { partnerId } = await twoClients(store())
      const key: ApiKeyRow = {
        id: newId('key'),
        partnerId,
        role: 'operator',
        clientIds: ['client_a'],
        name: 'till',
        hash: 'hash-1',
        createdAt: NOW.toISOString(),
        expiresAt: later(1).toISOString(),
      }
      await store().apiKeys.create(key)
      await store().apiKeys.create({ ...key, id: newId('key'), hash: 'hash-2', clientIds: null })
      expect(await store().apiKeys.byHash('hash-1')).toEqual(key)
      expect(await store().apiKeys.byHash('hash-2')).toMatchObject({ clientIds: null })
      expect(await store().apiKeys.list(partnerId)).toHaveLength(2)
      expect(await store().apiKeys.list('part_other')).toEqual([])
      expect(await store().apiKeys.remove('part_other', key.id)).toBe(false)
      expect(await store().apiKeys.remove(partnerId, key.id)).toBe(true)
      expect(await store().apiKeys.byHash('hash-1')).toBeUndefined()
    })
  })

  describe('the audit trail', () => {
    it('is read newest first, in pages that entries of one instant do not upset', async () => {
      const { partnerId, a } = await twoClients(store())
      const entry = (i: number): AuditEntry => ({
        id: newId('audit', NOW.getTime() + i),
        partnerId,
        clientId: a,
        actor: 'user_1',
        action: 'flow.publish',
        target: `flow_${i}`,
        at: later(i < 3 ? 0 : i).toISOString(),
        details: { version: i },
      })
      const entries = [0, 1, 2, 3, 4].map(entry)
      for (const each of entries) await store().audit.append(each)
      const first = await store().audit.list(partnerId, { limit: 3 })
      await store().audit.append(entry(9))
      const second = await store().audit.list(partnerId, { limit: 3, ...(first.next !== undefined && { cursor: first.next }) })
      expect([...first.items, ...second.items]).toEqual(entries.toReversed())
      expect(second.next).toBeUndefined()
      expect((await store().audit.list('part_other', { limit: 3 })).items).toEqual([])
    })
  })

  describe('the store', () => {
    it('proves on demand that it can commit', async () => {
      await expect(store().check()).resolves.toBeUndefined()
      await expect(store().check()).resolves.toBeUndefined()
    })

    it('does a task in one place at a time: others wait for their turn or leave it', async () => {
      const seen: string[] = []
      let end = () => {}
      const ended = new Promise<void>((resolve) => (end = resolve))
      const first = store().alone('task', 'wait', async () => {
        seen.push('first begins')
        await ended
        seen.push('first ends')
        return 1
      })
      await expect.poll(() => seen).toEqual(['first begins'])
      const second = store().alone('task', 'wait', async () => {
        seen.push('second')
        return 2
      })
      expect(await store().alone('task', 'skip', async () => 3)).toBeUndefined()
      expect(await store().alone('another task', 'skip', async () => 4)).toBe(4)
      end()
      expect(await Promise.all([first, second])).toEqual([1, 2])
      expect(seen).toEqual(['first begins', 'first ends', 'second'])
      await expect(store().alone('task', 'skip', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
      expect(await store().alone('task', 'skip', async () => 5)).toBe(5)
    })

    it('commits what was asked for before it closed, and refuses what comes after', async () => {
      const writes = Promise.all(
        Array.from({ length: 20 }, (_, i) => store().tenancy.createPartner({ id: `part_${i}`, name: 'P', createdAt: '' })),
      )
      await store().close()
      await writes
      await expect(store().check()).rejects.toMatchObject({ code: 'store-failed' })
    })
  })
}
