// Sets what is on hand at a location to a counted quantity, as an inventory adjustment that Odoo books.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { resolveName, resolveNames } from '../catalogue.ts'
import { create, idOf, nameOf, press, windowOf } from '../client.ts'
import { DecimalText, toWire } from '../decimals.ts'
import { quantityText, readStockLevels, StockLevel } from '../stock.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS } from '../retail.ts'

const Input = speaking(
  'stock',
  Type.Object(
    {
      sku: Type.String({ title: 'SKU', description: 'Internal Reference of the product in Odoo.', minLength: 1, maxLength: 120 }),
      warehouse: Type.Optional(
        Type.String({ title: 'Warehouse', description: 'Short Name, such as WH: its stock location. Or give a location.', maxLength: 60 }),
      ),
      location: Type.Optional(Type.String({ title: 'Location', description: 'Full name, such as WH/Stock/Shelf 1.', maxLength: 200 })),
      quantity: DecimalText('Counted quantity', 'On hand afterwards, in the unit of measure of the product. Not a difference.'),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)
type Input = Static<typeof Input>

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets the quantity on hand of a product at a location by an inventory adjustment. Repeating it changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: StockLevel,
  example: { sku: 'MUG-NAVY', productId: 3, warehouse: 'WH', location: 'WH/Stock', onHand: '40', reserved: '2', available: '38' },
  run: (input, context) => setStockTo(input as Input, context),
} as const satisfies Action

async function setStockTo({ sku, warehouse, location, quantity }: Input, context: ActionContext): Promise<StockLevel> {
  if ((warehouse === undefined) === (location === undefined)) {
    throw new AppError('action-input-invalid', { message: 'Give either a warehouse or a location.' })
  }
  const [product, ofWarehouse, ofLocation] = await Promise.all([
    resolveNames(context, 'product', [{ name: sku, path: '/sku' }]),
    resolveName(context, 'warehouse', warehouse, '/warehouse'),
    resolveName(context, 'location', location, '/location'),
  ])
  const productId = product(sku).id
  const locationId = ofLocation?.id ?? idOf(ofWarehouse?.['lot_stock_id']) ?? 0
  const read = async () =>
    (await readStockLevels(context, new Map([[productId, sku]]), [['location_id', '=', locationId]]))[0] ?? {
      sku,
      productId,
      warehouse: warehouse ?? null,
      location: location ?? nameOf(ofWarehouse?.['lot_stock_id']) ?? '',
      onHand: '0',
      reserved: '0',
      available: '0',
    }
  const before = await read()
  if (before.onHand === quantityText(Number(quantity))) return before
  // In this mode Odoo finds the quant that is there, and keeps the count until it is applied.
  const quant = await create(
    context,
    'stock.quant',
    { product_id: productId, location_id: locationId, inventory_quantity: toWire(quantity) },
    { inventory_mode: true },
  )
  const question = await press(context, 'stock.quant', 'action_apply_inventory', [quant], { inventory_mode: true })
  if (isRecord(question)) throw unapplied(sku, question)
  return await read()
}

/** Odoo opens a window instead of applying the count. */
function unapplied(sku: string, question: Readonly<Record<string, unknown>>): AppError {
  if (question['res_model'] === 'stock.inventory.conflict') {
    return new AppError('vendor-unavailable', { message: say`The stock of ${sku} changed in Odoo while it was counted.` })
  }
  return new AppError('vendor-rejected', {
    message: say`Odoo asks a person before it takes the count of ${sku} (${windowOf(question)}).`,
    fix: 'Products that are tracked by lots or serial numbers are counted in Odoo itself.',
  })
}
