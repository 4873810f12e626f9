// Writes a product by its SKU, which Commerce keeps unique.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { attributeValues, writesAttributes } from '../attributes.ts'
import { write } from '../client.ts'
import { Amount } from '../order-fields.ts'
import { PRODUCT, productBySku, ProductOutput, Sku, toProduct } from '../product.ts'
import { Product } from '../schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'product',
  Type.Object(
    {
      sku: Sku,
      name: Type.Optional(Type.String({ title: 'Name', description: 'Needed for a new product.', minLength: 1, maxLength: 255 })),
      price: Type.Optional(Amount('Price', 'In the base currency. Needed for a new product.')),
      enabled: Type.Optional(Type.Boolean({ title: 'Enabled', description: 'Whether it is sold.' })),
      weight: Type.Optional(Amount('Weight', "In the shop's unit.")),
      attributeSetId: Type.Optional(
        Type.Integer({
          title: 'Attribute set id',
          description: 'For a new product. Default: 4, the set that every shop begins with.',
          minimum: 1,
        }),
      ),
      attributes: Type.Optional(
        Type.Array(
          Type.Object(
            {
              code: Type.String({ title: 'Code', description: 'Such as description or tax_class_id.', pattern: '^[a-z][a-z0-9_]{0,59}$' }),
              value: Type.String({ title: 'Value', description: 'Text; for lists the id of the option.', maxLength: 60_000 }),
            },
            { additionalProperties: false },
          ),
          { title: 'Other attributes', description: 'By their codes.', maxItems: 200 },
        ),
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  PRODUCT_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  product: ProductOutput,
  created: Type.Boolean({ title: 'New', description: 'False: it was there.' }),
})

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or change a product',
  description: 'Writes a simple product by its SKU. What is left empty stays as it is.',
  effect: 'write',
  safety: 'upsert',
  discover: writesAttributes,
  input: Input,
  output: Output,
  example: { product: PRODUCT, created: false },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const known = await productBySku(context, wanted.sku)
    const others = new Set((wanted.attributes ?? []).map(({ code }) => code))
    const fields = await attributeValues(context, wanted.fields, others)
    const product = { ...changesOf(wanted, fields), ...(!known && forNew(wanted)) }
    const [method, path] = addressOf(wanted.sku)
    const written = await write(context, method, path, Product, { product })
    return { product: toProduct(written), created: known === undefined }
  },
} as const satisfies Action

/** POST saves the product of the SKU too, as PUT does; a SKU that must be escaped in a path breaks OAuth signatures (magento2 issue 37913). */
const addressOf = (sku: string) =>
  /^[A-Za-z0-9._~-]+$/.test(sku) && !/^\.+$/.test(sku) ? (['PUT', `/products/${sku}`] as const) : (['POST', '/products'] as const)

const changesOf = ({ sku, name, price, enabled, weight, attributes = [] }: Wanted, fields: Readonly<Record<string, unknown>>) => ({
  sku,
  ...(name !== undefined && { name }),
  ...(price !== undefined && { price: exactNumber(price) }),
  ...(enabled !== undefined && { status: enabled ? 1 : 2 }),
  ...(weight !== undefined && { weight: exactNumber(weight) }),
  ...(attributes.length + Object.keys(fields).length > 0 && {
    custom_attributes: [...attributes.map(({ code, value }) => [code, value] as const), ...Object.entries(fields)].map(
      ([attribute_code, value]) => ({ attribute_code, value }),
    ),
  }),
})

/** Only for new ones: written again, they would move a product into another set. */
function forNew({ sku, name, price, attributeSetId = 4 }: Wanted) {
  if (name === undefined || price === undefined) {
    throw new AppError('action-input-invalid', { message: say`${sku} is a new product: it needs a name and a price.` })
  }
  return { attribute_set_id: attributeSetId, type_id: 'simple' }
}
