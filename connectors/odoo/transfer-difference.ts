// Books what of a transfer was lost or found on the way: between the transit location and one for differences, with a transfer that names it. Odoo
// then expects nothing of it any more.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { resolveNames } from './catalogue.ts'
import { create, fieldsAmong, idOf, press, readOne, searchRead, textOf, type OdooRow } from './client.ts'
import { toWire } from './decimals.ts'
import { findTransfers, validateWhole } from './transfer.ts'
import { amountOf, type Quantities, type SecondStep } from './transfer-receipt.ts'

/** Whether nothing else is expected with the receipts: a part of the transfer that leaves later would lose its receipt. */
export function isAllOfIt({ open, sent, taken }: SecondStep): boolean {
  const expected = new Map<string, Decimal>()
  for (const { sku, demand } of open) expected.set(sku, amountOf(expected, sku).plus(demand))
  return [...expected].every(([sku, demand]) =>
    demand.plus(Decimal.min(amountOf(taken, sku), amountOf(sent, sku))).lte(amountOf(sent, sku)),
  )
}

interface Booking {
  readonly dispatch: OdooRow
  readonly receipt: OdooRow
  readonly place: OdooRow
  /** Above zero: more was received than sent. */
  readonly differences: Quantities
}

/** Answers the numbers of the transfers, of what is missing and of what is more. */
export async function bookDifferences(
  context: ActionContext,
  { dispatch, receipt, place, differences }: Booking,
): Promise<readonly string[]> {
  const number = textOf(dispatch['name']) ?? ''
  const transit = idOf(dispatch['location_dest_id']) ?? 0
  const numbers: string[] = []
  for (const kind of ['missing', 'surplus'] as const) {
    const goods = [...differences].flatMap(([sku, difference]) =>
      difference.isZero() || difference.isNegative() !== (kind === 'missing') ? [] : [{ sku, quantity: difference.abs() }],
    )
    if (goods.length === 0) continue
    const find = () => findTransfers(context, `${number} ${kind}`, 'internal', { fields: ['name', 'state'], limit: 1 })
    const [found] = await find()
    const [from, to] = kind === 'missing' ? [transit, place.id] : [place.id, transit]
    const id =
      found?.id ??
      (await create(context, 'stock.picking', await valuesOf(context, { receipt, origin: `${number} ${kind}`, goods, from, to })))
    if (textOf(found?.['state']) !== 'done') {
      await validateWhole(context, id, (question) => ({
        message: say`Odoo asks a person before it books the difference of ${number} (${question}).`,
        fix: 'Validate the transfer in Odoo, then replay.',
      }))
    }
    numbers.push(textOf((found ?? (await find())[0])?.['name']) ?? '')
  }
  return numbers
}

interface Difference {
  readonly receipt: OdooRow
  readonly origin: string
  readonly goods: readonly { readonly sku: string; readonly quantity: Decimal }[]
  readonly from: number
  readonly to: number
}

async function valuesOf(context: ActionContext, { receipt, origin, goods, from, to }: Difference) {
  const receiptType = await readOne(context, 'stock.picking.type', idOf(receipt['picking_type_id']) ?? 0, ['warehouse_id'])
  const [[type], product, moveFields] = await Promise.all([
    searchRead(
      context,
      'stock.picking.type',
      [
        ['warehouse_id', '=', idOf(receiptType['warehouse_id']) ?? 0],
        ['code', '=', 'internal'],
      ],
      { fields: ['name'], limit: 1 },
    ),
    resolveNames(
      context,
      'product',
      goods.map(({ sku }) => ({ name: sku, path: '/lines' })),
    ),
    fieldsAmong(context, 'stock.move', ['name']),
  ])
  if (!type) {
    throw new AppError('vendor-rejected', {
      message: say`The warehouse of ${textOf(receipt['name']) ?? ''} in Odoo has no internal transfers to book a difference with.`,
      fix: 'Switch on Storage Locations in the settings of Inventory, then replay.',
    })
  }
  return {
    picking_type_id: type.id,
    location_id: from,
    location_dest_id: to,
    origin,
    move_ids: goods.map(({ sku, quantity }) => [
      0,
      0,
      {
        product_id: product(sku).id,
        product_uom_qty: toWire(quantity.toFixed()),
        location_id: from,
        location_dest_id: to,
        ...(moveFields.length > 0 && { name: textOf(product(sku)['name']) ?? sku }),
      },
    ]),
  }
}

/** Receipts and backorders that still expect what was booked. One that is cancelled stays so. */
export async function cancelOpen(context: ActionContext, { open }: SecondStep): Promise<void> {
  const ids = [...new Set(open.map(({ receiptId }) => receiptId))]
  if (ids.length > 0) await press(context, 'stock.picking', 'action_cancel', ids)
}
