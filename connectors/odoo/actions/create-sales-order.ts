// Creates a sales order once: looks for the reference first, because Odoo itself does not keep references unique.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveName } from '../catalogue.ts'
import { create, press, textOf, type OdooRow } from '../client.ts'
import { sameAmount } from '../decimals.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { SALES_ORDER_EXAMPLE, SalesOrderInput, SalesOrderOutput } from '../sales-order-input.ts'
import { writes } from '../model-fields.ts'
import { findSalesOrder, ORDER_OWN, readSalesOrder, salesOrderValues, toOutput } from '../sales-order.ts'

export const createSalesOrder = {
  id: 'create-sales-order',
  label: 'Create sales order',
  description: 'Creates and confirms a sales order. Sending the same order reference again gives the order that is there already.',
  effect: 'write',
  safety: 'look-up-first',
  input: SalesOrderInput,
  output: SalesOrderOutput,
  example: SALES_ORDER_EXAMPLE,
  discover: writes('sale.order', ORDER_OWN),
  async run(input, context) {
    const order = input as SalesOrderInput
    const key = `sale.order ${identityOf(readConfig(context.config))} ${order.reference}`
    return await oneAtATime(key, () => createOnce(order, context))
  },
} as const satisfies Action

async function createOnce(order: SalesOrderInput, context: ActionContext): Promise<SalesOrderOutput> {
  const companyId = (await resolveName(context, 'company', order.company, '/company'))?.id
  const found = await findSalesOrder(context, order.reference, companyId)
  const id = found?.id ?? (await create(context, 'sale.order', await salesOrderValues(context, order, companyId)))
  const row = found ?? (await readSalesOrder(context, id))
  // Whoever confirmed or cancelled it in the meantime has looked at it.
  if (textOf(row['state']) !== 'draft') return toOutput(row, !found)
  checkTotal(order, row)
  if (order.confirm === false) return toOutput(row, !found)
  await press(context, 'sale.order', 'action_confirm', [id])
  return toOutput(await readSalesOrder(context, id), !found)
}

function checkTotal({ expectedTotal }: SalesOrderInput, row: OdooRow): void {
  const { name, amountTotal, currency } = toOutput(row, false)
  if (expectedTotal === undefined || sameAmount(expectedTotal, amountTotal)) return
  throw new AppError('vendor-rejected', {
    message: say`Odoo computes a total of ${amountTotal} ${currency}, and the order says ${expectedTotal}. ${name} stays a quotation.`,
    fix: say`Compare prices and taxes with ${name} in Odoo. Correct the quotation there, or delete it and correct the mapping; then replay.`,
    details: { order: name, computed: amountTotal, expected: String(expectedTotal) },
  })
}
