// Takes in what comes back of an order: a receipt that names the delivery it came from. How many came back altogether is said, not how many more: so a
// repetition finds nothing left to do. The receipt is made in one call that carries the number of the return, and found by it again.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveNames, type NamePlace } from '../catalogue.ts'
import { create, fieldsAmong, idOf, nameOf, readAll, readOne, searchRead, textOf, type OdooRow } from '../client.ts'
import { DecimalText, toWire } from '../decimals.ts'
import { skusOf } from '../delivery.ts'
import { RECEIVED_RETURN_FIELDS } from '../retail.ts'
import { mustFindSalesOrder } from '../sales-order.ts'
import { quantityText, skuOf } from '../stock.ts'
import { findTransfers, movesOf, validateWhole } from '../transfer.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      reference: Type.String({
        title: 'Return',
        description: "The shop's number of the return, such as #1042-R1. What came back for it is counted together.",
        minLength: 1,
        maxLength: 120,
      }),
      orderReference: Type.String({ title: 'Order reference', description: "The shop's order number.", minLength: 1, maxLength: 120 }),
      whenMissing: Type.Optional(
        Type.Unsafe<'exception' | 'wait'>(
          Type.Union([Type.Literal('exception', { title: 'To the exception desk' }), Type.Literal('wait', { title: 'Wait until it is' })], {
            title: 'When the order is not there, or has not left',
            description: 'wait: it is on its way from another flow; the step looks again as often as its error policy says.',
            default: 'exception',
          }),
        ),
      ),
      lines: Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'Internal Reference.', minLength: 1, maxLength: 120 }),
            quantity: DecimalText('Came back', 'How many altogether for this return and place, also earlier.'),
            warehouse: Type.Optional(
              Type.String({
                title: 'Warehouse',
                description: 'Short Name: its stock gets the goods. Empty: the one they left.',
                maxLength: 60,
              }),
            ),
            location: Type.Optional(
              Type.String({
                title: 'Location',
                description: 'Full name instead, such as Virtual Locations/Scrap, for goods that are not fit for sale.',
                maxLength: 200,
              }),
            ),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  RECEIVED_RETURN_FIELDS,
)
type Input = Static<typeof Input>

const Output = Type.Object({
  reference: Type.String({ title: 'Return', description: 'As given.' }),
  order: Type.String({ title: 'Sales order', description: 'Number in Odoo, such as S00012.' }),
  receipts: Type.Array(Type.String(), { title: 'Receipts', description: 'All of this return, such as WH/IN/00007.' }),
  received: Type.Array(
    Type.Object({
      sku: Type.String({ title: 'SKU' }),
      quantity: Type.String({ title: 'Quantity', description: 'Decimal text.' }),
      location: Type.String({ title: 'Location', description: 'Full name.' }),
    }),
    { title: 'Taken in now', description: 'Empty when everything was taken in already.' },
  ),
})

export const receiveReturn = {
  id: 'receive-return',
  label: 'Take in a return',
  description:
    'Takes goods that a customer sent back into stock, or to another place where they are not fit for sale. Invoices are left alone: credit notes are made for themselves.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    reference: '#1001-R1',
    order: 'S00012',
    receipts: ['WH/IN/00007'],
    received: [{ sku: 'MUG-NAVY', quantity: '1', location: 'WH/Stock' }],
  },
  run(input, context) {
    const given = input as Input
    return oneAtATime(`stock.picking return ${identityOf(readConfig(context.config))} ${given.orderReference}`, () =>
      receive(given, context),
    )
  },
} as const satisfies Action

const decimalOf = (value: Json | undefined) => new Decimal(typeof value === 'number' ? value : 0)

interface Wanted {
  readonly sku: string
  readonly path: string
  readonly locationId: number
  readonly location: string
  readonly quantity: Decimal
}

