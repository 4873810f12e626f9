// Makes an item with one variation of a SKU, or changes the variation that has it.
// https://developer.squareup.com/reference/square/catalog-api/upsert-catalog-object
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { toMinor } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { findVariation, Sku } from '../catalogue.ts'
import { post, read } from '../client.ts'
import { Product, PRODUCT, toProduct } from '../product.ts'
import { UPSERT_PRODUCT_FIELDS } from '../retail.ts'
import { Variation } from '../schemas.ts'
import { keyOf } from './create-refund.ts'

const Input = speaking(
  'product',
  Type.Object(
    {
      sku: Sku,
      name: Type.Optional(
        Type.String({
          title: 'Item',
          description: 'Its name; needed for a new one. That of an item that is there stays.',
          minLength: 1,
          maxLength: 512,
        }),
      ),
      variation: Type.Optional(Type.String({ title: 'Variation', description: 'Its name, such as Navy.', minLength: 1, maxLength: 255 })),
      description: Type.Optional(Type.String({ title: 'Description', description: 'Of a new item.', maxLength: 4_096 })),
      barcode: Type.Optional(Type.String({ title: 'Barcode', description: 'GTIN of 8 to 14 digits.', pattern: '^\\d{8}(\\d{4,6})?$' })),
      price: Type.Optional(
        Type.String({
          title: 'Price',
          description: 'Decimal text, with tax where the tax is included in prices.',
          pattern: '^\\d{1,9}(\\.\\d{1,4})?$',
        }),
      ),
      currency: Type.Optional(Type.String({ title: 'Currency', description: 'Of the price; that of the account.', pattern: '^[A-Z]{3}$' })),
      trackStock: Type.Optional(Type.Boolean({ title: 'Count stock', description: 'Whether tills take sales off the stock.' })),
    },
    { additionalProperties: false },
  ),
  UPSERT_PRODUCT_FIELDS,
)
type Wanted = Static<typeof Input>

/** A whole object: what is not sent again is gone. */
const Whole = Type.Intersect([Variation, Type.Object({ version: Type.Integer() })])
const Item = Type.Object({
  item_data: Type.Object({ name: Type.Optional(Type.String()), variations: Type.Array(Variation, { minItems: 1 }) }),
})

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description: 'Writes price, name, barcode and stock keeping of the variation with this SKU; makes an item where there is none.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Type.Object({ product: Product, created: Type.Boolean({ title: 'Made now' }) }),
  example: { product: PRODUCT, created: false },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const data = dataOf(wanted)
    const found = await findVariation(context, wanted.sku)
    // What Square answers, not what a search finds: searches lag behind.
    if (found) return { product: toProduct(await change(context, found.variation.id, data), found.itemName), created: false }
    const { item_data: made } = await make(context, wanted, data)
    return { product: toProduct(made.variations[0] ?? { id: '' }, made.name), created: true }
  },
} as const satisfies Action

/** What a variation is given; the rest of it stays. */
function dataOf({ sku, variation, barcode, price, currency, trackStock }: Wanted): Readonly<Record<string, unknown>> {
  if (price !== undefined && currency === undefined) throw invalid('/currency', 'A price needs its currency.')
  const amount = price === undefined ? undefined : toMinor(price, currency ?? '')
  if (price !== undefined && amount === undefined) throw invalid('/price', 'The price has more decimals than its currency.')
  return {
    sku,
    ...(variation !== undefined && { name: variation }),
    ...(barcode !== undefined && { upc: barcode }),
    ...(amount !== undefined && { pricing_type: 'FIXED_PRICING', price_money: { amount, currency } }),
    ...(trackStock !== undefined && { track_inventory: trackStock }),
  }
}

async function change(context: ActionContext, id: string, data: Readonly<Record<string, unknown>>): Promise<Variation> {
  const { object } = await read(context, `/v2/catalog/object/${id}`, Type.Object({ object: Whole }))
  const before: Readonly<Record<string, unknown>> = object.item_variation_data ?? {}
  if (Object.entries(data).every(([name, value]) => isSame(before[name], value))) return object
  // The version is that which was read: Square refuses it where somebody else was faster, and the step is tried again.
  return (await upsert(context, Variation, { ...object, item_variation_data: { ...before, ...data } })).catalog_object
}

async function make(
  context: ActionContext,
  { name, description }: Wanted,
  data: Readonly<Record<string, unknown>>,
): Promise<Static<typeof Item>> {
  if (name === undefined) throw invalid('/name', 'Square has no product with this SKU, and a new one needs a name.')
  const variation = {
    type: 'ITEM_VARIATION',
    id: '#variation',
    // Of an item with one variation nobody sees its name; Square's own word.
    item_variation_data: { item_id: '#item', name: 'Regular', pricing_type: 'VARIABLE_PRICING', ...data },
  }
  const item_data = { name, ...(description !== undefined && { description }), variations: [variation] }
  return (await upsert(context, Item, { type: 'ITEM', id: '#item', item_data })).catalog_object
}

/** The same object is the same key: a try after a lost answer is answered with the first one. */
const upsert = <S extends TSchema>(context: ActionContext, schema: S, object: object) =>
  post(context, '/v2/catalog/object', Type.Object({ catalog_object: schema }), {
    idempotency_key: keyOf(JSON.stringify([context.idempotencyKey, object])),
    object: object as Readonly<Record<string, unknown>>,
  })

function isSame(before: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return before === wanted
  const known = typeof before === 'object' && before !== null ? (before as Readonly<Record<string, unknown>>) : {}
  return Object.entries(wanted).every(([name, value]) => known[name] === value)
}

const invalid = (path: string, message: string) =>
  new AppError('action-input-invalid', { message, issues: [{ path, code: 'invalid', message }] })
