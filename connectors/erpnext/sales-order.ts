// A sales order as flows see it.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { readConfig } from './auth.ts'
import { list } from './client.ts'
import { Docstatus, Stage, stageOf } from './inputs.ts'
import { instantOf } from '#connectors/kit/site-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { FOUND_ORDER_FIELDS } from './retail.ts'

export const SALES_ORDER = 'Sales Order'

export const ErpOrder = Type.Object({
  name: Type.String({ minLength: 1 }),
  po_no: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  customer: Type.String(),
  docstatus: Docstatus,
  status: Type.String(),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  grand_total: Type.Number(),
  modified: Type.String(),
})
type ErpOrder = Static<typeof ErpOrder>
const ORDER_FIELDS = Object.keys(ErpOrder.properties)

export const SalesOrder = speaking(
  'order',
  Type.Object({
    number: Type.String({ title: 'Number', description: 'Such as SAL-ORD-2026-00042.' }),
    poNumber: Type.String({ title: 'PO number', description: 'The customer’s, such as the shop’s order number; may be empty.' }),
    customer: Type.String({ title: 'Customer', description: 'The customer’s name in ERPNext.' }),
    stage: Stage,
    status: Type.String({ title: 'Status', description: 'In ERPNext’s words, such as To Deliver and Bill.' }),
    total: Money,
    changedAt: Type.String({ title: 'Changed', description: 'ISO 8601, in UTC.' }),
  }),
  FOUND_ORDER_FIELDS,
)
export type SalesOrder = Static<typeof SalesOrder>

export const ORDER_EXAMPLE: SalesOrder = {
  number: 'SAL-ORD-2026-00042',
  poNumber: '#1042',
  customer: 'Grace Hopper',
  stage: 'submitted',
  status: 'To Deliver and Bill',
  total: { amount: '37.50', currency: 'GBP' },
  changedAt: '2026-03-01T10:15:00.123Z',
}

export function toSalesOrder(order: ErpOrder, config: Readonly<Record<string, unknown>>): SalesOrder {
  return {
    number: order.name,
    poNumber: order.po_no ?? '',
    customer: order.customer,
    stage: stageOf(order.docstatus),
    status: order.status,
    total: moneyOf(order.grand_total, order.currency),
    changedAt: instantOf(order.modified, readConfig(config).timeZone),
  }
}

/** The oldest one that is not cancelled. MariaDB compares without regard to case; a PO number is compared with it. */
export async function findOrder(context: CallContext, customer: string, poNumber: string): Promise<ErpOrder | undefined> {
  const orders = await list(context, SALES_ORDER, ErpOrder, {
    filters: [
      ['po_no', '=', poNumber],
      ['customer', '=', customer],
      ['docstatus', '<', 2],
    ],
    fields: ORDER_FIELDS,
    orderBy: 'creation asc, name asc',
    limit: 100,
  })
  return orders.find((order) => order.po_no === poNumber)
}

/** Throws `vendor-rejected` when it is not there. */
export async function mustFindOrder(context: CallContext, customer: string, poNumber: string): Promise<ErpOrder> {
  const order = await findOrder(context, customer, poNumber)
  if (order) return order
  throw new AppError('vendor-rejected', { message: say`ERPNext has no sales order of ${customer} with the PO number "${poNumber}".` })
}