async function receive(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { reference, orderReference, whenMissing } = input
  const order = await mustFindSalesOrder(context, orderReference, { isOnItsWay: whenMissing === 'wait' })
  const deliveries = await searchRead(
    context,
    'stock.picking',
    [
      ['sale_id', '=', order.id],
      ['picking_type_code', '=', 'outgoing'],
      ['state', '=', 'done'],
    ],
    { fields: ['name', 'picking_type_id', 'location_id', 'location_dest_id', 'partner_id'] },
  )
  const [delivery] = deliveries
  if (!delivery) {
    const message = `Nothing of the order ${orderReference} has left the warehouse in Odoo, and goods of it came back.`
    throw whenMissing === 'wait'
      ? new AppError('not-there-yet', { message })
      : new AppError('vendor-rejected', { message, fix: 'Validate its delivery in Odoo, then replay.' })
  }
  const find = () => findTransfers(context, reference, 'incoming', { fields: ['name', 'state'] })
  const before = await find()
  // What an earlier try left behind is finished first.
  for (const receipt of before) if (textOf(receipt['state']) !== 'done') await validate(context, receipt.id)
  const out = await movesOf(context, deliveries)
  const skus = await skusOf(context, out)
  const wanted = await whereTo(input, delivery, context)
  const have = await movesOf(context, before)
  const missing = missingOf(wanted, have, skus, reference)
  if (missing.length > 0) {
    const values = await receiptValues(context, { reference, delivery, out, skus, missing })
    await validate(context, await create(context, 'stock.picking', values))
  }
  const receipts = missing.length > 0 ? await find() : before
  return {
    reference,
    order: textOf(order['name']) ?? '',
    receipts: receipts.map((row) => textOf(row['name']) ?? ''),
    received: missing.map(({ sku, quantity, location }) => ({ sku, quantity: quantityText(quantity), location })),
  }
}

/** The place of every line; lines of one SKU and place are one. */
async function whereTo({ lines }: Input, delivery: OdooRow, context: ActionContext): Promise<readonly Wanted[]> {
  const places = (name: 'warehouse' | 'location') =>
    lines.flatMap((line, index): NamePlace[] => {
      const value = line[name]
      return value === undefined || value === '' ? [] : [{ name: value, path: `/lines/${index}/${name}` }]
    })
  const [warehouse, location] = await Promise.all([
    resolveNames(context, 'warehouse', places('warehouse')),
    resolveNames(context, 'location', places('location')),
  ])
  const wanted = new Map<string, Wanted>()
  for (const [index, line] of lines.entries()) {
    const stock = line.warehouse ? warehouse(line.warehouse)['lot_stock_id'] : delivery['location_id']
    const row = line.location ? location(line.location) : undefined
    const locationId = row?.id ?? idOf(stock) ?? 0
    const key = `${line.sku} ${locationId}`
    const known = wanted.get(key)
    wanted.set(key, {
      sku: line.sku,
      path: known?.path ?? `/lines/${index}`,
      locationId,
      location: row ? (textOf(row['complete_name']) ?? '') : (nameOf(stock) ?? ''),
      quantity: (known?.quantity ?? new Decimal(0)).plus(line.quantity),
    })
  }
  return [...wanted.values()]
}

/** Less what was taken in for this return already. Throws `vendor-rejected` when that is more. */
function missingOf(
  wanted: readonly Wanted[],
  have: readonly OdooRow[],
  skus: ReadonlyMap<number, OdooRow>,
  reference: string,
): readonly Wanted[] {
  const issues: Issue[] = []
  const missing = wanted.flatMap((one) => {
    const taken = have
      .filter((move) => idOf(move['location_dest_id']) === one.locationId && skuFor(move, skus) === one.sku)
      .reduce<Decimal>((sum, move) => sum.plus(decimalOf(move['quantity'])), new Decimal(0))
    const quantity = one.quantity.minus(taken)
    if (quantity.isNegative()) {
      const message = `Of ${one.sku} ${taken.toFixed()} were taken in at ${one.location} for ${reference}, and only ${one.quantity.toFixed()} came back.`
      issues.push({ path: one.path, code: 'already-done', message })
    }
    return quantity.gt(0) ? [{ ...one, quantity }] : []
  })
  if (issues.length === 0) return missing
  throw new AppError('vendor-rejected', {
    message: issues.map(({ message }) => message).join(' '),
    fix: 'Count the goods, and move what is too many in Odoo by hand; then discard this.',
    issues,
  })
}

