// Moves stock of a product in a warehouse, up or down, unless that was done under this reference.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { condition, create, find } from '../client.ts'
import { idByRef, productId } from '../documents.ts'
import { Amount, numberOf, Reference, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { MOVEMENT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    reference: Reference('Reference', 'Code of the movement, such as COUNT-0302. Under one code each product of a warehouse moves once.'),
    product: Reference('Product', 'Its ref.', 128),
    warehouse: Reference('Warehouse', 'Its ref.'),
    quantity: Amount('Quantity', 'Decimal text with a point. Below zero takes goods out.'),
    label: Type.Optional(Text('Label', 'Shown on the movement.', 255)),
    unitCost: Type.Optional(Amount('Unit cost', 'For goods that come in: changes the average price.')),
  },
  { additionalProperties: false },
)
const Movement = Type.Object({ id: Type.Union([Type.String(), Type.Integer()]) })
const Output = Type.Object({ id: Type.String({ title: 'Id' }), moved: Type.Boolean({ title: 'Moved now' }) })

export const moveStock = {
  id: 'move-stock',
  label: 'Move stock',
  description: 'Moves stock of a product in a warehouse, unless it was moved under this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('stock', Input, MOVEMENT_FIELDS),
  output: Output,
  example: { id: '311', moved: true },
  async run(input, context): Promise<Static<typeof Output>> {
    const { reference, product, warehouse, quantity, label, unitCost } = parseInput(Input, input)
    if (Number(quantity) === 0)
      throw new AppError('action-input-invalid', { message: 'A movement has a quantity.', fix: 'Give one above or below zero.' })
    const product_id = Number(await productId(context, product))
    const warehouse_id = Number(await idByRef(context, 'warehouses', warehouse, 'warehouse'))
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'stock', reference, product_id, warehouse_id]), async () => {
      const known = await find(context, 'stockmovements', Movement, [
        condition('inventorycode', '=', reference),
        condition('fk_product', '=', product_id),
        condition('fk_entrepot', '=', warehouse_id),
      ])
      if (known) return { id: String(known.id), moved: false }
      const id = await create(context, 'stockmovements', {
        product_id,
        warehouse_id,
        qty: numberOf(quantity),
        movementcode: reference,
        movementlabel: label ?? reference,
        ...(unitCost !== undefined && { price: unitCost }),
      })
      return { id, moved: true }
    })
  },
} as const satisfies Action
