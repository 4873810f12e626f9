// A partner's brand: what who administers it has set, and what everybody else is shown.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { MAIL_ADDRESS } from '#shared/mail-address.ts'
import {
  BRAND_IMAGES,
  MAX_IMAGE_BYTES,
  NO_BRAND,
  PRODUCT_NAME,
  type Brand,
  type BrandImage,
  type Branding,
  type BrandSettings,
} from '#shared/model/branding.ts'
import type { Partner } from '#shared/model/accounts.ts'
import { say } from '#shared/sentence.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { BrandingRow, BrandingStore, StoredImage, TenancyStore } from '../store/ports.ts'
import { checkImage } from './images.ts'

export interface BrandingService {
  get(partnerId: string): Promise<Branding>
  /** Throws `invalid-request` for a support address that is neither an e-mail address nor a link. */
  save(by: Actor, settings: BrandSettings): Promise<Branding>
  /** Takes PNG, SVG and WebP of up to 200 KB. Throws `too-large` and `invalid-request`. */
  putImage(by: Actor, image: BrandImage, body: AsyncIterable<Uint8Array>): Promise<Branding>
  removeImage(by: Actor, image: BrandImage): Promise<void>
  /** Back to the product's own name and looks. */
  reset(by: Actor): Promise<void>
  /** The partner's brand; undefined asks for the one to show to somebody whose partner is not known. */
  brand(partnerId: string | undefined): Promise<Brand>
  /** By the last part of an image's address. */
  image(hash: string): Promise<StoredImage | undefined>
}

export const IMAGES_PATH = '/brand/'

export function createBranding(options: {
  readonly store: BrandingStore
  readonly tenancy: Pick<TenancyStore, 'partners'>
  readonly audit: Audit
  readonly now: () => Date
}): BrandingService {
  const { store, tenancy, audit, now } = options

  /** Nobody's brand is shown to the people of another partner: before sign-in it is known only where there is just one. */
  async function partnerOf(partnerId: string | undefined): Promise<Partner | undefined> {
    const partners = await tenancy.partners()
    return partnerId === undefined ? (partners.length === 1 ? partners[0] : undefined) : partners.find(({ id }) => id === partnerId)
  }

  async function get(partnerId: string): Promise<Branding> {
    const [row, partners] = await Promise.all([store.get(partnerId), tenancy.partners()])
    const images = (row?.images ?? []).map(({ image, hash, type, size }) => [image, { url: IMAGES_PATH + hash, type, bytes: size }])
    return {
      settings: row?.settings ?? {},
      images: Object.fromEntries(images) as Branding['images'],
      ...(row && { updatedAt: row.updatedAt }),
      isSeenBeforeSignIn: partners.length === 1,
    }
  }

  return {
    get,
    async save(by, given) {
      const settings = read(given)
      await store.save(by.partnerId, settings, now())
      const { productName, color, support } = settings
      await audit.record(by, {
        action: 'branding.save',
        target: by.partnerId,
        details: { ...(productName && { productName }), ...(color && { color }), ...(support && { support: support.address }) },
      })
      return get(by.partnerId)
    },
    async putImage(by, image, body) {
      const { type, bytes } = checkImage(await readAll(body))
      // The partner is in it: the same picture of two partners has two addresses, and neither can be guessed.
      const hash = createHash('sha256').update(`${by.partnerId}\0${image}\0`).update(bytes).digest('hex').slice(0, 40)
      await store.putImage(by.partnerId, { image, hash, type, bytes }, now())
      await audit.record(by, { action: 'branding.image', target: by.partnerId, details: { image, type, bytes: bytes.length } })
      return get(by.partnerId)
    },
    async removeImage(by, image) {
      if (!(await store.removeImage(by.partnerId, image))) throw new AppError('not-found')
      await audit.record(by, { action: 'branding.image-remove', target: by.partnerId, details: { image } })
    },
    async reset(by) {
      if (await store.remove(by.partnerId)) await audit.record(by, { action: 'branding.reset', target: by.partnerId })
    },
    async brand(partnerId) {
      const partner = await partnerOf(partnerId)
      const row = partner && (await store.get(partner.id))
      return row ? brandOf(row, partner) : NO_BRAND
    },
    image: (hash) => store.image(hash),
  }
}

function brandOf({ settings, images }: BrandingRow, { name }: Partner): Brand {
  const { productName = PRODUCT_NAME, color, support } = settings
  return {
    productName,
    ...(color !== undefined && { color }),
    images: Object.fromEntries(
      BRAND_IMAGES.flatMap((image) => {
        const found = images.find((one) => one.image === image)
        return found ? [[image, IMAGES_PATH + found.hash] as const] : []
      }),
    ),
    ...(support && { support: { name, ...support } }),
  }
}

function read({ productName, color, support }: BrandSettings): BrandSettings {
  if (support && !new RegExp(MAIL_ADDRESS).test(support.address) && !isLink(support.address)) {
    throw new AppError('invalid-request', {
      message: say`"${support.address}" is neither an e-mail address nor a link.`,
      issues: [
        { path: '/support/address', code: 'invalid-request', message: 'Give an e-mail address, or a link that begins with https://.' },
      ],
    })
  }
  return {
    ...(productName !== undefined && productName !== PRODUCT_NAME && { productName }),
    ...(color !== undefined && { color: color.toLowerCase() }),
    ...(support && { support: { address: support.address, ...(support.text !== undefined && { text: support.text.trim() }) } }),
  }
}

function isLink(text: string): boolean {
  if (!/^https:\/\/\S+$/i.test(text)) return false
  const url = URL.parse(text)
  return url !== null && url.username === '' && url.password === ''
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_IMAGE_BYTES) {
      throw new AppError('too-large', {
        message: say`The picture is larger than ${MAX_IMAGE_BYTES / 1_000} KB.`,
        fix: 'Make it smaller: a logo is shown at 200 pixels at most.',
        details: { maxBytes: MAX_IMAGE_BYTES },
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
