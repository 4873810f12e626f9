// Sets the stock of a SKU, and has WooCommerce count it from then on.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write } from '../client.ts'
import { PRODUCT } from '../examples.ts'
import { needBySku, pathOf, Product, Sku, toProduct } from '../product.ts'
import { WooProduct } from '../schemas/product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS } from '../retail.ts'

const Input = speaking(
  'stock',
  Type.Object(
    {
      sku: Sku,
      quantity: Type.Integer({
        title: 'Quantity',
        description: 'That can be sold. Not below zero: a shop that sells what is not there disappoints.',
        minimum: 0,
      }),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how many pieces of a SKU the shop may sell. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Product,
  example: PRODUCT,
  async run(input, context) {
    const { sku, quantity } = parseInput(Input, input)
    const product = await needBySku(context, sku)
    const isSo = product.manage_stock === true && product.stock_quantity === quantity
    // What is so already is not written: it would look like a change to everybody who listens.
    const written = isSo
      ? product
      : await write(context, 'PUT', pathOf(product), WooProduct, { manage_stock: true, stock_quantity: quantity })
    return toProduct(written, product.parent_id ?? 0)
  },
} as const satisfies Action
