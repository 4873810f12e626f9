// Cancels a sales order and its open deliveries. What has left the warehouse cannot be called back: it is a return.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from '../auth.ts'
import { fieldsAmong, press, searchRead, textOf, windowOf, type OdooRow } from '../client.ts'
import { mustFindSalesOrder, readSalesOrder } from '../sales-order.ts'
import { OrderReferenceInput } from '../order-reference.ts'

const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the sale.order.' }),
  name: Type.String({ title: 'Number', description: 'Such as S00012.' }),
  reference: Type.String({ title: 'Order reference', description: 'As given.' }),
  cancelled: Type.Boolean({ title: 'Cancelled now', description: 'False when it was cancelled already.' }),
})

export const cancelSalesOrder = {
  id: 'cancel-sales-order',
  label: 'Cancel sales order',
  description:
    'Cancels a sales order with its open deliveries, found by its customer reference. One that has left the warehouse, in part or whole, is refused; one that is cancelled already stays as it is.',
  effect: 'write',
  safety: 'upsert',
  input: OrderReferenceInput,
  output: Output,
  example: { id: 12, name: 'S00012', reference: '#1001', cancelled: true },
  run(input, context) {
    const { reference, whenMissing } = input as OrderReferenceInput
    return oneAtATime(`sale.order ${identityOf(readConfig(context.config))} ${reference}`, async () => {
      const order = await mustFindSalesOrder(context, reference, { isOnItsWay: whenMissing === 'wait' })
      const isOpen = textOf(order['state']) !== 'cancel'
      if (isOpen) await cancel(context, order, reference)
      return { id: order.id, name: textOf(order['name']) ?? '', reference, cancelled: isOpen }
    })
  },
} as const satisfies Action

async function cancel(context: ActionContext, order: OdooRow, reference: string): Promise<void> {
  const [left] = await doneDeliveries(context, order.id)
  if (left) {
    throw new AppError('vendor-rejected', {
      message: say`The order ${reference} cannot be cancelled in Odoo: the delivery ${textOf(left['name']) ?? ''} has left.`,
      fix: 'Stop the parcel, or take it as a return when it comes back. Then discard this.',
    })
  }
  // Without this Odoo opens a window that offers to write to the customer.
  const question = await press(context, 'sale.order', 'action_cancel', [order.id], { disable_cancel_warning: true })
  if (isRecord(question)) {
    throw new AppError('vendor-rejected', {
      message: say`Odoo asks a person before it cancels the order ${reference} (${windowOf(question)}).`,
      fix: 'Cancel the order in Odoo, then replay.',
    })
  }
  const state = textOf((await readSalesOrder(context, order.id))['state'])
  if (state === 'cancel') return
  throw new AppError('vendor-answer-invalid', {
    message: say`Odoo cancelled the order ${reference} without an error, and it is still ${state ?? 'unknown'}.`,
  })
}

/** None where Odoo has no Inventory app. */
async function doneDeliveries(context: ActionContext, orderId: number): Promise<readonly OdooRow[]> {
  if ((await fieldsAmong(context, 'sale.order', ['picking_ids'])).length === 0) return []
  const domain = [
    ['sale_id', '=', orderId],
    ['picking_type_code', '=', 'outgoing'],
    ['state', '=', 'done'],
  ] as const
  return searchRead(context, 'stock.picking', domain, { fields: ['name'], limit: 1 })
}
