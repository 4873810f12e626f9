// A sales order as flows see it, read with SuiteQL, which gives amounts as text.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { quoted, suiteQl, type SuiteRow } from './client.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { toWritten, WRITTEN_COLUMNS } from './document.ts'
import { FOUND_ORDER_FIELDS } from './retail.ts'

export const SalesOrder = speaking(
  'order',
  Type.Object({
    id: Type.String({ title: 'Internal id' }),
    number: Type.String({ title: 'Number', description: 'Such as SO1042.' }),
    externalId: Type.String({ title: 'External id' }),
    status: Type.String({
      title: 'Status',
      description: 'NetSuite’s letter: A pending approval, B pending fulfilment, G billed, H closed…',
    }),
    currency: Type.String({ title: 'Currency', description: 'ISO 4217.' }),
    total: Type.String({ title: 'Total', description: 'In the order’s currency, as decimal text.' }),
    customerId: Type.String({ title: 'Customer’s internal id' }),
    changedAt: Type.String({ title: 'Changed', description: 'In the time zone of the integration’s user.' }),
  }),
  FOUND_ORDER_FIELDS,
)
export type SalesOrder = Static<typeof SalesOrder>

/** As it is read alone: with what people added to orders. */
export const FoundSalesOrder = speaking('order', Type.Object({ ...SalesOrder.properties, fields: SystemFieldsRead }), {})

export const ORDER_EXAMPLE: SalesOrder = {
  id: '8841',
  number: 'SO1042',
  externalId: '#1042',
  status: 'B',
  currency: 'GBP',
  total: '37.50',
  customerId: '512',
  changedAt: '2026-03-01 10:15:00',
}

export const ORDER_COLUMNS = `${WRITTEN_COLUMNS}, t.entity,
  TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS changed`
export const FROM_ORDERS = `FROM transaction t JOIN currency c ON c.id = t.currency WHERE t.type = 'SalesOrd'`

const SELECT_ORDERS = `SELECT ${ORDER_COLUMNS} ${FROM_ORDERS}`

export async function findOrder(context: CallContext, externalId: string): Promise<SalesOrder | undefined> {
  const { rows } = await suiteQl(context, `${SELECT_ORDERS} AND t.externalid = ${quoted(externalId)}`, { limit: 1 })
  return rows[0] && toOrder(rows[0])
}

export const toOrder = (row: SuiteRow): SalesOrder => ({
  ...toWritten(row),
  customerId: row['entity'] ?? '',
  changedAt: row['changed'] ?? '',
})
