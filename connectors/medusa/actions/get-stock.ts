// The stock of a SKU at every location.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import type { Level } from '../schemas/stock.ts'
import { findInventory, Sku, skuMissing } from '../stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { LEVEL_FIELDS } from '../retail.ts'

export const Stock = speaking(
  'stock',
  Type.Object({
    locationId: Type.String({ title: 'Stock location' }),
    onHand: Type.Number({ title: 'On hand', description: 'With what is reserved for orders' }),
    reserved: Type.Number({ title: 'Reserved', description: 'For orders that are not shipped' }),
    available: Type.Number({ title: 'Available' }),
  }),
  LEVEL_FIELDS,
)

export const toStock = (level: Level): Static<typeof Stock> => {
  const onHand = new Decimal(level.raw_stocked_quantity.value)
  const reserved = new Decimal(level.raw_reserved_quantity.value)
  return {
    locationId: level.location_id,
    onHand: onHand.toNumber(),
    reserved: reserved.toNumber(),
    available: onHand.minus(reserved).toNumber(),
  }
}

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({ sku: Type.String({ title: 'SKU' }), levels: Type.Array(Stock, { title: 'Locations' }) })

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how many pieces of a SKU each location has, and how many are reserved.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { sku: 'HF-BLANKET-GREY', levels: [{ locationId: 'sloc_01M8B09F41D51F3KYP5BK7MSPX', onHand: 25, reserved: 2, available: 23 }] },
  async run(input, context) {
    const { sku } = parseInput(Input, input)
    const item = await findInventory(context, sku)
    if (!item) throw skuMissing(sku, 'inventory item')
    return { sku, levels: (item.location_levels ?? []).map(toStock) }
  },
} as const satisfies Action
