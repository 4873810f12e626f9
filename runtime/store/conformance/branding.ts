// A partner's brand and its images.
import { describe, expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import type { BrandSettings } from '#shared/model/branding.ts'
import type { Store } from '../ports.ts'
import { later, NOW } from './arrange.ts'

const SETTINGS: BrandSettings = {
  productName: 'Harbour Connect',
  color: '#00695c',
  support: { address: 'help@harbour.example', text: 'Monday to Friday' },
}
const logo = (name: string) => ({
  image: 'logo' as const,
  hash: `hash-of-${name}`,
  type: 'image/png' as const,
  bytes: Uint8Array.from([0, 255, 137, 80, name.length]),
})

export function brandingCases(store: () => Store): void {
  const aPartner = async () => {
    const id = newId('part')
    await store().tenancy.createPartner({ id, name: 'Harbour', createdAt: NOW.toISOString() })
    return id
  }

  describe('a brand', () => {
    it('is what was saved last, and nothing before', async () => {
      const { branding } = store()
      const mine = await aPartner()
      expect(await branding.get(mine)).toBeUndefined()
      await branding.save(mine, SETTINGS, NOW)
      await branding.save(mine, { color: '#112233' }, later(1_000))
      expect(await branding.get(mine)).toEqual({ settings: { color: '#112233' }, images: [], updatedAt: later(1_000).toISOString() })
    })
    it('has images, byte by byte, one of each kind', async () => {
      const { branding } = store()
      const mine = await aPartner()
      await branding.putImage(mine, logo('first'), NOW)
      const { image, hash, type, bytes } = logo('second')
      await branding.putImage(mine, logo('second'), later(1_000))
      await branding.putImage(mine, { ...logo('mark'), image: 'mark', type: 'image/svg+xml' }, later(2_000))
      expect(await branding.get(mine)).toEqual({
        settings: {},
        images: [
          { image, hash, type, size: bytes.length },
          { image: 'mark', hash: 'hash-of-mark', type: 'image/svg+xml', size: 5 },
        ],
        updatedAt: later(2_000).toISOString(),
      })
      expect(await branding.image('hash-of-first')).toBeUndefined()
      expect(await branding.image(hash)).toEqual({ type, bytes })
    })
    it('keeps its settings when images come and go', async () => {
      const { branding } = store()
      const mine = await aPartner()
      await branding.save(mine, SETTINGS, NOW)
      await branding.putImage(mine, logo('a'), NOW)
      await branding.save(mine, { ...SETTINGS, color: '#112233' }, NOW)
      expect((await branding.get(mine))?.images).toHaveLength(1)
      expect(await branding.removeImage(mine, 'logo')).toBe(true)
      expect(await branding.removeImage(mine, 'logo')).toBe(false)
      expect(await branding.get(mine)).toMatchObject({ settings: { ...SETTINGS, color: '#112233' }, images: [] })
    })
    it('is removed with its images, and only that of the one partner', async () => {
      const { branding } = store()
      const [mine, theirs] = [await aPartner(), await aPartner()]
      await branding.save(mine, SETTINGS, NOW)
      await branding.putImage(mine, logo('mine'), NOW)
      await branding.putImage(theirs, logo('theirs'), NOW)
      expect(await branding.removeImage(theirs, 'mark')).toBe(false)
      expect(await branding.remove(mine)).toBe(true)
      expect(await branding.remove(mine)).toBe(false)
      expect(await branding.get(mine)).toBeUndefined()
      expect(await branding.image('hash-of-mine')).toBeUndefined()
      expect(await branding.image('hash-of-theirs')).toEqual({ type: 'image/png', bytes: logo('theirs').bytes })
    })
    it('is of a partner that there is', async () => {
      await expect(store().branding.save('part_nobody', SETTINGS, NOW)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
