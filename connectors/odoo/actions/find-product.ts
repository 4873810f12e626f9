// Finds a product variant by its SKU.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { searchRead, textOf } from '../client.ts'
import { fromWire } from '../decimals.ts'

const Input = Type.Object(
  { sku: Type.String({ title: 'SKU', description: 'Internal Reference of the product in Odoo.', minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)
const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the product.product.' }),
  sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
  name: Type.String({ title: 'Name', description: 'As it stands in Odoo.' }),
  barcode: Type.Optional(Type.String({ title: 'Barcode', description: 'EAN or UPC.' })),
  listPrice: Type.String({ title: 'Sales price', description: "Decimal text in the company's currency." }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find product',
  description: 'Finds a product by its SKU. A SKU that is not there sends the record to the exception desk.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { id: 3, sku: 'MUG-NAVY', name: 'Harbour mug, navy', barcode: '5012345000034', listPrice: '12.50' },
  async run(input, context) {
    const { sku } = input as Static<typeof Input>
    const fields = ['id', 'default_code', 'name', 'barcode', 'lst_price']
    const [row] = await searchRead(context, 'product.product', [['default_code', '=', sku]], { fields, limit: 1 })
    if (!row) throw new AppError('vendor-rejected', { message: `Odoo has no product with the SKU "${sku}".` })
    const barcode = textOf(row['barcode'])
    return {
      id: row.id,
      sku: textOf(row['default_code']) ?? sku,
      name: textOf(row['name']) ?? '',
      ...(barcode !== undefined && { barcode }),
      listPrice: fromWire(row['lst_price'], undefined),
    }
  },
} as const satisfies Action
