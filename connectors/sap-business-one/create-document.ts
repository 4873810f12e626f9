// Makes a sales document, unless there is one of its reference, of lines of its own or of those of another document.
import type { Json } from '#shared/json.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from './auth.ts'
import { linesFrom, type Source } from './base-lines.ts'
import { create } from './client.ts'
import type { DocumentInput, DraftLine } from './document-input.ts'
import { documentReference, ExternalDocument, findDocument, KINDS, toSalesDocument, type Kind, type SalesDocument } from './documents.ts'
import { seriesOf } from './series.ts'
import { fieldValues } from './user-fields.ts'
import { numberOf, ownCurrency, refuseInput } from './values.ts'

/** Makes the document, unless there is one of this reference. */
export async function createDocument(
  context: ActionContext,
  kind: Kind,
  input: DocumentInput,
): Promise<{ document: SalesDocument; created: boolean }> {
  const { reference, customer } = input
  const { isOwn } = documentReference(context)
  const own = await ownFields(context, input)
  const name = JSON.stringify([identityOf(context.config), kind.set, isOwn ? '' : customer, reference])
  return await oneAtATime(name, async () => {
    const known = await findDocument(context, kind, { reference, customer })
    if (known && known.CardCode !== customer)
      throw new AppError('vendor-rejected', {
        message: say`Reference ${reference} is taken by ${kind.name} ${known.DocNum}, of customer ${known.CardCode ?? ''} and not ${customer}.`,
        fix: 'Give every source of documents references of its own, such as with the shop in front.',
      })
    if (known) return { document: toSalesDocument(known, context), created: false }
    const made = await create(context, kind.set, ExternalDocument, await bodyOf(context, kind, input, own))
    return { document: toSalesDocument(made, context), created: true }
  })
}

interface OwnFields {
  readonly head: object
  /** By line. */
  readonly lines: ReadonlyMap<DraftLine, object>
}

async function ownFields(context: ActionContext, { fields, lines = [] }: DocumentInput): Promise<OwnFields> {
  const byLine = new Map<DraftLine, object>()
  for (const [index, line] of lines.entries()) byLine.set(line, await fieldValues(context, 'line', line.fields, `/lines/${index}/fields`))
  return { head: await fieldValues(context, 'document', fields), lines: byLine }
}

async function bodyOf(context: ActionContext, kind: Kind, input: DocumentInput, own: OwnFields): Promise<object> {
  const { branch } = readConfig(context.config)
  const reference = documentReference(context)
  if (!reference.isOwn && input.customerReference !== undefined)
    refuseInput(
      "The customer's own reference has no place beside ours.",
      'Name a user-defined field for references in the connection, or leave the customer reference empty.',
    )
  const series = await seriesOf(context, kind.object, input.series)
  return {
    CardCode: input.customer,
    DocDate: input.date,
    DocDueDate: input.dueDate ?? input.date,
    TaxDate: input.date,
    [reference.field]: input.reference,
    ...(input.customerReference !== undefined && { NumAtCard: input.customerReference }),
    ...(input.currency !== undefined && { DocCurrency: ownCurrency(input.currency, context.config) }),
    ...(input.rate !== undefined && { DocRate: numberOf(input.rate) }),
    ...(series !== undefined && { Series: series }),
    ...(branch !== undefined && { BPL_IDAssignedToInvoice: branch }),
    ...(input.comments !== undefined && { Comments: input.comments }),
    ...addressOf(input),
    ...own.head,
    DocumentLines: await bodyLines(context, kind, input, own),
  }
}

async function bodyLines(
  context: ActionContext,
  kind: Kind,
  { from, lines, customer }: DocumentInput,
  own: OwnFields,
): Promise<readonly object[]> {
  if (from === undefined) {
    if (lines === undefined || lines.length === 0)
      return refuseInput('A document needs lines.', 'Give lines, or the document it is made from.')
    return lines.map((line) => lineBody(context, line, own))
  }
  if (!kind.from.includes(from.document))
    return refuseInput(
      `A ${kind.name} is not made from a ${KINDS[from.document].name}.`,
      kind.from.length === 0 ? 'Give its lines.' : `Name the reference of ${kind.from.map((one) => `a ${KINDS[one].name}`).join(' or ')}.`,
    )
  const source: Source = { kind: KINDS[from.document], reference: from.reference, customer }
  const based = await linesFrom(context, source, lines)
  return based.map(({ base, line, quantity }) => ({
    ...(line && lineBody(context, line, own)),
    ItemCode: base.ItemCode,
    BaseType: source.kind.object,
    BaseEntry: base.DocEntry,
    BaseLine: base.LineNum,
    Quantity: numberOf(quantity.toFixed()),
  }))
}

function lineBody({ config }: ActionContext, line: DraftLine, own: OwnFields): object {
  const { taxField = 'VatGroup' } = readConfig(config)
  if (line.unitPrice !== undefined && line.unitPriceWithTax !== undefined)
    refuseInput('A line has one price, with tax or without.', 'Give either the unit price or the unit price with tax.')
  return {
    ItemCode: line.item,
    Quantity: numberOf(line.quantity),
    ...(line.description !== undefined && { ItemDescription: line.description }),
    ...(line.unitPrice !== undefined && { UnitPrice: numberOf(line.unitPrice) }),
    ...(line.unitPriceWithTax !== undefined && { PriceAfterVAT: numberOf(line.unitPriceWithTax) }),
    ...(line.discountPercent !== undefined && { DiscountPercent: numberOf(line.discountPercent) }),
    ...(line.taxCode !== undefined && { [taxField]: line.taxCode }),
    ...(line.warehouse !== undefined && { WarehouseCode: line.warehouse }),
    ...own.lines.get(line),
  }
}

const addressOf = ({ shipTo, billTo }: DocumentInput): { readonly AddressExtension?: Readonly<Record<string, Json>> } => {
  const members = Object.fromEntries([
    ...(shipTo ? addressMembers('ShipTo', shipTo) : []),
    ...(billTo ? addressMembers('BillTo', billTo) : []),
  ]) as Readonly<Record<string, Json>>
  return Object.keys(members).length === 0 ? {} : { AddressExtension: members }
}

const ADDRESS_MEMBERS = {
  street: 'Street',
  building: 'Building',
  city: 'City',
  zipCode: 'ZipCode',
  state: 'State',
  country: 'Country',
} as const
const addressMembers = (side: 'ShipTo' | 'BillTo', address: NonNullable<DocumentInput['shipTo']>): readonly (readonly [string, string])[] =>
  Object.entries(ADDRESS_MEMBERS).flatMap(([name, member]) => {
    const value = address[name as keyof typeof ADDRESS_MEMBERS]
    return value === undefined ? [] : [[`${side}${member}`, value] as const]
  })
