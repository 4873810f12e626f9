// Invoices by status and kind, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { LARGEST_PAGE, read } from '../client.ts'
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
    page: Type.Optional(Type.Integer({ title: 'Page', description: 'From 1 on.', minimum: 1 })),
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
    nextPage: Type.Union([Type.Integer(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { invoices: [INVOICE], nextPage: null },
  paging: { items: 'invoices', next: 'nextPage', cursor: 'page' },
  async run(input, context) {
    const { kind, statuses = [], page = 1, limit = 100 } = parseInput(Input, input)
    const { Invoices: found } = await read(context, '/Invoices', Invoices, {
      page,
      pageSize: limit,
      // New ones come last, so that pages do not move.
      order: 'InvoiceID ASC',
      ...(kind !== undefined && { where: `Type=="${kind === 'bill' ? 'ACCPAY' : 'ACCREC'}"` }),
      ...(statuses.length > 0 && { Statuses: statuses.join(',') }),
    })
    return { invoices: found.map(toInvoice), nextPage: found.length === limit ? page + 1 : null }
  },
} as const satisfies Action
