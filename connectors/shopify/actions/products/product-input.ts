// What a flow says of a product, and what Shopify is told: `productSet` replaces lists, so what the flow does not speak of is listed again.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { Variant } from '../../documents/product.ts'
import { Metafields } from '../../metafields/discover.ts'
import { choice } from '../../schemas/parts.ts'
import type { WholeProduct } from './read-product.ts'

export const PRICE = { pattern: '^[0-9]{1,15}(\\.[0-9]{1,6})?$' }

const VariantInput = Type.Object(
  {
    options: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ title: 'Option', description: 'Such as Colour', minLength: 1, maxLength: 255 }),
            value: Type.String({ title: 'Value', description: 'Such as Navy', minLength: 1, maxLength: 255 }),
          },
          { additionalProperties: false },
        ),
        {
          title: 'Options',
          description: 'What tells this variant from the others. Leave it out for a product without variants.',
          maxItems: 3,
        },
      ),
    ),
    sku: Type.Optional(Type.String({ title: 'SKU', maxLength: 255 })),
    barcode: Type.Optional(Type.String({ title: 'Barcode', maxLength: 255 })),
    price: Type.Optional(Type.String({ title: 'Price', description: 'Decimal text in the currency of the shop, such as 12.50', ...PRICE })),
    compareAtPrice: Type.Optional(
      Type.Union([Type.String(PRICE), Type.Null()], {
        title: 'Price before',
        description: 'Struck through beside the price; null for none',
      }),
    ),
    cost: Type.Optional(Type.String({ title: 'Cost', ...PRICE })),
    taxable: Type.Optional(Type.Boolean({ title: 'Taxable' })),
    requiresShipping: Type.Optional(Type.Boolean({ title: 'Ships' })),
    tracked: Type.Optional(Type.Boolean({ title: 'Counted', description: 'Shopify keeps a count of it' })),
    sellsWhenOut: Type.Optional(Type.Boolean({ title: 'Sells when out of stock' })),
    grams: Type.Optional(Type.Number({ title: 'Weight', description: 'In grams', minimum: 0 })),
    fields: Metafields,
  },
  { additionalProperties: false },
)
export type VariantInput = Static<typeof VariantInput>

export const PRODUCT_MEMBERS = {
  title: Type.Optional(Type.String({ title: 'Title', description: 'Needed for a new product', minLength: 1, maxLength: 255 })),
  description: Type.Optional(Type.String({ title: 'Description', description: 'HTML', maxLength: 65_000 })),
  vendor: Type.Optional(Type.String({ title: 'Vendor', maxLength: 255 })),
  type: Type.Optional(Type.String({ title: 'Type', maxLength: 255 })),
  status: Type.Optional(choice(['active', 'draft', 'archived', 'unlisted'], { title: 'Status' })),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255, pattern: '^[^,]*$' }), {
      title: 'Tags',
      description: 'Replaces the tags that are there',
      maxItems: 250,
    }),
  ),
  variants: Type.Optional(
    Type.Array(VariantInput, {
      title: 'Variants',
      description: 'Leave it out to leave all variants as they are',
      minItems: 1,
      maxItems: 250,
    }),
  ),
  otherVariants: Type.Optional(
    choice(['keep', 'remove'], {
      title: 'Other variants',
      description: 'What happens to variants of the product that are not listed. remove deletes them, with their stock.',
      default: 'keep',
    }),
  ),
  fields: Metafields,
  metafields: Type.Optional(
    Type.Array(
      Type.Object(
        {
          namespace: Type.String({ title: 'Namespace', minLength: 1, maxLength: 255 }),
          key: Type.String({ title: 'Key', minLength: 1, maxLength: 64 }),
          value: Type.String({ title: 'Value', maxLength: 65_000 }),
          type: Type.Optional(
            Type.String({
              title: 'Type',
              description: 'Such as single_line_text_field; not needed where the metafield is defined',
              maxLength: 255,
            }),
          ),
        },
        { additionalProperties: false },
      ),
      { title: 'Metafields', description: 'Those without a definition; others stay as they are', minItems: 1, maxItems: 25 },
    ),
  ),
}
const Members = Type.Object(PRODUCT_MEMBERS)
export type ProductMembers = Static<typeof Members>

const DEFAULT_OPTIONS = [{ name: 'Title', value: 'Default Title' }]

