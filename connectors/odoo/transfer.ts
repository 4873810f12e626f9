// Transfers that are made by hand: found by their source document, taken as they stand.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { press, readAll, windowOf, write, type OdooRow } from './client.ts'
import { toWire } from './decimals.ts'

/** Without those that were cancelled. */
async function movesOf(context: ActionContext, pickingIds: readonly number[]): Promise<readonly OdooRow[]> {
  if (pickingIds.length === 0) return []
  return await readAll(
    context,
    'stock.move',
    [
      ['picking_id', 'in', pickingIds],
      ['state', '!=', 'cancel'],
    ],
    ['picking_id', 'product_id', 'product_uom_qty', 'quantity', 'state', 'location_id', 'location_dest_id'],
  )
}

/** Confirms a transfer, says that all of it was moved, and validates it: also where Odoo has not so many. */
export async function validateWhole(context: ActionContext, pickingId: number): Promise<void> {
  await press(context, 'stock.picking', 'action_confirm', [pickingId])
  for (const move of await movesOf(context, [pickingId])) {
    const quantity = new Decimal(typeof move['product_uom_qty'] === 'number' ? move['product_uom_qty'] : 0)
    await write(context, 'stock.move', [move.id], { quantity: toWire(quantity.toFixed()), picked: true })
  }
  const question = await press(context, 'stock.picking', 'button_validate', [pickingId], { skip_backorder: true, skip_sms: true })
  if (!isRecord(question)) return
  throw new AppError('vendor-rejected', {
    message: `Odoo asks a person before it validates a transfer (${windowOf(question)}).`,
    fix: 'Validate the transfer in Odoo, then replay.',
  })
}
