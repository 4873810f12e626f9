// Finds a product variant by its SKU or barcode.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { reads, withCustom } from '../model-fields.ts'
import { findProductRow, ProductOutput, toProductOutput } from '../product.ts'

const Input = Type.Object(
  {
    sku: Type.Optional(
      Type.String({ title: 'SKU', description: 'Internal Reference of the product in Odoo.', minLength: 1, maxLength: 120 }),
    ),
    barcode: Type.Optional(
      Type.String({
        title: 'Barcode',
        description: 'Looked for when no product has the SKU, or none is given.',
        minLength: 1,
        maxLength: 120,
      }),
    ),
  },
  { additionalProperties: false },
)

export const findProduct = {
  id: 'find-product',
  label: 'Find product',
  description: 'Finds a product by its SKU or barcode. One that is not there sends the record to the exception desk.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: ProductOutput,
  example: { id: 3, sku: 'MUG-NAVY', name: 'Harbour mug, navy', barcode: '5012345000039', listPrice: '12.50' },
  discover: reads('product.product'),
  async run(input, context) {
    const { sku, barcode } = input as Static<typeof Input>
    const wanted = [...(sku === undefined ? [] : [`the SKU "${sku}"`]), ...(barcode === undefined ? [] : [`the barcode "${barcode}"`])]
    if (wanted.length === 0) throw new AppError('action-input-invalid', { message: 'Give a SKU or a barcode.' })
    return await withCustom(context, 'product.product', async ({ names, valuesOf }) => {
      const by = { ...(sku !== undefined && { sku }), ...(barcode !== undefined && { barcode }) }
      const row = await findProductRow(context, by, { more: names })
      if (!row) throw new AppError('vendor-rejected', { message: say`Odoo has no product with ${wanted.join(' or ')}.` })
      return { ...toProductOutput(row), ...valuesOf(row) }
    })
  },
} as const satisfies Action
