// Says on the open receipt of a purchase order what a supplier has sent, so that the warehouse expects it. The ship notice stands in the receipt's note:
// by it a repetition finds that it was taken in.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { idOf, readAll, textOf, write, type OdooRow } from '../client.ts'
import { toOdooDate } from '../dates.ts'
import { toWire } from '../decimals.ts'
import {
  LINE_KEYS,
  matchLines,
  mustFindPurchaseOrder,
  onPurchaseOrder,
  OrderNumber,
  Quantity,
  readPurchaseLines,
  readSupplierSkus,
} from '../purchase-order.ts'
import { findTransfers } from '../transfer.ts'

const Input = Type.Object(
  {
    number: OrderNumber,
    reference: Type.String({
      title: 'Ship notice',
      description: "The supplier's number of the shipment.",
      minLength: 1,
      maxLength: 80,
      pattern: '^[^<>&|\\[\\]]+$',
    }),
    expectedOn: Type.Optional(
      Type.String({ title: 'Expected', description: 'Day of arrival, such as 2026-03-15.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    ),
    trackingNumber: Type.Optional(Type.String({ title: 'Tracking number', maxLength: 80, pattern: '^[^<>&\\[\\]]*$' })),
    lines: Type.Array(Type.Object({ ...LINE_KEYS, quantity: Quantity('That was sent.') }, { additionalProperties: false }), {
      title: 'Lines',
      minItems: 1,
      maxItems: 2_000,
    }),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const Output = Type.Object({
  number: Type.String({ title: 'Purchase order', description: 'As given.' }),
  receipt: Type.String({ title: 'Receipt', description: 'Such as WH/IN/00007.' }),
  announced: Type.Boolean({ title: 'Announced now', description: 'False when it was taken in already.' }),
})

export const announceReceipt = {
  id: 'announce-receipt',
  label: 'Announce a receipt',
  description:
    "Writes a supplier's ship notice on the open receipt of a purchase order: the day, the parcel and how many of each are on their way. The warehouse still counts and validates it.",
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { number: 'P00012', receipt: 'WH/IN/00007', announced: true },
  run(input, context) {
    const notice = input as Input
    return onPurchaseOrder(context, notice.number, () => announce(notice, context))
  },
} as const satisfies Action

/** What was announced before, by ship notice and line. */
function noticesOf(receipt: OdooRow): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const notes = (textOf(receipt['note']) ?? '').matchAll(/\[([^|\]]+) \| ([^\]]*)\]/g)
  return new Map(
    [...notes].map(([, notice = '', lines = '']) => [
      notice,
      new Map(lines.split('; ').map((pair): [number, string] => [Number(pair.split('=')[0]), pair.split('=')[1] ?? '0'])),
    ]),
  )
}

async function announce(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { number, reference, expectedOn, trackingNumber } = input
  const order = await mustFindPurchaseOrder(context, number)
  const lines = (await readPurchaseLines(context, [order.id])).get(order.id) ?? []
  const matched = matchLines(number, lines, input.lines, await readSupplierSkus(context, order, lines, input.lines))
  const receipts = await findTransfers(context, number, 'incoming', { fields: ['name', 'state', 'note'] })
  const known = receipts.find((row) => noticesOf(row).has(reference))
  if (known) return { number, receipt: textOf(known['name']) ?? '', announced: false }
  const open = receipts.find((row) => textOf(row['state']) !== 'done')
  if (!open) {
    throw new AppError('vendor-rejected', {
      message: `The supplier sends goods of ${number} (${reference}), and Odoo has no open receipt for it.`,
      fix: 'See what was received for the order in Odoo, and ask the supplier; then discard this.',
    })
  }
  const moves = await readAll(
    context,
    'stock.move',
    [
      ['picking_id', '=', open.id],
      ['state', '!=', 'cancel'],
    ],
    ['purchase_line_id', 'product_uom_qty', 'quantity'],
  )
  const issues: Issue[] = []
  // A backorder has the note of the receipt that it is the rest of: what stands there has come.
  const arrived = new Set(receipts.filter((row) => textOf(row['state']) === 'done').flatMap((row) => [...noticesOf(row).keys()]))
  const earlier = [...noticesOf(open)].flatMap(([notice, quantities]) => (arrived.has(notice) ? [] : [quantities]))
  const sent = new Map<number, Decimal>()
  for (const { line, given } of matched) sent.set(line.id, (sent.get(line.id) ?? new Decimal(0)).plus(given.quantity))
  const commands = [...sent].flatMap(([lineId, quantity]) => {
    const move = moves.find((row) => idOf(row['purchase_line_id']) === lineId)
    const sku = lines.find(({ id }) => id === lineId)?.sku ?? ''
    const demand = new Decimal(Number(move?.['product_uom_qty'] ?? 0))
    const total = earlier.reduce((sum, quantities) => sum.plus(quantities.get(lineId) ?? 0), quantity)
    if (!move || total.gt(demand)) {
      const message = `${total.toFixed()} of ${sku} are announced, and ${demand.toFixed()} are still expected.`
      issues.push({ path: '/lines', code: 'too-many', message })
      return []
    }
    return [[1, move.id, { quantity: toWire(total.toFixed()) }]]
  })
  if (issues.length > 0) {
    throw new AppError('vendor-rejected', {
      message: `The ship notice ${reference} does not go with ${number}. ${issues.map(({ message }) => message).join(' ')}`,
      fix: 'Ask the supplier; correct the order in Odoo and replay, or discard this.',
      issues,
    })
  }
  // Odoo takes what is expected for what will come until a notice says it better.
  const unnamed =
    earlier.length > 0
      ? []
      : moves.filter((row) => !sent.has(idOf(row['purchase_line_id']) ?? 0)).map((row) => [1, row.id, { quantity: 0 }])
  const parcel = trackingNumber === undefined || trackingNumber === '' ? '' : ` ${trackingNumber}`
  await write(context, 'stock.picking', [open.id], {
    note: `${textOf(open['note']) ?? ''}<p>[${reference} | ${[...sent].map(([lineId, quantity]) => `${lineId}=${quantity.toFixed()}`).join('; ')}]${parcel}</p>`,
    ...(expectedOn !== undefined && { scheduled_date: toOdooDate(`${expectedOn}T12:00:00Z`, '/expectedOn') }),
    move_ids: [...commands, ...unnamed],
  })
  return { number, receipt: textOf(open['name']) ?? '', announced: true }
}
