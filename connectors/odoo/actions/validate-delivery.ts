// Marks a delivery as done, with what left the warehouse; the rest becomes a backorder or is given up.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from '../auth.ts'
import { fieldsAmong, idOf, press, textOf, write, type OdooRow, windowOf } from '../client.ts'
import { DecimalText, toWire } from '../decimals.ts'
import { Delivery, DELIVERY_EXAMPLE, expectDelivery, findDeliveryRows, readMoves, skusOf, toDeliveries } from '../delivery.ts'
import { skuOf } from '../stock.ts'

const Input = Type.Object(
  {
    number: Type.String({ title: 'Delivery', description: 'Its number in Odoo, such as WH/OUT/00012.', minLength: 1, maxLength: 120 }),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'Internal Reference.', minLength: 1, maxLength: 120 }),
            quantity: DecimalText('Quantity', 'That left the warehouse.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'What left. Absent: everything that Odoo has reserved.', minItems: 1, maxItems: 2_000 },
      ),
    ),
    trackingNumber: Type.Optional(Type.String({ title: 'Tracking number', description: 'Needs the Odoo app Delivery.', maxLength: 200 })),
    backorder: Type.Optional(
      Type.Boolean({ title: 'Backorder', description: 'What did not leave is to follow later. Default: yes; otherwise it is cancelled.' }),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

export const validateDelivery = {
  id: 'validate-delivery',
  label: 'Validate delivery',
  description: 'Marks a delivery as done with the quantities that left. One that is done already stays as it is.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Delivery,
  example: DELIVERY_EXAMPLE,
  run(input, context) {
    const delivery = input as Input
    return oneAtATime(`stock.picking ${identityOf(readConfig(context.config))} ${delivery.number}`, () => validateOnce(delivery, context))
  },
} as const satisfies Action

async function validateOnce(input: Input, context: ActionContext): Promise<Delivery> {
  const find = async () => expectDelivery((await findDeliveryRows(context, [['name', '=', input.number]], { limit: 1 }))[0], input.number)
  const row = await find()
  const state = textOf(row['state'])
  if (state === 'cancel') throw new AppError('vendor-rejected', { message: say`The delivery ${input.number} is cancelled in Odoo.` })
  if (state !== 'done') await validate(input, row, context)
  const [delivery] = await toDeliveries(context, [state === 'done' ? row : await find()])
  if (!delivery) throw new AppError('vendor-answer-invalid', { message: say`Odoo does not find the delivery ${input.number} any more.` })
  return delivery
}

async function validate(input: Input, row: OdooRow, context: ActionContext): Promise<void> {
  if (input.trackingNumber !== undefined) {
    const [field] = await fieldsAmong(context, 'stock.picking', ['carrier_tracking_ref'])
    if (field === undefined) {
      throw new AppError('vendor-rejected', {
        message: 'This Odoo has no tracking numbers.',
        fix: 'Install the Odoo app Delivery (shipping methods), or map no tracking number.',
      })
    }
    await write(context, 'stock.picking', [row.id], { [field]: input.trackingNumber })
  }
  if (input.lines) await writeQuantities(input.lines, row, context)
  // Without these Odoo opens a window that asks what to do with the rest.
  const question = await press(context, 'stock.picking', 'button_validate', [row.id], {
    skip_backorder: true,
    skip_sms: true,
    ...(input.backorder === false && { picking_ids_not_to_backorder: [row.id] }),
  })
  if (isRecord(question)) {
    throw new AppError('vendor-rejected', {
      message: say`Odoo asks a person before it validates ${input.number} (${windowOf(question)}).`,
      fix: 'Validate the delivery in Odoo, then replay.',
    })
  }
}

/** Absolute quantities, so that a second try writes the same. Moves of one SKU are filled in their order. */
async function writeQuantities(lines: NonNullable<Input['lines']>, row: OdooRow, context: ActionContext): Promise<void> {
  const moves = await readMoves(context, [row.id])
  const products = await skusOf(context, moves)
  const left = new Map<string, Decimal>()
  for (const { sku, quantity } of lines) left.set(sku, (left.get(sku) ?? new Decimal(0)).plus(quantity))
  const bySku = Map.groupBy(moves, (move) => {
    const product = products.get(idOf(move['product_id']) ?? 0)
    return product ? skuOf(product) : ''
  })
  const issues: Issue[] = lines.flatMap(({ sku }, index) =>
    bySku.has(sku)
      ? []
      : [{ path: `/lines/${index}/sku`, code: 'not-in-delivery', message: `The delivery has no product with the SKU "${sku}".` }],
  )
  if (issues.length > 0) throw new AppError('vendor-rejected', { message: issues.map(({ message }) => message).join(' '), issues })
  for (const [sku, ofSku] of bySku) {
    for (const [index, move] of ofSku.entries()) {
      const wanted = left.get(sku) ?? new Decimal(0)
      const demand = new Decimal(typeof move['product_uom_qty'] === 'number' ? move['product_uom_qty'] : 0)
      // What is more than the demand stands on the last move.
      const quantity = index === ofSku.length - 1 ? wanted : Decimal.min(wanted, demand)
      left.set(sku, wanted.minus(quantity))
      await write(context, 'stock.move', [move.id], { quantity: toWire(quantity.toFixed()), picked: quantity.gt(0) })
    }
  }
}
