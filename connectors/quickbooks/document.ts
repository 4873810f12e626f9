// Invoices and credit memos: made once for each number.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { readConfig } from './auth.ts'
import { create } from './client.ts'
import { LineInput, salesLines, TaxCalculation } from './lines.ts'
import { find, quoted } from './query.ts'
import { CreditMemoAnswer, InvoiceAnswer, QuickBooksDocument } from './schemas.ts'
import { BOOKED, Booked, toBooked } from './transaction.ts'
import { Amount, Currency, Day, decimalText, DocumentNumber, ExchangeRate, Id, Note, refOf } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_FIELDS } from './retail.ts'

export const CreditMemoInput = Type.Object(
  {
    number: DocumentNumber('Of your own, such as the order or refund number. A document with it is never made a second time.'),
    date: Day('In the calendar of the company.'),
    customerId: Id('Customer', "QuickBooks' id."),
    email: Type.Optional(
      Type.String({
        title: 'E-mail',
        description: 'Where QuickBooks sends the document when somebody sends it.',
        pattern: '^[^@\\s]+@[^@\\s]+$',
        maxLength: 100,
      }),
    ),
    locationId: Type.Optional(Id('Location', 'Such as a store, where the company keeps locations.')),
    currency: Currency,
    exchangeRate: ExchangeRate,
    taxCalculation: TaxCalculation,
    tax: Type.Optional(Amount('Tax amount', 'What was charged. Calculated by QuickBooks when empty.')),
    note: Note,
    message: Type.Optional(
      Type.String({ title: 'Message', description: 'To the customer, on the document.', minLength: 1, maxLength: 1_000 }),
    ),
    lines: Type.Array(LineInput, { title: 'Lines', description: 'What was sold or given back.', minItems: 1, maxItems: 750 }),
  },
  { additionalProperties: false },
)

export const InvoiceInput = Type.Object(
  {
    ...CreditMemoInput.properties,
    dueDate: Type.Optional({ ...Day('By the terms when empty.'), title: 'Due date' }),
    termsId: Type.Optional(Id('Terms', "QuickBooks' id of the payment terms. Those of the customer when empty.")),
  },
  { additionalProperties: false },
)
type InvoiceInput = Static<typeof InvoiceInput>

export const Document = speaking(
  'order',
  Type.Object({
    ...Booked.properties,
    customerId: orNull('Customer', "QuickBooks' id"),
    dueDate: orNull('Due date', 'Of an invoice'),
    balance: orNull('Balance', 'Decimal text: still to be paid, or still to be given back'),
  }),
  DOCUMENT_FIELDS,
)
export const MadeDocument = Type.Object({
  ...Document.properties,
  created: Type.Boolean({ title: 'Created', description: 'Off when it was there already' }),
})

export const DOCUMENT = { ...BOOKED, customerId: '58', dueDate: '2026-04-01', balance: '36.00' }

export const toDocument = (document: QuickBooksDocument): Static<typeof Document> => ({
  ...toBooked(document),
  customerId: document.CustomerRef?.value ?? null,
  dueDate: document.DueDate ?? null,
  balance: document.Balance === undefined ? null : decimalText(document.Balance),
})

type Kind = 'Invoice' | 'CreditMemo'
const WORDS = { Invoice: 'an invoice', CreditMemo: 'a credit memo' } as const

/** The oldest document of this kind with this number. */
export async function findByNumber(context: CallContext, kind: Kind, number: string): Promise<QuickBooksDocument | undefined> {
  const query = { entity: kind, where: [`DocNumber = ${quoted(number)}`], orderBy: 'Id', skip: 0, limit: 1 }
  return (await find(context, QuickBooksDocument, query))[0]
}

/**
 * Looks for the number first: QuickBooks keeps request ids for a time that it does not tell, and numbers unique only where the company wants it. The
 * request id stays, for what is still under way.
 */
export function createDocumentOnce(context: ActionContext, kind: Kind, input: InvoiceInput): Promise<Static<typeof MadeDocument>> {
  const { realmId = '' } = readConfig(context.config)
  return oneAtATime(`quickbooks ${realmId} ${kind} ${input.number}`, async () => {
    const found = await findByNumber(context, kind, input.number)
    if (found) {
      checkCustomer(kind, input, found)
      return { ...toDocument(found), created: false }
    }
    const body = await bodyOf(context, kind, input)
    return { ...toDocument(await make(context, kind, body)), created: true }
  })
}

const make = async (context: ActionContext, kind: Kind, body: object): Promise<QuickBooksDocument> =>
  kind === 'Invoice'
    ? (await create(context, '/invoice', InvoiceAnswer, body)).Invoice
    : (await create(context, '/creditmemo', CreditMemoAnswer, body)).CreditMemo

function checkCustomer(kind: Kind, { number, customerId }: InvoiceInput, found: QuickBooksDocument): void {
  const other = found.CustomerRef?.value
  if (other === customerId) return
  throw new AppError('vendor-rejected', {
    message: say`QuickBooks has ${WORDS[kind]} ${number} already, of the customer ${other ?? 'unknown'} instead of ${customerId}.`,
    fix: 'Give documents numbers that nobody else uses, such as with a prefix for the shop.',
    issues: [{ path: '/number', code: 'taken', message: 'Another customer has a document with this number.' }],
  })
}

async function bodyOf(context: CallContext, kind: Kind, input: InvoiceInput) {
  const Line = await salesLines(context, input.lines, input.taxCalculation, WORDS[kind])
  return {
    DocNumber: input.number,
    TxnDate: input.date,
    ...(input.dueDate !== undefined && { DueDate: input.dueDate }),
    ...refOf('CustomerRef', input.customerId),
    ...(input.email !== undefined && { BillEmail: { Address: input.email } }),
    ...refOf('DepartmentRef', input.locationId),
    ...refOf('SalesTermRef', input.termsId),
    ...refOf('CurrencyRef', input.currency),
    ...(input.exchangeRate !== undefined && { ExchangeRate: exactNumber(input.exchangeRate) }),
    ...(input.taxCalculation !== undefined && { GlobalTaxCalculation: input.taxCalculation }),
    ...(input.tax !== undefined && { TxnTaxDetail: { TotalTax: exactNumber(input.tax) } }),
    ...(input.note !== undefined && { PrivateNote: input.note }),
    ...(input.message !== undefined && { CustomerMemo: { value: input.message } }),
    Line,
  }
}
