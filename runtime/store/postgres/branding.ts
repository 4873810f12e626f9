// Partners' brands on PostgreSQL. They belong to no client.
import type { BrandingStore } from '../ports.ts'
import {
  IMAGE,
  IMAGES,
  PUT_IMAGE,
  REMOVE,
  REMOVE_IMAGE,
  SAVE,
  SETTINGS,
  toBranding,
  toImage,
  TOUCH,
  type ImageBytes,
  type ListedImage,
  type StoredBranding,
} from '../rows/branding.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createBrandingStore({ read, change, write }: Connections): BrandingStore {
  return {
    async get(partnerId) {
      const [row] = await read<StoredBranding>(EVERY_CLIENT, SETTINGS, [partnerId])
      return row && toBranding(row, await read<ListedImage>(EVERY_CLIENT, IMAGES, [partnerId]))
    },
    async save(partnerId, settings, at) {
      await change(EVERY_CLIENT, SAVE, [partnerId, JSON.stringify(settings), at.toISOString()])
    },
    putImage: (partnerId, { image, hash, type, bytes }, at) =>
      write(EVERY_CLIENT, async (transaction) => {
        await transaction.query(TOUCH, [partnerId, at.toISOString()])
        await transaction.query(PUT_IMAGE, [partnerId, image, hash, type, bytes])
      }),
    removeImage: async (partnerId, image) => (await change(EVERY_CLIENT, REMOVE_IMAGE, [partnerId, image])).count > 0,
    remove: async (partnerId) => (await change(EVERY_CLIENT, REMOVE, [partnerId])).count > 0,
    async image(hash) {
      const [row] = await read<ImageBytes>(EVERY_CLIENT, IMAGE, [hash])
      return row && toImage(row)
    },
  }
}
