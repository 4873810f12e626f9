// Takes what a store counted into the receipts of a transfer. What was taken in for which transfer stands in the receipt's note, by the ids of its
// moves: a receipt may have the goods of several transfers in it, and a backorder inherits the note, so that the mark names its receipt as well.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { idOf, press, textOf, windowOf, write, type OdooRow } from './client.ts'
import { toWire } from './decimals.ts'
import { skusOf } from './delivery.ts'
import { skuOf } from './stock.ts'
import { readSecondStep } from './store-transfer.ts'

export type Quantities = ReadonlyMap<string, Decimal>

/** Amounts of one SKU on several lines are one. */
export function sumBySku(lines: readonly { readonly sku: string; readonly quantity: Decimal.Value }[]): Quantities {
  const sums = new Map<string, Decimal>()
  for (const { sku, quantity } of lines) sums.set(sku, amountOf(sums, sku).plus(quantity))
  return sums
}
export const amountOf = (quantities: Quantities, sku: string): Decimal => quantities.get(sku) ?? new Decimal(0)
const numberIn = (value: Json | undefined): Decimal => new Decimal(typeof value === 'number' ? value : 0)

export interface SecondStep {
  readonly receipts: readonly OdooRow[]
  /** Of receipts that are neither done nor cancelled, oldest first. */
  readonly open: readonly { readonly id: number; readonly receiptId: number; readonly sku: string; readonly demand: Decimal }[]
  /** What left the warehouse. */
  readonly sent: Quantities
  /** What was taken in for this transfer already. */
  readonly taken: Quantities
  /** The receipts that it was taken in with. */
  readonly takenWith: readonly OdooRow[]
}

export async function readTransfer(context: ActionContext, dispatch: OdooRow): Promise<SecondStep> {
  const { sent, moves, receipts } = await readSecondStep(context, [dispatch.id])
  const products = await skusOf(context, [...sent, ...moves])
  const skuFor = (move: OdooRow): string => {
    const product = products.get(idOf(move['product_id']) ?? 0)
    return product ? skuOf(product) : ''
  }
  const openReceipts = new Set(receipts.filter((row) => isOpen(row['state'])).map(({ id }) => id))
  const done = receipts.filter((row) => textOf(row['state']) === 'done')
  const skus = new Map(moves.map((move) => [move.id, skuFor(move)]))
  const marks = done.map((receipt) => ({ receipt, lines: markOf(receipt, textOf(dispatch['name']) ?? '') }))
  return {
    receipts,
    open: moves.flatMap((move) => {
      const receiptId = idOf(move['picking_id']) ?? 0
      if (!openReceipts.has(receiptId) || !isOpen(move['state'])) return []
      return [{ id: move.id, receiptId, sku: skuFor(move), demand: numberIn(move['product_uom_qty']) }]
    }),
    sent: sumBySku(sent.map((move) => ({ sku: skuFor(move), quantity: numberIn(move['quantity']) }))),
    taken: sumBySku(marks.flatMap(({ lines }) => lines.map(({ moveId, quantity }) => ({ sku: skus.get(moveId) ?? '', quantity })))),
    takenWith: marks.flatMap(({ receipt, lines }) => (lines.length > 0 ? [receipt] : [])),
  }
}

const isOpen = (state: Json | undefined): boolean => !['done', 'cancel'].includes(textOf(state) ?? '')

const MARKS = /(?:<p>)?\[([^|\]]+) \| ([^|\]]+) \| ([^\]]*)\](?:<\/p>)?/g

function markOf(receipt: OdooRow, number: string): readonly { readonly moveId: number; readonly quantity: string }[] {
  return [...(textOf(receipt['note']) ?? '').matchAll(MARKS)]
    .filter(([, own, of]) => own === textOf(receipt['name']) && of === number)
    .flatMap(([, , , lines = '']) => lines.split('; '))
    .map((pair) => ({ moveId: Number(pair.split('=')[0]), quantity: pair.split('=')[1] ?? '0' }))
}

function noteWith(receipt: OdooRow, number: string, lines: readonly { readonly moveId: number; readonly quantity: Decimal }[]): string {
  const name = textOf(receipt['name']) ?? ''
  // An earlier try may have written one and not come further.
  const others = (textOf(receipt['note']) ?? '').replaceAll(MARKS, (mark, own: string, of: string) =>
    own === name && of === number ? '' : mark,
  )
  return `${others}<p>[${name} | ${number} | ${lines.map(({ moveId, quantity }) => `${moveId}=${quantity.toFixed()}`).join('; ')}]</p>`
}

/**
 * Fills the open moves up to what they expect, oldest first; what is more stands on the last move of its SKU. Each receipt that gets anything is
 * validated, and what it still expects stays on a backorder. `more` is what was not taken in yet, of SKUs that were sent.
 */
export async function takeIn(context: ActionContext, dispatch: OdooRow, { receipts, open }: SecondStep, more: Quantities): Promise<void> {
  const number = textOf(dispatch['name']) ?? ''
  const left = new Map(more)
  const filled = open.map((move, at) => {
    const wanted = amountOf(left, move.sku)
    const isLast = !open.slice(at + 1).some(({ sku }) => sku === move.sku)
    const quantity = isLast ? wanted : Decimal.min(wanted, move.demand)
    left.set(move.sku, wanted.minus(quantity))
    return { ...move, quantity }
  })
  const over = [...left].filter(([, quantity]) => quantity.gt(0)).map(([sku]) => sku)
  if (over.length > 0) {
    throw new AppError('vendor-rejected', {
      message: say`Odoo expects nothing of ${over.join(', ')} any more for ${number}: its receipt was validated or cancelled there.`,
      fix: 'See what was done with the receipt in Odoo, and correct the stock there; then discard this.',
    })
  }
  for (const receipt of receipts) {
    const moves = filled.filter(({ receiptId }) => receiptId === receipt.id)
    const arrived = moves.filter(({ quantity }) => quantity.gt(0))
    if (arrived.length === 0) continue
    await write(context, 'stock.picking', [receipt.id], {
      note: noteWith(
        receipt,
        number,
        arrived.map(({ id: moveId, quantity }) => ({ moveId, quantity })),
      ),
      move_ids: moves.map(({ id, quantity }) => [1, id, { quantity: toWire(quantity.toFixed()), picked: quantity.gt(0) }]),
    })
    const question = await press(context, 'stock.picking', 'button_validate', [receipt.id], { skip_backorder: true, skip_sms: true })
    if (!isRecord(question)) continue
    throw new AppError('vendor-rejected', {
      message: say`Odoo asks a person before it validates ${textOf(receipt['name']) ?? ''} (${windowOf(question)}).`,
      fix: 'Validate the receipt in Odoo with what the store counted, then discard this.',
    })
  }
}
