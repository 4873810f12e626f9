// A document whose tax is asked for or recorded: an order, a sale or a return. What flows give, and what AvaTax takes.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { readConfig } from './auth.ts'
import { Address, Amount, Code, Day } from './values.ts'

const text = (title: string, maxLength: number, description?: string) =>
  Type.Optional(Type.String({ title, minLength: 1, maxLength, ...(description && { description }) }))
const EntityUseCode = text('Entity use code', 25, 'Why the customer is exempt, such as G for resale: see "List entity use codes".')

export const Line = Type.Object(
  {
    number: Type.String({ title: 'Line number', description: 'Of your own; refunds name lines by it.', minLength: 1, maxLength: 50 }),
    amount: Amount('Amount', 'Of the whole line after discounts, as decimal text.'),
    quantity: Type.Optional(
      Type.String({
        title: 'Quantity',
        description: 'Above zero, also of returns. Default: 1.',
        pattern: '^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,5})?$',
      }),
    ),
    itemCode: text('Item code', 50, 'The SKU. Where AvaTax knows the item, its tax code is used.'),
    taxCode: text('Tax code', 25, "Avalara's code of what is sold, such as P0000000."),
    description: text('Description', 2_096),
    taxIncluded: Type.Optional(Type.Boolean({ title: 'Amount contains tax' })),
    tax: Type.Optional(
      Amount(
        'Tax that was charged',
        'What the shop has taken for this line: recorded in place of what AvaTax calculates. Leave it empty to calculate.',
      ),
    ),
    entityUseCode: EntityUseCode,
    reference: text('Reference', 250, 'Such as the id of the line in the shop.'),
  },
  { additionalProperties: false },
)

const SHARED = {
  date: Day('Date', 'Of the document, on the calendar of the seller.'),
  customerCode: Type.String({
    title: 'Customer code',
    description: 'Exemption certificates are found by it. One code of your own for guests is enough.',
    minLength: 1,
    maxLength: 50,
  }),
  currency: Type.String({ title: 'Currency', description: 'ISO 4217 code.', pattern: '^[A-Z]{3}$' }),
  at: Type.Optional(
    Type.Object(Address.properties, { title: 'Store', description: 'For a sale in a store: where it is.', additionalProperties: false }),
  ),
  from: Type.Optional(Type.Object(Address.properties, { title: 'Ship from', additionalProperties: false })),
  to: Type.Optional(Type.Object(Address.properties, { title: 'Ship to', additionalProperties: false })),
  entityUseCode: EntityUseCode,
  exemptionNo: text('Exemption number', 25, 'Exempts the whole document.'),
  purchaseOrderNo: text('Purchase order number', 50),
  locationCode: text('Reporting location', 50, 'Of the store, where tax is reported by location.'),
  reference: text('Reference', 1_024),
  lines: Type.Array(Line, { title: 'Lines', minItems: 1, maxItems: 15_000 }),
}
export const TaxDocument = Type.Object(SHARED, { additionalProperties: false })
export const RecordedDocument = Type.Object(
  {
    code: Code('Code', 'The number of the document, at most 50 characters. The same code is the same document.'),
    ...SHARED,
    commit: Type.Optional(Type.Boolean({ title: 'Commit', description: 'Ready for the tax return. Default: yes.' })),
  },
  { additionalProperties: false },
)
type TaxDocument = Static<typeof TaxDocument>
export type RecordedDocument = Static<typeof RecordedDocument>
export type DocumentType = 'SalesOrder' | 'SalesInvoice' | 'ReturnInvoice'

interface Kind {
  readonly type: DocumentType
  readonly code?: string
  readonly commit?: boolean
  /** The day whose rates count, of a return: that of its sale. */
  readonly taxDate?: string | undefined
}

/** AvaTax's model of the document. Amounts of a return are given as they were sold, and sent below zero. */
export function modelOf(document: TaxDocument, { type, code, commit, taxDate }: Kind, context: CallContext) {
  const sign = type === 'ReturnInvoice' ? -1 : 1
  return {
    type,
    companyCode: readConfig(context.config).companyCode,
    ...(code !== undefined && { code }),
    ...(commit !== undefined && { commit }),
    date: document.date,
    customerCode: document.customerCode,
    currencyCode: document.currency,
    entityUseCode: document.entityUseCode,
    exemptionNo: document.exemptionNo,
    purchaseOrderNo: document.purchaseOrderNo,
    reportingLocationCode: document.locationCode,
    referenceCode: document.reference,
    addresses: addressesOf(document),
    ...(taxDate !== undefined && { taxOverride: { type: 'TaxDate', taxDate, reason: 'Return' } }),
    lines: document.lines.map((line) => ({
      number: line.number,
      quantity: exactNumber(line.quantity ?? '1'),
      amount: signed(line.amount, sign),
      itemCode: line.itemCode,
      taxCode: line.taxCode,
      description: line.description,
      taxIncluded: line.taxIncluded ?? false,
      entityUseCode: line.entityUseCode,
      ref1: line.reference,
      ...(line.tax !== undefined && {
        taxOverride: { type: 'TaxAmount', taxAmount: signed(line.tax, sign), reason: 'Tax that the shop has charged' },
      }),
    })),
  }
}

const signed = (amount: string, sign: number) => exactNumber(new Decimal(amount).times(sign).toFixed())

function addressesOf({ at, from, to }: TaxDocument) {
  if (at && !from && !to) return { singleLocation: at }
  if (!at && to) return { shipTo: to, ...(from && { shipFrom: from }) }
  throw new AppError('action-input-invalid', {
    message: 'Give the address of the store, or where it is shipped to and from.',
    fix: 'A sale in a store has a store only; an order has an address to ship to, and one to ship from.',
  })
}

/** Line numbers are names: two lines of one number could not be told apart by a refund. Throws `action-input-invalid`. */
export function checkLines({ lines }: TaxDocument): void {
  const seen = new Set<string>()
  for (const [index, { number }] of lines.entries()) {
    if (seen.has(number))
      throw new AppError('action-input-invalid', {
        message: say`Two lines have the number ${number}.`,
        issues: [{ path: `/lines/${index}/number`, code: 'duplicate', message: 'Another line has this number.', severity: 'error' }],
      })
    seen.add(number)
  }
}
