// Mapping parts: versions that never change, of a partner and of its clients.
import { describe, expect, it } from 'vitest'
import type { PartVersion } from '#shared/model/mapping-parts.ts'
import type { Store } from '../ports.ts'
import { twoClients } from './arrange.ts'

export function mappingPartCases(store: () => Store): void {
  const aPart = async (): Promise<PartVersion> => {
    const { partnerId } = await twoClients(store())
    return {
      partnerId,
      clientId: '',
      name: 'address',
      version: 1,
      label: 'Address',
      body: { kind: 'record', rows: [{ target: 'city', rule: { kind: 'expression', expression: 'city' } }] },
      cases: [{ id: 'a', name: 'One', input: { city: 'York' }, expected: { city: 'York' } }],
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'ada@example.com',
    }
  }

  describe('mapping parts', () => {
    it('have versions, of which the newest counts and none is changed', async () => {
      const first = await aPart()
      const { mappingParts } = store()
      expect(await mappingParts.add(first)).toBe(true)
      expect(await mappingParts.add({ ...first, label: 'Other' })).toBe(false)
      const second: PartVersion = {
        ...first,
        version: 2,
        note: 'With a country',
        body: { kind: 'value', expression: 'city' },
        description: 'D',
      }
      expect(await mappingParts.add(second)).toBe(true)
      expect(await mappingParts.versions(first.partnerId, '', 'address')).toEqual([second, first])
      expect(await mappingParts.newest(first.partnerId)).toEqual([second])
    })
    it('of a client stand beside those of its partner, and go alone', async () => {
      const shared = await aPart()
      const own = { ...shared, clientId: 'client_own', label: 'Own' }
      const { mappingParts } = store()
      await mappingParts.add(shared)
      await mappingParts.add(own)
      expect(await mappingParts.newest(shared.partnerId)).toEqual([shared, own])
      expect(await mappingParts.remove(shared.partnerId, 'client_own', 'address')).toBe(true)
      expect(await mappingParts.newest(shared.partnerId)).toEqual([shared])
    })
    it('are seen and removed by their partner only', async () => {
      const mine = await aPart()
      const { mappingParts } = store()
      await mappingParts.add(mine)
      expect(await mappingParts.newest('part_other')).toEqual([])
      expect(await mappingParts.versions('part_other', '', 'address')).toEqual([])
      expect(await mappingParts.remove('part_other', '', 'address')).toBe(false)
    })
  })
}
