// Invoices by status and kind, a page at a time, in the order of their changes: one that changes meanwhile comes again at the end, none is left out.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { ChangedCursor, readChanged } from '#connectors/kit/changed-poll.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { validate } from '#connectors/kit/validate.ts'
import { readerOf } from '../by-change.ts'
import { LARGEST_PAGE } from '../client.ts'
import { Invoice, INVOICE, toInvoice } from '../invoice.ts'
import { Invoices } from '../schemas.ts'

const Input = Type.Object(
  {
    kind: Type.Optional(
      Type.Union([Type.Literal('sale', { title: 'Sales invoices' }), Type.Literal('bill', { title: 'Bills' })], {
        title: 'Kind',
        description: 'Both when empty.',
      }),
    ),
    statuses: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('DRAFT'),
          Type.Literal('SUBMITTED'),
          Type.Literal('AUTHORISED'),
          Type.Literal('PAID'),
          Type.Literal('VOIDED'),
        ]),
        {
          title: 'Statuses',
          description: 'Any when empty.',
          maxItems: 5,
        },
      ),
    ),
    cursor: Type.Optional(Type.String({ title: 'Cursor', description: 'Next page: what the page before gave.', maxLength: 200_000 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: LARGEST_PAGE })),
  },
  { additionalProperties: false },
)

export const findInvoices = {
  id: 'find-invoices',
  label: 'Find invoices',
  description: 'Lists invoices by status, without their lines.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    invoices: Type.Array(Invoice, { title: 'Invoices' }),
    next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { invoices: [INVOICE], next: null },
  paging: { items: 'invoices', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { kind, statuses = [], cursor, limit = 100 } = parseInput(Input, input)
    const filter = {
      ...(kind !== undefined && { where: `Type=="${kind === 'bill' ? 'ACCPAY' : 'ACCREC'}"` }),
      ...(statuses.length > 0 && { Statuses: statuses.join(',') }),
    }
    const page = await readChanged({
      cursor: cursor === undefined ? undefined : parseCursor(cursor),
      since: BEFORE_XERO,
      limit,
      overlapMs: 0,
      ...readerOf(context, '/Invoices', Invoices, (answer) => answer.Invoices.map(toInvoice), filter),
    })
    return { invoices: page.records.map(({ value }) => value), next: page.more ? JSON.stringify(page.cursor) : null }
  },
} as const satisfies Action

const BEFORE_XERO = new Date('2006-01-01T00:00:00Z')

function parseCursor(text: string): Json {
  try {
    const cursor: unknown = JSON.parse(text)
    if (validate(ChangedCursor, cursor).length === 0) return cursor as Json
  } catch {
    // No JSON: said below.
  }
  throw new AppError('action-input-invalid', {
    message: 'The cursor is none that a page of invoices gave.',
    fix: 'Leave it empty for the first page, and give the next of the page before for each further one.',
  })
}
