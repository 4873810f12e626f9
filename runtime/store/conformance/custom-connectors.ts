// Partners' own connectors: versions that never change.
import { describe, expect, it } from 'vitest'
import type { CustomConnector } from '#shared/model/custom-connectors.ts'
import type { Store } from '../ports.ts'
import { twoClients } from './arrange.ts'

export function customConnectorCases(store: () => Store): void {
  const aConnector = async (over: Partial<CustomConnector> = {}): Promise<CustomConnector> => {
    const { partnerId } = await twoClients(store())
    return {
      id: `custom-${partnerId.replace('_', '')}`,
      partnerId,
      version: 1,
      definition: { name: 'Parcel', description: '', baseUrl: 'https://api.parcel.example', auth: { kind: 'none' }, operations: [] },
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'ada@example.com',
      ...over,
    }
  }

  describe('custom connectors', () => {
    it('have versions, of which the newest counts and none is changed', async () => {
      const first = await aConnector()
      const { customConnectors } = store()
      const before = await customConnectors.revision()
      expect(await customConnectors.add(first)).toBe(true)
      expect(await customConnectors.revision()).not.toBe(before)
      expect(await customConnectors.add({ ...first, definition: { ...first.definition, name: 'Other' } })).toBe(false)
      const second = { ...first, version: 2, note: 'More operations' }
      expect(await customConnectors.add(second)).toBe(true)
      expect(await customConnectors.versions(first.partnerId, first.id)).toEqual([second, first])
      expect((await customConnectors.newest()).filter(({ id }) => id === first.id)).toEqual([second])
    })
    it('are seen and removed by their partner only', async () => {
      const mine = await aConnector()
      const { customConnectors } = store()
      await customConnectors.add(mine)
      expect(await customConnectors.versions('part_other', mine.id)).toEqual([])
      expect(await customConnectors.remove('part_other', mine.id)).toBe(false)
      expect(await customConnectors.remove(mine.partnerId, mine.id)).toBe(true)
      expect(await customConnectors.versions(mine.partnerId, mine.id)).toEqual([])
    })
  })
}
