// Creates or changes the product of a SKU, or the variation of a product.
import { Type, type Static } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write } from '../client.ts'
import { PRODUCT } from '../examples.ts'
import { metaOf, writesMeta } from '../meta-fields.ts'
import { findBySku, needBySku, pathOf, Product, Sku, toProduct } from '../product.ts'
import { WooProduct } from '../schemas/product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../retail.ts'

const Price = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, pattern: '^((0|[1-9][0-9]*)(\\.[0-9]+)?)?$' }))

const Input = speaking(
  'product',
  Type.Object(
    {
      sku: Sku,
      name: Type.Optional(
        Type.String({ title: 'Name', description: 'Needed for a new product; variations have none of their own.', maxLength: 300 }),
      ),
      status: Type.Optional(
        Type.Union([Type.Literal('publish'), Type.Literal('private'), Type.Literal('draft')], {
          title: 'Status',
          description: 'A new product is published when empty.',
        }),
      ),
      description: Type.Optional(Type.String({ title: 'Description', description: 'May be HTML.', maxLength: 50_000 })),
      regularPrice: Price('Regular price', "Decimal text in the shop's currency."),
      salePrice: Price('Sale price', 'Empty text ends the sale.'),
      weight: Price('Weight', "In the shop's unit of weight."),
      variationOf: Type.Optional(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU of the product', description: 'A product of the type "variable".', minLength: 1 }),
            options: Type.Array(
              Type.Object(
                {
                  name: Type.String({ title: 'Attribute', description: 'Such as Colour.' }),
                  option: Type.String({ title: 'Option', description: 'Such as Navy.' }),
                },
                { additionalProperties: false },
              ),
              { title: 'Options', description: 'What sets this variation apart.', minItems: 1, maxItems: 10 },
            ),
          },
          { additionalProperties: false, title: 'Variation of', description: 'For a variation.' },
        ),
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  PRODUCT_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({ product: Product, created: Type.Boolean({ title: 'Made now' }) })

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description: 'Writes the product or variation of a SKU: makes it when it is not there. Only what is given is changed.',
  effect: 'write',
  safety: 'upsert',
  discover: writesMeta('/products'),
  input: Input,
  output: Output,
  example: { product: PRODUCT, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const known = await findBySku(context, wanted.sku)
    if (known) return await change(known, wanted, context)
    try {
      return await make(wanted, context)
    } catch (error) {
      // Somebody made it between the look and the try.
      const isTaken = hasErrorCode(error) && error.details?.['vendorCode'] === 'product_invalid_sku'
      const other = isTaken ? await findBySku(context, wanted.sku) : undefined
      if (!other) throw error
      return await change(other, wanted, context)
    }
  },
} as const satisfies Action

async function make(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const meta = await metaOf(wanted.fields)
  const values = { sku: wanted.sku, ...valuesOf(wanted), ...(meta.length > 0 && { meta_data: meta }) }
  if (wanted.variationOf) {
    const parent = await needBySku(context, wanted.variationOf.sku)
    const made = await write(context, 'POST', `/products/${parent.id}/variations`, WooProduct, values)
    return { product: toProduct(made, parent.id), created: true }
  }
  if (wanted.name === undefined || wanted.name === '') {
    throw new AppError('action-input-invalid', {
      message: say`There is no product "${wanted.sku}" yet, and a new one needs a name.`,
      issues: [{ path: '/name', code: 'required', message: 'A new product needs a name.' }],
    })
  }
  return { product: toProduct(await write(context, 'POST', '/products', WooProduct, { type: 'simple', ...values })), created: true }
}

/** What is so already is not written: it would look like a change to everybody who listens. */
async function change(product: WooProduct, wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const known: Readonly<Record<string, unknown>> = product
  const kept = new Map(product.meta_data?.map(({ key, value }) => [key, value]))
  const meta = (await metaOf(wanted.fields)).filter(({ key, value }) => (kept.get(key) ?? null) !== value)
  const values = {
    ...Object.fromEntries(Object.entries(valuesOf(wanted)).filter(([name, value]) => known[name] !== value)),
    ...(meta.length > 0 && { meta_data: meta }),
  }
  const written = Object.keys(values).length === 0 ? product : await write(context, 'PUT', pathOf(product), WooProduct, values)
  return { product: toProduct(written, product.parent_id ?? 0), created: false }
}

const valuesOf = ({ name, status, description, regularPrice, salePrice, weight, variationOf }: Wanted) => ({
  ...(name !== undefined && !variationOf && { name }),
  ...(status !== undefined && { status }),
  ...(description !== undefined && { description }),
  ...(regularPrice !== undefined && { regular_price: regularPrice }),
  ...(salePrice !== undefined && { sale_price: salePrice }),
  ...(weight !== undefined && { weight }),
  ...(variationOf && { attributes: variationOf.options }),
})