/** `productSet`'s input but for what names the product. Throws `vendor-rejected` for variants that cannot be told apart. */
export function productSetInput(members: ProductMembers, existing: WholeProduct | undefined): Record<string, Json> {
  const { title, description, vendor, type, status, tags, variants } = members
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { descriptionHtml: description }),
    ...(vendor !== undefined && { vendor }),
    ...(type !== undefined && { productType: type }),
    ...(status !== undefined && { status: status.toUpperCase() }),
    ...(tags !== undefined && { tags }),
    ...(variants !== undefined && variantLists(variants, existing?.variants ?? [], members.otherVariants ?? 'keep')),
  }
}

function variantLists(given: readonly VariantInput[], existing: readonly Variant[], others: 'keep' | 'remove'): Record<string, Json> {
  const taken = new Set<string>()
  const listed = given.map((variant, index) => {
    const options = variant.options ?? DEFAULT_OPTIONS
    const match = matchOf(variant, options, existing, taken)
    if (match) taken.add(match.id)
    return { index, options, match, variant }
  })
  const keys = listed.map(({ options }) => keyOf(options))
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (twice >= 0) {
    throw new AppError('action-input-invalid', {
      message: 'Two variants have the same options.',
      fix: 'Give each variant of the product another value of an option.',
      issues: [{ path: `/variants/${twice}/options`, code: 'action-input-invalid', message: 'Another variant has the same options.' }],
    })
  }
  const kept =
    others === 'remove'
      ? []
      : existing.filter(({ id }) => !taken.has(id)).filter(({ selectedOptions }) => !keys.includes(keyOf(selectedOptions)))
  const all = [...listed.map(({ options }) => options), ...kept.map(({ selectedOptions }) => selectedOptions)]
  return {
    productOptions: optionsOf(all),
    variants: [
      ...listed.map(({ variant, options, match }) => variantSetInput(variant, options, match?.id)),
      ...kept.map(({ id, selectedOptions }) => ({ id, optionValues: optionValues(selectedOptions) })),
    ],
  }
}

type Options = readonly { readonly name: string; readonly value: string }[]

/** The variant that was made of what the flow gave. */
export const variantOf = ({ options = DEFAULT_OPTIONS }: VariantInput, variants: readonly Variant[]): Variant | undefined =>
  variants.find(({ selectedOptions }) => keyOf(selectedOptions) === keyOf(options))

/** The same options, or else the same SKU: an option's value may have been renamed. */
function matchOf({ sku }: VariantInput, options: Options, existing: readonly Variant[], taken: ReadonlySet<string>): Variant | undefined {
  const free = existing.filter(({ id }) => !taken.has(id))
  return (
    free.find(({ selectedOptions }) => keyOf(selectedOptions) === keyOf(options)) ??
    (sku === undefined || sku === '' ? undefined : free.find((variant) => variant.sku === sku))
  )
}

const keyOf = (options: Options): string =>
  JSON.stringify(options.map(({ name, value }) => JSON.stringify([name, value])).toSorted((a, b) => a.localeCompare(b)))

function optionsOf(all: readonly Options[]): Json[] {
  const values = new Map<string, Set<string>>()
  for (const { name, value } of all.flat()) values.set(name, (values.get(name) ?? new Set()).add(value))
  return [...values].map(([name, names], index) => ({ name, position: index + 1, values: [...names].map((value) => ({ name: value })) }))
}

const optionValues = (options: Options): Json[] => options.map(({ name, value }) => ({ optionName: name, name: value }))

function variantSetInput(variant: VariantInput, options: Options, id: string | undefined): Json {
  const { sku, barcode, price, compareAtPrice, cost, taxable, requiresShipping, tracked, sellsWhenOut, grams } = variant
  const item = {
    ...(cost !== undefined && { cost }),
    ...(tracked !== undefined && { tracked }),
    ...(requiresShipping !== undefined && { requiresShipping }),
    ...(grams !== undefined && { measurement: { weight: { value: grams, unit: 'GRAMS' } } }),
  }
  return {
    ...(id !== undefined && { id }),
    optionValues: optionValues(options),
    ...(sku !== undefined && { sku }),
    ...(barcode !== undefined && { barcode }),
    ...(price !== undefined && { price }),
    ...(compareAtPrice !== undefined && { compareAtPrice }),
    ...(taxable !== undefined && { taxable }),
    ...(sellsWhenOut !== undefined && { inventoryPolicy: sellsWhenOut ? 'CONTINUE' : 'DENY' }),
    ...(Object.keys(item).length > 0 && { inventoryItem: item }),
  }
}
