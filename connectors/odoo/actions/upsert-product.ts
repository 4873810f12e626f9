// Makes a product or changes the one that has the SKU.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveNames } from '../catalogue.ts'
import { create, fieldsAmong, textOf, write } from '../client.ts'
import { DecimalText, toWire } from '../decimals.ts'
import { fieldValues, writes } from '../model-fields.ts'
import { PRODUCT_OWN, changedValues, findProductRow, ProductOutput, toProductOutput } from '../product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from '../retail.ts'

const Input = speaking(
  'product',
  Type.Object(
    {
      sku: Type.String({ title: 'SKU', description: 'Internal Reference; what the product is found by.', minLength: 1, maxLength: 120 }),
      barcode: Type.Optional(
        Type.String({
          title: 'Barcode',
          description: 'EAN or UPC; Odoo has each only once. A product with it and without a SKU gets the SKU.',
          minLength: 1,
          maxLength: 120,
        }),
      ),
      name: Type.Optional(Type.String({ title: 'Name', description: 'Needed to make a new product.', minLength: 1, maxLength: 500 })),
      listPrice: Type.Optional(
        DecimalText('Sales price', "In the company's currency; with tax where the sales taxes are included in the price."),
      ),
      cost: Type.Optional(
        DecimalText('Cost', "In the company's currency. Odoo books a change of it into the stock value where stock is valued."),
      ),
      taxes: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
          title: 'Sales taxes',
          description: 'Names in Odoo. Absent: the default of the company for a new product, no change for one that is there.',
          maxItems: 20,
        }),
      ),
      kind: Type.Optional(
        Type.Union([Type.Literal('goods'), Type.Literal('service')], {
          title: 'Kind',
          description: 'Of a new product: goods whose stock is kept, or a service. Default: goods.',
        }),
      ),
      active: Type.Optional(Type.Boolean({ title: 'Active', description: 'False archives it.' })),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  PRODUCT_FIELDS,
)
type Input = Static<typeof Input>
const Output = Type.Object({
  ...ProductOutput.properties,
  created: Type.Boolean({ title: 'Created', description: 'False when the product was there already.' }),
})

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update product',
  description: 'Writes a product under its SKU. What stands as given is not written again.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    id: 3,
    sku: 'MUG-NAVY',
    name: 'Harbour mug, navy',
    barcode: '5012345000039',
    listPrice: '12.50',
    created: false,
  },
  discover: writes('product.product', PRODUCT_OWN),
  run(input, context) {
    const product = input as Input
    return oneAtATime(`product ${identityOf(readConfig(context.config))} ${product.sku}`, () => upsert(product, context))
  },
} as const satisfies Action

async function upsert(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { sku, barcode } = input
  const own = await fieldValues(context, 'product.product', input.fields, PRODUCT_OWN)
  const [found, ordinary] = await Promise.all([
    findProductRow(context, { sku, ...(barcode !== undefined && { barcode }) }, { archived: true, more: Object.keys(own) }),
    productValues(input, context),
  ])
  const values = { ...own, ...ordinary }
  if (!found) {
    if (input.name === undefined) {
      throw new AppError('action-input-invalid', {
        message: say`Odoo has no product with the SKU "${sku}", and a new one needs a name.`,
        issues: [{ path: '/name', code: 'required', message: 'A new product needs a name.' }],
      })
    }
    const id = await create(context, 'product.product', { ...values, ...(await kindValues(input, context)) })
    const made = await findProductRow(context, { sku }, { archived: true })
    return { ...(made ? toProductOutput(made) : { id, sku, name: input.name, listPrice: '0.00' }), created: true }
  }
  const other = textOf(found['default_code'])
  if (other !== undefined && other !== sku) {
    throw new AppError('vendor-rejected', {
      message: say`In Odoo the barcode ${barcode ?? ''} belongs to the product ${other}, not to ${sku}.`,
      fix: 'Correct barcode or SKU in one of the systems, then replay.',
      issues: [{ path: '/barcode', code: 'taken', message: `It belongs to ${other}.` }],
    })
  }
  const changes = changedValues(values, found)
  const isChanged = Object.keys(changes).length > 0
  if (isChanged) await write(context, 'product.product', [found.id], changes)
  const after = isChanged ? await findProductRow(context, { sku }, { archived: true }) : found
  return { ...toProductOutput(after ?? found), created: false }
}

async function productValues(input: Input, context: ActionContext): Promise<Record<string, unknown>> {
  const tax = await resolveNames(
    context,
    'tax',
    (input.taxes ?? []).map((name, index) => ({ name, path: `/taxes/${index}` })),
  )
  return {
    default_code: input.sku,
    ...(input.barcode !== undefined && { barcode: input.barcode }),
    ...(input.name !== undefined && { name: input.name }),
    ...(input.listPrice !== undefined && { lst_price: toWire(input.listPrice) }),
    ...(input.cost !== undefined && { standard_price: toWire(input.cost) }),
    ...(input.taxes && { taxes_id: [[6, 0, input.taxes.map((name) => tax(name).id)]] }),
    ...(input.active !== undefined && { active: input.active }),
  }
}

/** Odoo 18 made "stock is kept" a mark of its own; up to 17 it was a type. */
async function kindValues({ kind }: Input, context: ActionContext): Promise<Record<string, unknown>> {
  if (kind === 'service') return { type: 'service' }
  const [field] = await fieldsAmong(context, 'product.product', ['is_storable', 'detailed_type'])
  return field === 'is_storable' ? { type: 'consu', is_storable: true } : field === 'detailed_type' ? { detailed_type: 'product' } : {}
}
