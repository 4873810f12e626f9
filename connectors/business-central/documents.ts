// Orders, invoices and credit memos to customers are one thing under three names: a head and its lines, written in one request.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/resources/dynamics_salesorder and its neighbours
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields, SystemFieldsRead } from '#connectors/kit/discover.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { identityOf } from './auth.ts'
import { act, create, find } from './client.ts'
import { fieldValues, fill } from './own-fields.ts'
import { Amount, Code, Day, decimalText, numberOf, Text } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_FIELDS } from './retail.ts'

interface Kind {
  readonly set: 'salesOrders' | 'salesInvoices' | 'salesCreditMemos'
  readonly lines: 'salesOrderLines' | 'salesInvoiceLines' | 'salesCreditMemoLines'
  readonly date: string
}
export const KINDS = {
  order: { set: 'salesOrders', lines: 'salesOrderLines', date: 'orderDate' },
  invoice: { set: 'salesInvoices', lines: 'salesInvoiceLines', date: 'invoiceDate' },
  creditMemo: { set: 'salesCreditMemos', lines: 'salesCreditMemoLines', date: 'creditMemoDate' },
} as const satisfies Record<string, Kind>

/** Not released, and not posted. */
const DRAFT = 'Draft'

export const ExternalNumber = Code(
  'External document number',
  'Your own number, such as HF-1001, in capitals. A document of this number is not made a second time.',
  35,
)

const LineInput = Type.Object(
  {
    item: Type.Optional(Code('Item', 'Number of the item.', 20)),
    variant: Type.Optional(Code('Variant', 'Code of the variant of this item.', 10)),
    account: Type.Optional(Code('Account', 'Instead of an item: number of the account, such as for shipping.', 20)),
    description: Type.Optional(Text('Description', "The item's or account's own when empty.", 100)),
    quantity: Amount('Quantity', 'Decimal text.'),
    unitPrice: Amount('Unit price', 'With or without tax, as the customer is set up in Business Central.'),
    discountAmount: Type.Optional(Amount('Discount', 'Amount off the whole line.')),
    location: Type.Optional(Code('Location', 'Code of the location it leaves from.', 10)),
    fields: SystemFields,
  },
  { additionalProperties: false },
)

