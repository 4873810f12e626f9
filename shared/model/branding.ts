// Under which name and with which looks a partner runs this product for its clients.
import { Type, type Static } from 'typebox'

export const PRODUCT_NAME = 'Tillflow'

export const BrandSettings = Type.Object(
  {
    /** In place of the product's own name. */
    productName: Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\s\\p{C}<>]([^\\p{C}<>]*[^\\s\\p{C}<>])?$' })),
    /** `#rrggbb`; shades are made of it. */
    color: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
    /** Where people find help. */
    support: Type.Optional(
      Type.Object(
        {
          /** An e-mail address, or an https:// link. */
          address: Type.String({ minLength: 3, maxLength: 200 }),
          /** Such as when somebody answers. */
          text: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type BrandSettings = Static<typeof BrandSettings>

/** `logo-dark`: in place of `logo` on dark pages. `mark`: the small square one, in the browser's tab and the narrow navigation. */
export const BrandImage = Type.Union([Type.Literal('logo'), Type.Literal('logo-dark'), Type.Literal('mark')])
export type BrandImage = Static<typeof BrandImage>
export const BRAND_IMAGES: readonly BrandImage[] = ['logo', 'logo-dark', 'mark']

export const IMAGE_TYPES = ['image/png', 'image/svg+xml', 'image/webp'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]
export const MAX_IMAGE_BYTES = 200_000

/** What everybody sees who uses the product under this brand. */
export interface Brand {
  readonly productName: string
  /** Absent: the product's own. */
  readonly color?: string
  /** Addresses below this server; they change with the image. */
  readonly images: Readonly<Partial<Record<BrandImage, string>>>
  /** `name` is the partner's: "Ask {{name}}". */
  readonly support?: { readonly name: string; readonly address: string; readonly text?: string }
}

export const NO_BRAND: Brand = { productName: PRODUCT_NAME, images: {} }

/** What who administers the partner has set. */
export interface Branding {
  readonly settings: BrandSettings
  readonly images: Readonly<Partial<Record<BrandImage, { readonly url: string; readonly type: ImageType; readonly bytes: number }>>>
  /** Absent before anything was set. */
  readonly updatedAt?: string
  /** False where several partners share this installation: before somebody signs in, nobody knows whose people they are. */
  readonly isSeenBeforeSignIn: boolean
}

/** Where a person writes to or goes to. */
export const supportHref = (address: string): string =>
  /^https:/i.test(address) ? address : `mailto:${encodeURI(address).replaceAll('?', '%3F').replaceAll('&', '%26')}`

/** True when the brand shows nothing of the product's own name or looks. */
export const isBranded = ({ productName, color, images }: Brand): boolean =>
  productName !== PRODUCT_NAME || color !== undefined || Object.keys(images).length > 0