const skuFor = (move: OdooRow, skus: ReadonlyMap<number, OdooRow>): string => {
  const product = skus.get(idOf(move['product_id']) ?? 0)
  return product ? skuOf(product) : ''
}

interface Receipt {
  readonly reference: string
  readonly delivery: OdooRow
  readonly out: readonly OdooRow[]
  readonly skus: ReadonlyMap<number, OdooRow>
  readonly missing: readonly Wanted[]
}

/** A receipt with each move tied to the move that it undoes: so much of it as has left and not come back yet. */
async function receiptValues(context: ActionContext, { reference, delivery, out, skus, missing }: Receipt) {
  const [type, back, moveFields, pickingFields] = await Promise.all([
    readOne(context, 'stock.picking.type', idOf(delivery['picking_type_id']) ?? 0, ['return_picking_type_id']),
    readAll(
      context,
      'stock.move',
      [
        ['origin_returned_move_id', 'in', out.map(({ id }) => id)],
        ['state', '!=', 'cancel'],
      ],
      ['origin_returned_move_id', 'product_uom_qty'],
    ),
    fieldsAmong(context, 'stock.move', ['name']),
    fieldsAmong(context, 'stock.picking', ['return_id']),
  ])
  const left = new Map(out.map((move) => [move.id, decimalOf(move['quantity'])]))
  for (const move of back) {
    const id = idOf(move['origin_returned_move_id']) ?? 0
    left.set(id, (left.get(id) ?? new Decimal(0)).minus(decimalOf(move['product_uom_qty'])))
  }
  const issues: Issue[] = []
  const moves = missing.flatMap(({ sku, path, quantity, locationId }) => {
    let open = quantity
    const parts = out
      .filter((move) => skuFor(move, skus) === sku)
      .flatMap((move) => {
        const part = Decimal.min(open, Decimal.max(0, left.get(move.id) ?? 0))
        if (part.isZero()) return []
        open = open.minus(part)
        left.set(move.id, (left.get(move.id) ?? new Decimal(0)).minus(part))
        return [
          {
            product_id: idOf(move['product_id']) ?? 0,
            product_uom_qty: toWire(part.toFixed()),
            location_id: idOf(move['location_dest_id']) ?? 0,
            location_dest_id: locationId,
            origin_returned_move_id: move.id,
            ...(moveFields.length > 0 && { name: nameOf(move['product_id']) ?? sku }),
          },
        ]
      })
    if (open.gt(0)) {
      const message = `Of ${sku} only ${quantity.minus(open).toFixed()} have left for this order and not come back yet, and ${quantity.toFixed()} more came back.`
      issues.push({ path, code: 'not-delivered', message })
    }
    return parts
  })
  if (issues.length > 0) {
    throw new AppError('vendor-rejected', {
      message: issues.map(({ message }) => message).join(' '),
      fix: 'Compare the deliveries and returns of the order in Odoo with the goods. Correct them there, then replay or discard this.',
      issues,
    })
  }
  const partner = idOf(delivery['partner_id'])
  return {
    picking_type_id: idOf(type['return_picking_type_id']) ?? idOf(delivery['picking_type_id']) ?? 0,
    location_id: idOf(delivery['location_dest_id']) ?? 0,
    location_dest_id: missing[0]?.locationId ?? 0,
    origin: reference,
    ...(partner !== undefined && { partner_id: partner }),
    ...(pickingFields.length > 0 && { return_id: delivery.id }),
    move_ids: moves.map((values) => [0, 0, values]),
  }
}

const validate = (context: ActionContext, receiptId: number) =>
  validateWhole(context, receiptId, (question) => ({
    message: say`Odoo asks a person before it takes in the return (${question}).`,
    fix: 'Validate the receipt in Odoo, then replay.',
  }))
