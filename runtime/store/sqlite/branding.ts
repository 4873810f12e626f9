// Partners' brands on SQLite.
import type { Database } from 'better-sqlite3'
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
import type { Writer } from './writer.ts'

export function createBrandingStore(database: Database, writer: Writer): BrandingStore {
  const settings = database.prepare<[string], StoredBranding>(SETTINGS)
  const images = database.prepare<[string], ListedImage>(IMAGES)
  const save = database.prepare<[string, string, string]>(SAVE)
  const touch = database.prepare<[string, string]>(TOUCH)
  const putImage = database.prepare<[string, string, string, string, Uint8Array]>(PUT_IMAGE)
  const removeImage = database.prepare<[string, string]>(REMOVE_IMAGE)
  const remove = database.prepare<[string]>(REMOVE)
  const image = database.prepare<[string], ImageBytes>(IMAGE)
  return {
    async get(partnerId) {
      const row = settings.get(partnerId)
      return row && toBranding(row, images.all(partnerId))
    },
    save: (partnerId, given, at) => writer.write(() => void save.run(partnerId, JSON.stringify(given), at.toISOString())),
    putImage: (partnerId, given, at) =>
      writer.write(() => {
        touch.run(partnerId, at.toISOString())
        putImage.run(partnerId, given.image, given.hash, given.type, given.bytes)
      }),
    removeImage: (partnerId, kind) => writer.write(() => removeImage.run(partnerId, kind).changes > 0),
    remove: (partnerId) => writer.write(() => remove.run(partnerId).changes > 0),
    async image(hash) {
      const row = image.get(hash)
      return row && toImage(row)
    },
  }
}
