// Base prices of many products at once. Commerce answers 200 with what it refused; the others are written.
// https://developer.adobe.com/commerce/webapi/rest/modules/catalog-pricing/
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { LONGEST_LIST, sentence, write } from '../client.ts'
import { Amount } from '../order-fields.ts'
import { Sku } from '../product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRICE_FIELDS } from '../retail.ts'

const Price = Type.Object(
  {
    sku: Sku,
    price: Amount('Price', 'In the base currency.'),
    storeId: Type.Optional(Type.Integer({ title: 'Store view id', description: 'Default: 0, all of them.', minimum: 0 })),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'product',
  Type.Object(
    {
      prices: Type.Array(Price, { title: 'Prices', description: 'As many as a shop takes at once.', minItems: 1, maxItems: LONGEST_LIST }),
    },
    { additionalProperties: false },
  ),
  PRICE_FIELDS,
)
const Output = Type.Object({ written: Type.Integer({ title: 'Written', description: 'Number of prices.' }) })
const Refused = Type.Array(Type.Object({ message: Type.String(), parameters: Type.Optional(Type.Unknown()) }))

export const setPrices = {
  id: 'set-prices',
  label: 'Set prices',
  description: 'Writes base prices by SKU. Where some are refused the others are written, and the record fails with the reasons.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { written: 2 },
  async run(input, context) {
    const { prices } = parseInput(Input, input)
    const refused = await write(context, 'POST', '/products/base-prices', Refused, {
      prices: prices.map(({ sku, price, storeId = 0 }) => ({ sku, price: exactNumber(price), store_id: storeId })),
    })
    if (refused.length > 0) {
      const reasons = refused.map(({ message, parameters }) => sentence(message, parameters)).join(' ')
      throw new AppError('vendor-rejected', {
        message: say`Adobe Commerce refused prices: ${reasons.slice(0, 1_000)}`,
        fix: 'The other prices of this record are written. Correct these and run it again: prices that are the same change nothing.',
      })
    }
    return { written: prices.length }
  },
} as const satisfies Action
