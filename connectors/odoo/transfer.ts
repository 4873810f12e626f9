// Transfers that are made by hand: found by their source document, taken as they stand.
import { Decimal } from 'decimal.js'
import { AppError, type AppErrorOptions } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { press, searchRead, windowOf, write, type OdooRow } from './client.ts'
import { toWire } from './decimals.ts'
import { readMoves } from './delivery.ts'

/** Transfers that were made for a document, without those that were cancelled. */
export const findTransfers = (
  context: ActionContext,
  origin: string,
  code: 'incoming' | 'outgoing' | 'internal',
  search: { readonly fields: readonly string[]; readonly limit?: number },
): Promise<readonly OdooRow[]> =>
  searchRead(
    context,
    'stock.picking',
    [
      ['origin', '=', origin],
      ['picking_type_code', '=', code],
      ['state', '!=', 'cancel'],
    ],
    search,
  )

/** What they hold, with the places. */
export const movesOf = (context: ActionContext, pickings: readonly { readonly id: number }[]): Promise<readonly OdooRow[]> =>
  readMoves(
    context,
    pickings.map(({ id }) => id),
    ['location_id', 'location_dest_id'],
  )

/** What Odoo wants to know of a person first, in its own words. */
type Refusal = (question: string) => Pick<AppErrorOptions, 'message' | 'fix'>

/** Confirms a transfer, says that all of it was moved, and validates it: also where Odoo has not so many. */
export async function validateWhole(context: ActionContext, pickingId: number, refusal: Refusal): Promise<void> {
  await press(context, 'stock.picking', 'action_confirm', [pickingId])
  for (const move of await movesOf(context, [{ id: pickingId }])) {
    const quantity = new Decimal(typeof move['product_uom_qty'] === 'number' ? move['product_uom_qty'] : 0)
    await write(context, 'stock.move', [move.id], { quantity: toWire(quantity.toFixed()), picked: true })
  }
  const question = await press(context, 'stock.picking', 'button_validate', [pickingId], { skip_backorder: true, skip_sms: true })
  if (!isRecord(question)) return
  throw new AppError('vendor-rejected', refusal(windowOf(question)))
}
