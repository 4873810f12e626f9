// Writes what left of a sales order as an item fulfillment: the order is transformed, with our external id, which NetSuite keeps unique. One that is
// there already is looked for first.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157901123882.html
import { Type, type Static } from 'typebox'
import { AppError, toErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { readConfig, realmOf } from '../auth.ts'
import { quoted, suiteQl, transform } from '../client.ts'
import { FULFILLMENT_STATES } from '../fulfillment.ts'
import { openLines, takenFrom, type OpenLine, type SentLine } from '../order-lines.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { CREATE_FULFILLMENT_FIELDS } from '../retail.ts'
import { findOrder } from '../sales-order.ts'

const Quantity = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(?=.*[1-9])(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$' })
const InternalId = (title: string, description: string) => Type.Optional(Type.String({ title, description, pattern: '^\\d+$' }))

const Input = Type.Object(
  {
    externalId: Type.String({
      title: 'External id',
      description: 'Names the shipment for ever, such as its id in the shop or warehouse.',
      minLength: 1,
      maxLength: 100,
    }),
    orderExternalId: Type.Optional(
      Type.String({ title: 'Order’s external id', description: 'Or its internal id.', minLength: 1, maxLength: 100 }),
    ),
    orderId: InternalId('Order’s internal id', 'For orders without an external id.'),
    date: Type.String({ title: 'Date', description: 'YYYY-MM-DD, the day on which it left.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    status: Type.Optional(
      Type.Union(
        [
          Type.Literal('picked', { title: 'Picked' }),
          Type.Literal('packed', { title: 'Packed' }),
          Type.Literal('shipped', { title: 'Shipped' }),
        ],
        { title: 'Status', description: 'Only what is shipped leaves the stock. Default: shipped.' },
      ),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'The item’s name in NetSuite.', minLength: 1, maxLength: 250 }),
            quantity: Quantity('Quantity', 'As decimal text.'),
            orderLine: InternalId('Order’s line', 'Number of the line in the sales order. Empty: the first ones with the SKU.'),
            locationId: InternalId('Location’s internal id', 'Where it left from. Empty: as for all lines.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'What left. Empty: everything that is left of the order.', minItems: 1, maxItems: 500 },
      ),
    ),
    locationId: InternalId('Location’s internal id', 'Where all of it left from. Empty: as the lines of the order say.'),
    carrier: Type.Optional(
      Type.Union(
        [
          Type.Literal('other', { title: 'Other' }),
          Type.Literal('ups', { title: 'UPS' }),
          Type.Literal('fedex', { title: 'FedEx' }),
          Type.Literal('usps', { title: 'USPS' }),
        ],
        { title: 'Carrier', description: 'Whose list of parcels NetSuite uses for the order’s way of shipping. Default: other.' },
      ),
    ),
    parcels: Type.Optional(
      Type.Array(
        Type.Object(
          {
            trackingNumber: Type.String({ title: 'Tracking number', minLength: 1, maxLength: 100 }),
            weight: Type.Optional(Quantity('Weight', 'As decimal text, in the unit of the account. NetSuite demands one. Default: 1.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Parcels', maxItems: 100 },
      ),
    ),
    memo: Type.Optional(Type.String({ title: 'Memo', maxLength: 999 })),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

const Output = Type.Object({
  id: Type.String({ title: 'Internal id' }),
  number: Type.String({ title: 'Number', description: 'Such as IF1042.' }),
  externalId: Type.String({ title: 'External id' }),
  status: Type.String({ title: 'Status', description: 'picked, packed or shipped: only what is shipped has left.' }),
  created: Type.Boolean({ title: 'Made now', description: 'False: an earlier try had made it.' }),
})
type Made = Omit<Static<typeof Output>, 'created'>

export const createFulfillment = {
  id: 'create-fulfillment',
  label: 'Write item fulfillment',
  description:
    'Writes what left of a sales order, with tracking numbers. The same external id is one fulfillment; one that is there stays as it is.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('shipment', Input, CREATE_FULFILLMENT_FIELDS),
  output: Output,
  example: { id: '9001', number: 'IF1042', externalId: 'gid://shopify/Fulfillment/501', status: 'shipped', created: true },
  discover: writes('itemFulfillment'),
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const one = JSON.stringify(['fulfillment', realmOf(readConfig(context.config)), wanted.externalId])
    return await oneAtATime(one, async () => {
      const known = await findMade(context, wanted.externalId)
      if (known) return { ...known, created: false }
      try {
        await make(context, wanted)
      } catch (error) {
        // Made by a try whose answer was lost: NetSuite refuses the external id, or nothing is left of the order.
        const made = toErrorData(error).code === 'vendor-rejected' ? await findMade(context, wanted.externalId) : undefined
        if (!made) throw error
        return { ...made, created: false }
      }
      const made = await findMade(context, wanted.externalId)
      if (made) return { ...made, created: true }
      throw new AppError('vendor-answer-invalid', {
        message: say`NetSuite does not find the item fulfillment ${wanted.externalId} that it has just taken.`,
      })
    })
  },
} as const satisfies Action

async function findMade(context: CallContext, externalId: string): Promise<Made | undefined> {
  const { rows } = await suiteQl(
    context,
    `SELECT t.id, t.tranid, t.status FROM transaction t WHERE t.type = 'ItemShip' AND t.externalid = ${quoted(externalId)}`,
    { limit: 1 },
  )
  const [row] = rows
  if (!row) return undefined
  const { id = '', tranid: number = '', status = '' } = row
  return { id, number, externalId, status: FULFILLMENT_STATES[status] ?? status }
}

async function make(context: ActionContext, wanted: Wanted): Promise<void> {
  const { externalId, date, status = 'shipped', lines, locationId, carrier = 'other', parcels = [], memo, fields } = wanted
  const own = await fieldValues(context, 'itemFulfillment', { body: fields })
  const orderId = await orderOf(context, wanted)
  const open = await openLines(context, orderId)
  const left = lines ?? open.map((line) => ({ sku: line.sku, orderLine: line.number, quantity: line.left.toFixed() }))
  const sent = takenFrom(
    open,
    left.map((line) => ({ locationId, ...line })),
  )
  if (sent.size === 0) {
    throw new AppError('vendor-rejected', {
      message: say`Nothing is left to send of the sales order ${wanted.orderExternalId ?? orderId}.`,
    })
  }
  const { list, suffix } = PARCELS[carrier]
  const values = {
    ...own.body,
    externalId,
    tranDate: date,
    shipStatus: { id: LETTERS[status] },
    ...(memo !== undefined && { memo }),
    // Lines that are not named would be sent whole.
    item: { items: open.map((line) => itemOf(line, sent.get(line.number))) },
    ...(parcels.length > 0 && {
      [list]: {
        items: parcels.map(({ trackingNumber, weight = '1' }) => ({
          [`packageTrackingNumber${suffix}`]: trackingNumber,
          [`packageWeight${suffix}`]: exactNumber(weight),
        })),
      },
    }),
  }
  // NetSuite begins with a parcel of its own.
  await transform(context, { from: 'salesOrder', id: orderId, to: 'itemFulfillment' }, values, parcels.length > 0 ? list : undefined)
}

const LETTERS = { picked: 'A', packed: 'B', shipped: 'C' } as const
/** Each carrier that NetSuite itself prints labels of has a list of its own. */
const PARCELS = {
  other: { list: 'package', suffix: '' },
  ups: { list: 'packageUps', suffix: 'Ups' },
  fedex: { list: 'packageFedEx', suffix: 'FedEx' },
  usps: { list: 'packageUsps', suffix: 'Usps' },
} as const

function itemOf(line: OpenLine, sent: SentLine | undefined): object {
  const location = sent?.location ?? line.location
  return {
    orderLine: Number(line.number),
    itemReceive: sent !== undefined,
    ...(sent && { quantity: exactNumber(sent.quantity.toFixed()) }),
    ...(location !== undefined && { location: { id: location } }),
  }
}

/** The internal id; NetSuite transforms by it only. */
async function orderOf(context: CallContext, { orderExternalId, orderId }: Wanted): Promise<string> {
  if ((orderExternalId === undefined) === (orderId === undefined))
    throw new AppError('action-input-invalid', { message: 'Give the external id of the order or its internal id, and not both.' })
  if (orderId !== undefined) return orderId
  const order = await findOrder(context, orderExternalId ?? '')
  if (order) return order.id
  throw new AppError('vendor-rejected', { message: say`NetSuite has no sales order with the external id "${orderExternalId ?? ''}".` })
}