export const DocumentInput = Type.Object(
  {
    externalNumber: ExternalNumber,
    customer: Code('Customer', 'Number of the customer.', 20),
    date: Day('Date', 'Of the document, in the calendar of the company.'),
    postingDate: Type.Optional(Day('Posting date', 'The date of the document when empty.')),
    currency: Type.Optional(
      Type.String({ title: 'Currency', description: "ISO 4217 code. The customer's own when empty.", pattern: '^[A-Z]{3}$' }),
    ),
    lines: Type.Array(LineInput, { title: 'Lines', description: 'Items or accounts.', minItems: 1, maxItems: 500 }),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
export type DocumentInput = Static<typeof DocumentInput>

export const PostableInput = Type.Object(
  {
    ...DocumentInput.properties,
    post: Type.Optional(
      Type.Boolean({ title: 'Post', description: 'Books it at once; a posted document cannot be changed. Default: it stays a draft.' }),
    ),
  },
  { additionalProperties: false },
)
type PostableInput = Static<typeof PostableInput>

export const ExternalDocument = Type.Object({
  id: Type.String(),
  number: Type.String(),
  externalDocumentNumber: Type.String(),
  customerNumber: Type.String(),
  currencyCode: Type.String({ pattern: '^[A-Z]{3}$' }),
  status: Type.String(),
  totalAmountExcludingTax: Type.Number(),
  totalAmountIncludingTax: Type.Number(),
  lastModifiedDateTime: Type.String(),
})
export type ExternalDocument = Static<typeof ExternalDocument>

export const SalesDocument = speaking(
  'order',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    number: Type.String({ title: 'Number', description: "Business Central's own" }),
    externalNumber: Type.String({ title: 'External document number' }),
    customer: Type.String({ title: 'Customer' }),
    status: Type.String({ title: 'Status', description: 'Such as Draft or Open' }),
    net: Type.Object(Money.properties, { title: 'Total without tax' }),
    total: Type.Object(Money.properties, { title: 'Total with tax' }),
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  DOCUMENT_FIELDS,
)

/** As it is read: with its own fields. */
export const FoundDocument = speaking('order', Type.Object({ ...SalesDocument.properties, fields: SystemFieldsRead }), {})

export const SALES_DOCUMENT: Static<typeof SalesDocument> = {
  id: '6f5d2e8a-0c1b-4f3a-9d77-1f2e3d4c5b6a',
  number: 'S-ORD101001',
  externalNumber: 'HF-1001',
  customer: 'WEB-1',
  status: 'Draft',
  net: { amount: '29.95', currency: 'GBP' },
  total: { amount: '35.94', currency: 'GBP' },
  updatedAt: '2026-03-02T10:00:00.120Z',
}

export const toSalesDocument = (one: ExternalDocument): Static<typeof SalesDocument> => ({
  id: one.id,
  number: one.number,
  externalNumber: one.externalDocumentNumber,
  customer: one.customerNumber,
  status: one.status,
  net: moneyOf(decimalText(one.totalAmountExcludingTax), one.currencyCode),
  total: moneyOf(decimalText(one.totalAmountIncludingTax), one.currencyCode),
  updatedAt: one.lastModifiedDateTime,
})

export const findDocument = (context: ActionContext, { set }: Kind, externalNumber: string): Promise<ExternalDocument | undefined> =>
  find(context, set, ExternalDocument, `externalDocumentNumber eq ${quoted(externalNumber)}`)

/** An order that was shipped and invoiced is gone; its invoice carries the same external number. */
export const findOrderOrInvoice = async (context: ActionContext, externalNumber: string) =>
  (await findDocument(context, KINDS.order, externalNumber)) ?? (await findDocument(context, KINDS.invoice, externalNumber))

export async function createDocument(
  context: ActionContext,
  kind: Kind,
  wanted: DocumentInput,
  look: () => Promise<ExternalDocument | undefined>,
): Promise<{ readonly document: ExternalDocument; readonly created: boolean }> {
  const name = JSON.stringify([identityOf(context.config), kind.set, wanted.externalNumber])
  const own = await fieldValues(context, kind.set, wanted.fields)
  const ofLines: Values[] = []
  for (const [index, { fields }] of wanted.lines.entries())
    ofLines.push(await fieldValues(context, kind.lines, fields, `/lines/${index}/fields`))
  return await oneAtATime(name, async () => {
    const known = await look()
    if (known && known.customerNumber !== wanted.customer)
      throw new AppError('vendor-rejected', {
        message: say`External document number ${wanted.externalNumber} is taken by ${known.number}, of customer ${known.customerNumber} and not ${wanted.customer}.`,
        fix: 'Give every source of documents numbers of its own, such as with the shop in front.',
      })
    if (known) {
      // What an earlier try made and did not fill.
      if (known.status === DRAFT) {
        await fill(context, kind.set, known.id, own, { emptyOnly: true })
        await fillLines(context, kind, known.id, wanted, ofLines, { emptyOnly: true })
      }
      return { document: known, created: false }
    }
    const made = await create(context, kind.set, ExternalDocument, await bodyOf(context, kind, wanted))
    await fill(context, kind.set, made.id, own)
    await fillLines(context, kind, made.id, wanted, ofLines)
    return { document: made, created: true }
  })
}

type Values = Readonly<Record<string, unknown>>
/** What a line is recognised by: Business Central adds lines of its own, such as long texts of items. */
const WrittenLine = Type.Object({ id: Type.String(), sequence: Type.Integer(), lineObjectNumber: Type.String() })

/**
 * The fields of the lines, which have ids when the document is made: the nth line of the document that is of the same item or account. Of a document
 * that was there before, a line that somebody took away is passed over.
 */
async function fillLines(
  context: ActionContext,
  { set, lines }: Kind,
  id: string,
  wanted: DocumentInput,
  values: readonly Values[],
  how: { readonly emptyOnly?: boolean } = {},
): Promise<void> {
  if (values.every((one) => Object.keys(one).length === 0)) return
  const Document = Type.Object({ [lines]: Type.Array(WrittenLine) })
  const document = await find(context, set, Document, `id eq ${id}`, { expand: lines })
  const there = (document?.[lines] ?? []).toSorted((a, b) => a.sequence - b.sequence)
  let from = 0
  for (const [index, { item, account }] of wanted.lines.entries()) {
    const at = there.findIndex(({ lineObjectNumber }, nth) => nth >= from && lineObjectNumber === (item ?? account))
    const line = there[at]
    if (line) from = at + 1
    const own = values[index] ?? {}
    if (line) await fill(context, lines, line.id, own, how)
    else if (Object.keys(own).length > 0 && how.emptyOnly !== true)
      throw new AppError('vendor-rejected', {
        message: say`The document was made, and Business Central does not show its line ${index + 1}: the fields of that line were not written.`,
        fix: 'Look at the lines of the document in Business Central, then replay.',
      })
  }
}

/** Makes a document unless there is one of its external number, and posts it where that is wanted. */
export async function createPostable(
  context: ActionContext,
  kind: Kind,
  { post = false, ...wanted }: PostableInput,
): Promise<{ readonly document: Static<typeof SalesDocument>; readonly created: boolean }> {
  const { document, created } = await createDocument(context, kind, wanted, () => findDocument(context, kind, wanted.externalNumber))
  return { document: toSalesDocument(post ? await postDraft(context, kind, document) : document), created }
}

/** Posts what is still a draft; answers the document as it is then. */
async function postDraft(context: ActionContext, kind: Kind, document: ExternalDocument): Promise<ExternalDocument> {
  if (document.status !== DRAFT) return document
  await act(context, `${kind.set}(${document.id})/Microsoft.NAV.post`, {})
  const posted = await findDocument(context, kind, document.externalDocumentNumber)
  if (!posted)
    throw new AppError('vendor-answer-invalid', {
      message: 'Business Central does not find the document that it posted.',
      disposition: 'uncertain',
    })
  return posted
}

async function bodyOf(context: ActionContext, { lines, date }: Kind, wanted: DocumentInput): Promise<object> {
  const bodies = []
  const locations = new Map<string, string>()
  for (const line of wanted.lines) {
    if ((line.item === undefined) === (line.account === undefined) || (line.variant !== undefined && line.item === undefined))
      throw new AppError('action-input-invalid', {
        message: 'A line is either of an item, which may have a variant, or of an account.',
        fix: 'Give each line an item or an account, and not both.',
      })
    if (line.location !== undefined && !locations.has(line.location))
      locations.set(line.location, await idOf(context, 'locations', `code eq ${quoted(line.location)}`))
    bodies.push({
      lineType: line.item === undefined ? 'Account' : 'Item',
      lineObjectNumber: line.item ?? line.account,
      ...(line.description !== undefined && { description: line.description }),
      quantity: numberOf(line.quantity),
      unitPrice: numberOf(line.unitPrice),
      ...(line.discountAmount !== undefined && { discountAmount: numberOf(line.discountAmount) }),
      ...(line.variant !== undefined &&
        line.item !== undefined && {
          itemVariantId: await idOf(context, 'itemVariants', `itemNumber eq ${quoted(line.item)} and code eq ${quoted(line.variant)}`),
        }),
      ...(line.location !== undefined && { locationId: locations.get(line.location) }),
    })
  }
  return {
    externalDocumentNumber: wanted.externalNumber,
    customerNumber: wanted.customer,
    [date]: wanted.date,
    postingDate: wanted.postingDate ?? wanted.date,
    ...(wanted.currency !== undefined && { currencyCode: wanted.currency }),
    [lines]: bodies,
  }
}

async function idOf(context: ActionContext, set: string, filter: string): Promise<string> {
  const found = await find(context, set, Type.Object({ id: Type.String() }), filter)
  if (!found) throw new AppError('vendor-rejected', { message: say`Business Central has nothing in ${set} with ${filter}.` })
  return found.id
}
