// An item fulfillment as flows see it: what of a sales order left, in which parcels. SuiteQL says which there are, the record what is in them.
// https://softwaresurvivor.com/blog/track-netsuite-item-fulfillments-shipping-packages-suiteql
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { parseNumbersAsText } from '#connectors/kit/exact-json.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { readWhole, suiteQl, type SuiteRow } from './client.ts'
import { FULFILLMENT_FIELDS } from './retail.ts'

export const Fulfillment = speaking(
  'shipment',
  Type.Object({
    id: Type.String({ title: 'Internal id' }),
    number: Type.String({ title: 'Number', description: 'Such as IF1042.' }),
    status: Type.String({ title: 'Status', description: 'picked, packed or shipped: only what is shipped has left.' }),
    shippedOn: Type.String({ title: 'Date', description: 'YYYY-MM-DD, of the fulfillment.' }),
    orderId: Type.String({ title: 'Order’s internal id' }),
    orderNumber: Type.String({ title: 'Order’s number', description: 'Such as SO1042.' }),
    orderExternalId: orNull('Order’s external id', 'Where the order has one.'),
    trackingNumber: orNull('Tracking number', 'Of the first parcel.'),
    trackingNumbers: Type.Array(Type.String(), { title: 'Tracking numbers', description: 'Of all parcels.' }),
    lines: Type.Array(
      Type.Object({
        sku: Type.String({ title: 'SKU' }),
        quantity: Type.String({ title: 'Quantity', description: 'As decimal text.' }),
        orderLine: orNull('Order’s line', 'Number of the line in the sales order.'),
        locationId: orNull('Location’s internal id', 'Where it left from.'),
      }),
      { title: 'Lines' },
    ),
    changedAt: Type.String({ title: 'Changed', description: 'In the time zone of the integration’s user.' }),
  }),
  FULFILLMENT_FIELDS,
)
export type Fulfillment = Static<typeof Fulfillment>

export const FULFILLMENT_EXAMPLE: Fulfillment = {
  id: '9001',
  number: 'IF1042',
  status: 'shipped',
  shippedOn: '2026-03-02',
  orderId: '8841',
  orderNumber: 'SO1042',
  orderExternalId: '#1042',
  trackingNumber: '1Z999AA10123456784',
  trackingNumbers: ['1Z999AA10123456784'],
  lines: [{ sku: 'HF-MUG-NAVY', quantity: '2', orderLine: '1', locationId: '2' }],
  changedAt: '2026-03-02 11:20:00',
}

/** By NetSuite's letter. */
export const FULFILLMENT_STATES: Readonly<Record<string, string>> = { A: 'picked', B: 'packed', C: 'shipped' }

export const FULFILLMENT_COLUMNS = `t.id, t.tranid, t.status, TO_CHAR(t.trandate, 'YYYY-MM-DD') AS shipped,
  TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS changed`

/** Those of sales orders, whole, in the order of the rows: transfers and returns to suppliers are fulfilled, too, and left out. */
export async function readFulfillments(context: CallContext, rows: readonly SuiteRow[]): Promise<readonly Fulfillment[]> {
  const records = new Map<string, Readonly<Record<string, Json>>>()
  for (const { id = '' } of rows) records.set(id, await readOne(context, id))
  const orders = await named(context, 'transaction', ['tranid', 'externalid'], [...records.values()].flatMap(orderOf), "type = 'SalesOrd'")
  const items = await named(
    context,
    'item',
    ['itemid'],
    [...records.values()].flatMap((record) => linesOf(record).flatMap(itemOf)),
  )
  return rows.flatMap((row) => {
    const record = records.get(row['id'] ?? '') ?? {}
    const order = orders.get(orderOf(record)[0] ?? '')
    if (!order) return []
    const trackingNumbers = trackingOf(record)
    return [
      {
        id: row['id'] ?? '',
        number: row['tranid'] ?? '',
        status: FULFILLMENT_STATES[row['status'] ?? ''] ?? row['status'] ?? '',
        shippedOn: row['shipped'] ?? '',
        orderId: order['id'] ?? '',
        orderNumber: order['tranid'] ?? '',
        orderExternalId: order['externalid'] ?? null,
        trackingNumber: trackingNumbers[0] ?? null,
        trackingNumbers: [...trackingNumbers],
        lines: linesOf(record).map((line) => ({
          sku: items.get(itemOf(line)[0] ?? '')?.['itemid'] ?? '',
          quantity: textOf(line['quantity']) ?? '0',
          orderLine: textOf(line['orderLine']) ?? null,
          locationId: idOf(line['location']) ?? null,
        })),
        changedAt: row['changed'] ?? '',
      },
    ]
  })
}

async function readOne(context: CallContext, id: string): Promise<Readonly<Record<string, Json>>> {
  let record: Json
  try {
    record = parseNumbersAsText(await readWhole(context, 'itemFulfillment', id))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    record = null
  }
  if (isRecord(record)) return record
  throw new AppError('vendor-answer-invalid', { message: say`NetSuite answered with something else than the item fulfillment ${id}.` })
}

/** Rows by their internal ids, of which a query takes a thousand. */
async function named(context: CallContext, table: string, columns: readonly string[], ids: readonly string[], and?: string) {
  const unique = [...new Set(ids)]
  const found = new Map<string, SuiteRow>()
  for (let from = 0; from < unique.length; from += 1_000) {
    const some = unique.slice(from, from + 1_000).join(', ')
    const where = `id IN (${some})${and === undefined ? '' : ` AND ${and}`}`
    const { rows } = await suiteQl(context, `SELECT id, ${columns.join(', ')} FROM ${table} WHERE ${where} ORDER BY id`)
    for (const row of rows) found.set(row['id'] ?? '', row)
  }
  return found
}

type Values = Readonly<Record<string, unknown>>
const itemsOf = (sublist: unknown): readonly Values[] =>
  isRecord(sublist) && Array.isArray(sublist['items']) ? (sublist['items'] as readonly unknown[]).filter(isRecord) : []
const linesOf = (record: Values): readonly Values[] => itemsOf(record['item'])
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
/** Internal ids only: they go into a query as they are. */
const idOf = (value: unknown): string | undefined => {
  const id = isRecord(value) ? value['id'] : undefined
  return typeof id === 'string' && /^\d+$/.test(id) ? id : undefined
}
const asList = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id])
const orderOf = (record: Values): readonly string[] => asList(idOf(record['createdFrom']))
const itemOf = (line: Values): readonly string[] => asList(idOf(line['item']))

/** Parcels stand in a sublist for each kind of carrier (`package`, `packageUps`, `packageFedEx`, `packageUsps`), and are named after it. */
function trackingOf(record: Values): readonly string[] {
  const parcels = Object.entries(record).flatMap(([name, sublist]) => (name.startsWith('package') ? itemsOf(sublist) : []))
  return parcels.flatMap((parcel) =>
    Object.entries(parcel).flatMap(([name, value]) => (name.startsWith('packageTrackingNumber') ? asList(textOf(value)) : [])),
  )
}
