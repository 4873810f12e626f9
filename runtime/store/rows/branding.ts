// Rows of `branding` and `branding_images`, and the statements that both stores use.
import type { BrandImage, BrandSettings, ImageType } from '#shared/model/branding.ts'
import type { BrandingRow, StoredImage } from '../ports.ts'
import { fromJson } from './json.ts'

export interface StoredBranding {
  readonly settings: string
  readonly updated_at: string
}
export interface ListedImage {
  readonly image: string
  readonly hash: string
  readonly type: string
  readonly size: number
}
export interface ImageBytes {
  readonly type: string
  readonly bytes: Uint8Array
}

export const toBranding = ({ settings, updated_at }: StoredBranding, images: readonly ListedImage[]): BrandingRow => ({
  settings: fromJson<BrandSettings>(settings),
  images: images.map(({ image, hash, type, size }) => ({ image: image as BrandImage, hash, type: type as ImageType, size })),
  updatedAt: updated_at,
})
export const toImage = ({ type, bytes }: ImageBytes): StoredImage => ({ type: type as ImageType, bytes: new Uint8Array(bytes) })

export const SETTINGS = 'SELECT settings, updated_at FROM branding WHERE partner_id = ?'
export const IMAGES = 'SELECT image, hash, type, length(bytes) AS size FROM branding_images WHERE partner_id = ? ORDER BY image'
export const SAVE = `INSERT INTO branding (partner_id, settings, updated_at) VALUES (?, ?, ?)
  ON CONFLICT (partner_id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`
/** Makes the row that images belong to. */
export const TOUCH = `INSERT INTO branding (partner_id, settings, updated_at) VALUES (?, '{}', ?)
  ON CONFLICT (partner_id) DO UPDATE SET updated_at = excluded.updated_at`
export const PUT_IMAGE = `INSERT INTO branding_images (partner_id, image, hash, type, bytes) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (partner_id, image) DO UPDATE SET hash = excluded.hash, type = excluded.type, bytes = excluded.bytes`
export const REMOVE_IMAGE = 'DELETE FROM branding_images WHERE partner_id = ? AND image = ?'
export const REMOVE = 'DELETE FROM branding WHERE partner_id = ?'
export const IMAGE = 'SELECT type, bytes FROM branding_images WHERE hash = ?'
