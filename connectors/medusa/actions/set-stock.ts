// Sets the stock of a SKU at a location.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { write } from '../client.ts'
import { InventoryItem } from '../schemas/stock.ts'
import { findInventory, Sku, skuMissing } from '../stock.ts'
import { Stock, toStock } from './get-stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS } from '../retail.ts'

const Input = speaking(
  'stock',
  Type.Object(
    {
      sku: Sku,
      locationId: Type.String({ title: 'Stock location', description: 'Such as sloc_01J….', pattern: '^sloc_[0-9A-Za-z]{10,40}$' }),
      quantity: Type.Integer({ title: 'Quantity', description: 'Not below zero.', minimum: 0 }),
      counts: Type.Optional(
        Type.Union([Type.Literal('on-hand', { title: 'On hand' }), Type.Literal('available', { title: 'Available' })], {
          title: 'The quantity is',
          description: 'What lies on the shelf (default), or what can be sold: then what Medusa has reserved is added.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)
const Answer = Type.Object({ inventory_item: InventoryItem })

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how many pieces of a SKU a location has. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Stock,
  example: { locationId: 'sloc_01M8B09F41D51F3KYP5BK7MSPX', onHand: 25, reserved: 2, available: 23 },
  async run(input, context) {
    const { sku, locationId, quantity, counts = 'on-hand' } = parseInput(Input, input)
    const item = await findInventory(context, sku)
    if (!item) throw skuMissing(sku, 'inventory item')
    const level = item.location_levels?.find(({ location_id: id }) => id === locationId)
    const reserved = counts === 'available' && level ? new Decimal(level.raw_reserved_quantity.value) : new Decimal(0)
    const stocked = reserved.plus(quantity).toNumber()
    const path = `/admin/inventory-items/${item.id}/location-levels`
    const fields = { fields: 'id,sku,*location_levels' }
    const { inventory_item: after } = level
      ? await write(context, `${path}/${locationId}`, Answer, { stocked_quantity: stocked }, fields)
      : await write(context, path, Answer, { location_id: locationId, stocked_quantity: stocked }, fields)
    const written = after.location_levels?.find(({ location_id: id }) => id === locationId)
    return toStock(
      written ?? {
        location_id: locationId,
        raw_stocked_quantity: { value: String(stocked) },
        raw_reserved_quantity: { value: reserved.toFixed() },
      },
    )
  },
} as const satisfies Action
