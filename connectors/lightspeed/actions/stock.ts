// Stock of a product at outlets: read, counted, or adjusted for a reason.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { read, write } from '../client.ts'
import { needProduct } from '../product.ts'
import { listOf, StockAnswer } from '../schemas.ts'
import { Id, Quantity, Sku } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS, ADJUST_STOCK_FIELDS } from '../retail.ts'

const Level = Type.Object({
  outletId: Type.String({ title: 'Outlet' }),
  quantity: Type.String({ title: 'In stock', description: 'Decimal text; below zero where a till sold what was not there' }),
})
const LEVEL = { outletId: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4', quantity: '33' }

async function readLevels(context: CallContext, productId: string): Promise<readonly Static<typeof Level>[]> {
  const answer = await read(context, `/inventory/${productId}`, StockAnswer)
  const rows = Array.isArray(answer) ? answer : answer.data
  return rows.map(({ outlet_id: outletId, current_inventory_level: level }) => ({ outletId, quantity: new Decimal(level).toFixed() }))
}

const OutletId = Id('Outlet', 'From "List outlets and registers".')
const GetInput = Type.Object({ sku: Sku, outletId: Type.Optional(OutletId) }, { additionalProperties: false })

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how much of a SKU outlets have.',
  effect: 'read',
  safety: 'upsert',
  input: GetInput,
  output: Type.Object({ sku: Type.String({ title: 'SKU' }), levels: Type.Array(Level, { title: 'Outlets' }) }),
  example: { sku: 'HF-MUG-NAVY', levels: [LEVEL] },
  async run(input, context) {
    const { sku, outletId } = parseInput(GetInput, input)
    const levels = await readLevels(context, (await needProduct(context, sku)).id)
    return { sku, levels: levels.filter((level) => outletId === undefined || level.outletId === outletId) }
  },
} as const satisfies Action

const SetInput = speaking(
  'stock',
  Type.Object(
    { sku: Sku, outletId: OutletId, quantity: Quantity('Quantity', 'That there is, as decimal text.') },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how much of a SKU an outlet has. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: SetInput,
  output: Level,
  example: LEVEL,
  async run(input, context) {
    const { sku, outletId, quantity } = parseInput(SetInput, input)
    const product = await needProduct(context, sku)
    const inventory = [{ outlet_id: outletId, current_amount: exactNumber(quantity) }]
    await write(context, { method: 'PUT', url: `/products/${product.id}`, json: { details: { inventory } }, repeatable: true })
    const level = (await readLevels(context, product.id)).find((one) => one.outletId === outletId)
    if (level) return level
    throw new AppError('vendor-rejected', { message: say`Lightspeed keeps no stock of ${sku} at the outlet ${outletId}.` })
  },
} as const satisfies Action

const LESS = ['DAMAGE', 'EXPIRY', 'INTERNAL_USE', 'THEFT', 'DONATION'] as const
const MORE = ['STOCK_FOUND', 'SAMPLE_FOR_SALE'] as const
const AdjustInput = speaking(
  'stock',
  Type.Object(
    {
      adjustments: Type.Array(
        Type.Object(
          {
            sku: Sku,
            outletId: OutletId,
            quantity: Quantity('Quantity', 'Above zero for what was found, below zero for what was lost.'),
            reason: Type.Unsafe<(typeof LESS | typeof MORE)[number]>(
              Type.Union(
                [...LESS, ...MORE].map((reason) => Type.Literal(reason)),
                { title: 'Reason', description: `Below zero: ${LESS.join(', ')}. Above zero: ${MORE.join(', ')}.` },
              ),
            ),
          },
          { additionalProperties: false },
        ),
        { title: 'Adjustments', minItems: 1, maxItems: 1_000 },
      ),
    },
    { additionalProperties: false },
  ),
  ADJUST_STOCK_FIELDS,
)
const Adjustment = Type.Object({
  id: Type.String(),
  product_id: Type.String(),
  outlet_id: Type.String(),
  quantity: Type.String(),
  reason: Type.String(),
})

export const adjustStock = {
  id: 'adjust-stock',
  label: 'Adjust stock',
  description: 'Adds to stock or takes from it, for a reason that reports show. Lightspeed takes no reference: repeated, it counts twice.',
  effect: 'write',
  safety: 'none',
  input: AdjustInput,
  output: Type.Object({
    adjustments: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Adjustment id' }),
        outletId: Type.String({ title: 'Outlet' }),
        quantity: Type.String({ title: 'Quantity' }),
        reason: Type.String({ title: 'Reason' }),
      }),
      { title: 'Adjustments', description: 'In the order they were given' },
    ),
  }),
  example: { adjustments: [{ id: 'a0369f1f-9083-11e4-f68e-d26298afef03', outletId: LEVEL.outletId, quantity: '-2', reason: 'DAMAGE' }] },
  batch: { items: 'adjustments' },
  async run(input, context) {
    const { adjustments } = parseInput(AdjustInput, input)
    for (const [index, { quantity, reason }] of adjustments.entries()) {
      const isLess = LESS.some((one) => one === reason)
      if (isLess ? new Decimal(quantity).gte(0) : new Decimal(quantity).lte(0))
        throw new AppError('action-input-invalid', {
          message: say`Adjustment ${index + 1}: ${reason} needs a quantity ${isLess ? 'below' : 'above'} zero, not ${quantity}.`,
        })
    }
    const products = new Map<string, string>()
    for (const { sku } of adjustments) if (!products.has(sku)) products.set(sku, (await needProduct(context, sku)).id)
    const json = {
      stock_adjustments: adjustments.map(({ sku, outletId, quantity, reason }) => ({
        product_id: products.get(sku),
        outlet_id: outletId,
        quantity,
        reason,
      })),
    }
    const answer = await write(context, { method: 'POST', url: '/stock_adjustments', json, repeatable: false })
    const { data } = parseAnswer(listOf(Adjustment), answer)
    return { adjustments: data.map(({ id, outlet_id: outletId, quantity, reason }) => ({ id, outletId, quantity, reason })) }
  },
} as const satisfies Action
