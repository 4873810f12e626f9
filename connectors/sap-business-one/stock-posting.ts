// Goods that come into stock or leave it without a sale: receipts and issues, which are documents without a customer.
import { Type, type Static } from 'typebox'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from './auth.ts'
import { create, list } from './client.ts'
import { isCancelled, referenceField, referenceFilter, theOne } from './reference.ts'
import { SeriesName, seriesOf } from './series.ts'
import { Amount, dayOf, Day, MaybeText, numberOf, Quantity, Text } from './values.ts'

const LINE = {
  item: Text('Item', 'Code of the item.', 50),
  quantity: Quantity('Quantity', 'Decimal text with a point, above zero.'),
  warehouse: Text('Warehouse', 'Code of the warehouse.', 8),
  account: Type.Optional(Text('Account', "Number of the account that is booked against. The item's own when empty.", 15)),
}
const HEAD = {
  reference: Text('Reference', 'Your own number. A posting of this reference is not made a second time.', 100),
  date: Day('Date', 'In the calendar of the company.'),
  series: SeriesName,
}
const LINES = { title: 'Lines', description: 'Items without batches and serial numbers.', minItems: 1, maxItems: 500 }

export const IssueInput = Type.Object(
  { ...HEAD, lines: Type.Array(Type.Object(LINE, { additionalProperties: false }), LINES) },
  { additionalProperties: false },
)
export const ReceiptInput = Type.Object(
  {
    ...HEAD,
    lines: Type.Array(
      Type.Object(
        { ...LINE, unitCost: Type.Optional(Amount('Unit cost', 'In local currency. What the item is valued at when empty.')) },
        { additionalProperties: false },
      ),
      LINES,
    ),
  },
  { additionalProperties: false },
)

const Posting = Type.Object({
  DocEntry: Type.Integer(),
  DocNum: Type.Integer(),
  DocDate: MaybeText,
  Cancelled: MaybeText,
  CancelStatus: MaybeText,
})
export const PostingOutput = Type.Object({
  id: Type.String({ title: 'Id', description: 'DocEntry' }),
  number: Type.String({ title: 'Number', description: 'DocNum' }),
  date: Type.String({ title: 'Date' }),
  cancelled: Type.Boolean({ title: 'Cancelled' }),
  posted: Type.Boolean({ title: 'Posted now' }),
})
export const POSTING = { id: '318', number: '70012', date: '2026-03-02', cancelled: false, posted: true }

/** SAP's numbers of goods receipts and issues. */
export const RECEIPTS = { set: 'InventoryGenEntries', object: 59, plural: 'goods receipts' } as const
export const ISSUES = { set: 'InventoryGenExits', object: 60, plural: 'goods issues' } as const

export async function postStock(
  context: ActionContext,
  kind: typeof RECEIPTS | typeof ISSUES,
  wanted: Static<typeof ReceiptInput>,
): Promise<Static<typeof PostingOutput>> {
  const { reference } = wanted
  const field = referenceField(context, 'Comments')
  return await oneAtATime(JSON.stringify([identityOf(context.config), kind.set, reference]), async () => {
    const { records } = await list(context, kind.set, Posting, {
      $filter: referenceFilter(field, reference, undefined),
      $select: Object.keys(Posting.properties).join(','),
      $orderby: 'DocEntry',
      $top: 20,
    })
    const known = theOne(records, kind.plural, reference)
    const posting = known ?? (await create(context, kind.set, Posting, await bodyOf(context, kind.object, wanted, field.field)))
    return {
      id: String(posting.DocEntry),
      number: String(posting.DocNum),
      date: dayOf(posting.DocDate),
      cancelled: isCancelled(posting),
      posted: !known,
    }
  })
}

async function bodyOf(context: ActionContext, object: number, wanted: Static<typeof ReceiptInput>, field: string): Promise<object> {
  const { branch } = readConfig(context.config)
  const series = await seriesOf(context, object, wanted.series)
  return {
    DocDate: wanted.date,
    TaxDate: wanted.date,
    [field]: wanted.reference,
    ...(series !== undefined && { Series: series }),
    ...(branch !== undefined && { BPL_IDAssignedToInvoice: branch }),
    DocumentLines: wanted.lines.map((line) => ({
      ItemCode: line.item,
      Quantity: numberOf(line.quantity),
      WarehouseCode: line.warehouse,
      ...(line.unitCost !== undefined && { UnitPrice: numberOf(line.unitCost) }),
      ...(line.account !== undefined && { AccountCode: line.account }),
    })),
  }
}
