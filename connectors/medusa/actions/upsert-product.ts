// Creates or changes the product of a SKU: a product with one variant, or the variant that is there.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write } from '../client.ts'
import { plainPrices, Product, PRODUCT, toProduct } from '../product.ts'
import type { Variant } from '../schemas/stock.ts'
import { findVariant, Sku } from '../stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'product',
  Type.Object(
    {
      sku: Sku,
      title: Type.Optional(Type.String({ title: 'Name', description: 'Of the product; needed for a new one.', maxLength: 300 })),
      description: Type.Optional(Type.String({ title: 'Description', description: 'Of the product.', maxLength: 50_000 })),
      status: Type.Optional(
        Type.Union([Type.Literal('draft'), Type.Literal('published')], {
          title: 'Status',
          description: 'A new product is published when empty.',
        }),
      ),
      prices: Type.Optional(
        Type.Array(
          Type.Object(
            {
              amount: Type.String({ title: 'Amount', description: 'As decimal text.', pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$' }),
              currency: Type.String({ title: 'Currency', description: 'ISO 4217 code, such as USD.', pattern: '^[A-Z]{3}$' }),
            },
            { additionalProperties: false },
          ),
          { title: 'Prices', description: 'One for a currency; prices in other currencies stay.', maxItems: 50 },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  PRODUCT_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
type Price = NonNullable<Wanted['prices']>[number]
const Output = Type.Object({ product: Product, created: Type.Boolean({ title: 'Made now' }) })
const Written = Type.Object({ product: Type.Object({ id: Type.String() }) })

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description: 'Writes the product of a SKU: makes one with a single variant when it is not there. Only what is given is changed.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { product: PRODUCT, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const known = await findVariant(context, wanted.sku)
    if (known) return await change(known, wanted, context)
    try {
      await make(wanted, context)
    } catch (error) {
      // Somebody made it between the look and the try: "already exists".
      const other = hasErrorCode(error) && error.code === 'vendor-rejected' ? await findVariant(context, wanted.sku) : undefined
      if (!other) throw error
      return await change(other, wanted, context)
    }
    return { product: toProduct(await needVariant(wanted.sku, context)), created: true }
  },
} as const satisfies Action

async function make({ sku, title, description, status = 'published', prices = [] }: Wanted, context: ActionContext): Promise<void> {
  if (title === undefined || title === '') {
    throw new AppError('action-input-invalid', {
      message: say`There is no product "${sku}" yet, and a new one needs a name.`,
      issues: [{ path: '/title', code: 'required', message: 'A new product needs a name.' }],
    })
  }
  await write(context, '/admin/products', Written, {
    title,
    // Medusa would make it of the title alone, and refuse the second product of a name.
    handle: slug(`${title} ${sku}`),
    status,
    ...(description !== undefined && { description }),
    options: [{ title: 'Default', values: ['Default'] }],
    variants: [{ title: 'Default', sku, manage_inventory: true, options: { Default: 'Default' }, prices: prices.map(priceOf) }],
  })
}

/** What is so already is not written: it would look like a change to everybody who listens. */
async function change(variant: Variant, wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const { product } = variant
  const path = `/admin/products/${product.id}`
  const words = {
    ...(wanted.title !== undefined && wanted.title !== product.title && { title: wanted.title }),
    ...(wanted.description !== undefined && wanted.description !== product.description && { description: wanted.description }),
    ...(wanted.status !== undefined && wanted.status !== product.status && { status: wanted.status }),
  }
  if (Object.keys(words).length > 0) await write(context, path, Written, words)
  const known = plainPrices(variant)
  const isSame = ({ amount, currency }: Price) =>
    known.some((price) => price.currency_code === currency.toLowerCase() && new Decimal(price.amount).equals(amount))
  if (wanted.prices && !wanted.prices.every(isSame)) {
    const prices = wanted.prices
    const kept = known.filter(({ currency_code: code }) => !prices.some(({ currency }) => currency.toLowerCase() === code))
    // The list replaces the one that is there.
    await write(context, `${path}/variants/${variant.id}`, Written, {
      prices: [...kept.map(({ amount, currency_code: code }) => ({ amount, currency_code: code })), ...prices.map(priceOf)],
    })
  }
  return { product: toProduct(await needVariant(variant.sku ?? '', context)), created: false }
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const priceOf = ({ amount, currency }: Price) => ({
  amount: exactNumber(amount),
  currency_code: currency.toLowerCase(),
})

async function needVariant(sku: string, context: ActionContext): Promise<Variant> {
  const variant = await findVariant(context, sku)
  if (variant) return variant
  throw new AppError('vendor-answer-invalid', { message: say`Medusa does not find the product "${sku}" that it has just written.` })
}
