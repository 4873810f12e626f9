// What is written as a document with lines by its external id: sales orders, invoices, cash sales and what is given back. NetSuite makes the document
// or changes the one that is there, its lines replaced.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import type { RecordType } from './catalog.ts'
import { quoted, suiteQl, upsert, type SuiteRow } from './client.ts'
import { itemIds } from './active-ids.ts'
import { fieldValues, writes } from './record-fields.ts'

export interface DocumentKind {
  readonly record: RecordType
  /** What the type is called in SuiteQL. */
  readonly type: string
}

const Amount = (title: string, description: string) => Type.String({ title, description, pattern: '^-?(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$' })

export const CustomerExternalId = Type.String({
  title: 'Customer’s external id',
  description: 'Of a customer that is in NetSuite: write it first.',
  minLength: 1,
  maxLength: 100,
})

export const DocumentInput = Type.Object(
  {
    externalId: Type.String({
      title: 'External id',
      description: 'Names the document for ever, such as the shop’s number of the order or refund.',
      minLength: 1,
      maxLength: 100,
    }),
    customerExternalId: CustomerExternalId,
    date: Type.String({ title: 'Date', description: 'YYYY-MM-DD, the day of the document.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    poNumber: Type.Optional(
      Type.String({ title: 'PO number', description: 'Shown to the customer, such as the shop’s order number.', maxLength: 45 }),
    ),
    memo: Type.Optional(Type.String({ title: 'Memo', maxLength: 999 })),
    currencyId: Type.Optional(
      Type.String({ title: 'Currency’s internal id', description: 'Where the customer’s own is not meant.', pattern: '^\\d+$' }),
    ),
    lines: Type.Array(
      Type.Object(
        {
          sku: Type.String({ title: 'SKU', description: 'The item’s name in NetSuite.', minLength: 1, maxLength: 250 }),
          quantity: Amount('Quantity', 'As decimal text.'),
          rate: Amount('Rate', 'Price of one in the document’s currency, as decimal text.'),
          description: Type.Optional(Type.String({ title: 'Description', maxLength: 4_000 })),
          fields: SystemFields,
        },
        { additionalProperties: false },
      ),
      { title: 'Lines', minItems: 1, maxItems: 500 },
    ),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
export type DocumentInput = Static<typeof DocumentInput>

/** "Custom": the rate that is given counts, not the item's price. */
const CUSTOM_PRICE = '-1'

export async function writeDocument(context: CallContext, { record }: DocumentKind, input: DocumentInput): Promise<void> {
  const { externalId, customerExternalId, date, poNumber, memo, currencyId, lines, fields } = input
  const own = await fieldValues(context, record, { body: fields, lines: lines.map((line) => line.fields) })
  const ids = await itemIds(
    context,
    lines.map(({ sku }) => sku),
  )
  const values = {
    ...own.body,
    entity: { externalId: customerExternalId },
    tranDate: date,
    ...(poNumber !== undefined && { otherRefNum: poNumber }),
    ...(memo !== undefined && { memo }),
    ...(currencyId !== undefined && { currency: { id: currencyId } }),
    item: {
      items: lines.map(({ sku, quantity, rate, description }, index) => ({
        ...own.lines[index],
        item: { id: ids.get(sku) ?? '' },
        quantity: exactNumber(quantity),
        price: { id: CUSTOM_PRICE },
        rate: exactNumber(rate),
        ...(description !== undefined && { description }),
      })),
    },
  }
  await upsert(context, record, externalId, values, 'item')
}

export const Written = Type.Object({
  id: Type.String({ title: 'Internal id' }),
  number: Type.String({ title: 'Number', description: 'As NetSuite numbers it.' }),
  externalId: Type.String({ title: 'External id' }),
  status: Type.String({ title: 'Status', description: 'NetSuite’s letter.' }),
  currency: Type.String({ title: 'Currency', description: 'ISO 4217.' }),
  total: Type.String({ title: 'Total', description: 'In the document’s currency, as decimal text, with NetSuite’s sign.' }),
})
type Written = Static<typeof Written>

/** Of a transaction `t` and its currency `c`. */
export const WRITTEN_COLUMNS = 't.id, t.tranid, t.externalid, t.status, c.symbol AS currency, t.foreigntotal AS total'

/** External ids are unique in each type of document, not over all of them. */
export async function findDocument(context: CallContext, { type }: DocumentKind, externalId: string): Promise<Written | undefined> {
  const { rows } = await suiteQl(
    context,
    `SELECT ${WRITTEN_COLUMNS} FROM transaction t JOIN currency c ON c.id = t.currency WHERE t.type = ${quoted(type)} AND t.externalid = ${quoted(externalId)}`,
    { limit: 1 },
  )
  return rows[0] && toWritten(rows[0])
}

export const toWritten = (row: SuiteRow): Written => ({
  id: row['id'] ?? '',
  number: row['tranid'] ?? '',
  externalId: row['externalid'] ?? '',
  status: row['status'] ?? '',
  currency: row['currency'] ?? '',
  total: row['total'] ?? '',
})

export const notFound = (externalId: string) =>
  new AppError('vendor-answer-invalid', { message: say`NetSuite does not find the document ${externalId} that it has just taken.` })

interface Declared {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly model: 'order' | 'refund' | 'sale'
  readonly fields: Readonly<Record<string, string>>
  readonly number: string
}

export const documentAction = (kind: DocumentKind, { id, label, description, model, fields, number }: Declared): Action => ({
  id,
  label,
  description,
  effect: 'write',
  safety: 'upsert',
  input: speaking(model, DocumentInput, fields),
  output: Written,
  example: { id: '8850', number, externalId: '#1042-R1', status: 'B', currency: 'GBP', total: '12.50' },
  discover: writes(kind.record),
  async run(input, context) {
    const document = parseInput(DocumentInput, input)
    await writeDocument(context, kind, document)
    const written = await findDocument(context, kind, document.externalId)
    if (!written) throw notFound(document.externalId)
    return written
  },
})
