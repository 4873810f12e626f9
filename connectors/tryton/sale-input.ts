// What flows give to make a sale, and what they get back.
import { Type, type Static } from 'typebox'
import { DecimalText } from './decimal-text.ts'
import { PartyInput } from './party.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALE_FIELDS, MADE_SALE_FIELDS } from './retail.ts'

const Line = Type.Object(
  {
    sku: Type.Optional(
      Type.String({
        title: 'Product code',
        description: 'Empty for a line without a product, such as shipping; it needs a description.',
        maxLength: 100,
      }),
    ),
    description: Type.Optional(Type.String({ title: 'Description', description: "The product's own when empty.", maxLength: 500 })),
    quantity: DecimalText('Quantity', 'Negative for what comes back.'),
    unitPrice: DecimalText('Unit price', 'Without tax. Tryton takes four decimals.'),
    taxes: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        title: 'Taxes',
        description: "By name. Absent: those of the product's category. Empty: none.",
        maxItems: 10,
      }),
    ),
  },
  { additionalProperties: false },
)

export const SaleInput = speaking(
  'order',
  Type.Object(
    {
      reference: Type.String({
        title: 'Reference',
        description: 'The order number of the shop; a sale with it is made once.',
        minLength: 1,
        maxLength: 200,
      }),
      customer: Type.Object(
        {
          ...PartyInput.properties,
          createMissing: Type.Optional(
            Type.Boolean({ title: 'Make it when missing', description: 'Otherwise the order waits at the exception desk.' }),
          ),
        },
        { additionalProperties: false, title: 'Customer' },
      ),
      date: Type.Optional(
        Type.String({ title: 'Date', description: 'Business date of the sale, such as 2026-03-01.', pattern: '^\\d{4}-\\d{2}-\\d{2}' }),
      ),
      currency: Type.Optional(
        Type.String({ title: 'Currency', description: "ISO 4217 code. The company's when empty.", pattern: '^[A-Z]{3}$' }),
      ),
      warehouse: Type.Optional(
        Type.String({ title: 'Warehouse', description: 'Code, such as WH. The default one when empty.', maxLength: 60 }),
      ),
      paymentTerm: Type.Optional(
        Type.String({
          title: 'Payment term',
          description: 'By name. Needed to go beyond a quotation where the party has none.',
          maxLength: 120,
        }),
      ),
      lines: Type.Array(Line, { title: 'Lines', minItems: 1, maxItems: 500 }),
      note: Type.Optional(Type.String({ title: 'Comment', description: 'Stands on the sale.', maxLength: 5_000 })),
      expectedTotal: Type.Optional(
        DecimalText(
          'Expected total',
          'With tax. Where Tryton computes another one the sale stays a draft and the order waits at the exception desk.',
        ),
      ),
      tolerance: Type.Optional(DecimalText('Tolerance', 'By how much the totals may differ, such as 0.02. Default: not at all.')),
      until: Type.Optional(
        Type.Union([Type.Literal('draft'), Type.Literal('quotation'), Type.Literal('confirmed'), Type.Literal('processing')], {
          title: 'Take it as far as',
          description: 'Processing (default) makes the shipment and the invoice.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  SALE_FIELDS,
)
export type SaleInput = Static<typeof SaleInput>

export const SaleOutput = speaking(
  'order',
  Type.Object({
    id: Type.Integer({ title: 'Tryton id' }),
    number: Type.Union([Type.String(), Type.Null()], { title: 'Number', description: 'Nothing for a draft' }),
    reference: Type.String({ title: 'Reference' }),
    state: Type.String({ title: 'State', description: 'draft, quotation, confirmed, processing, done or cancelled' }),
    party: Type.String({ title: 'Customer' }),
    currency: Type.String({ title: 'Currency' }),
    untaxedAmount: Type.String({ title: 'Without tax', description: 'Decimal text' }),
    taxAmount: Type.String({ title: 'Tax', description: 'Decimal text' }),
    totalAmount: Type.String({ title: 'Total', description: 'Decimal text' }),
    shipmentState: Type.String({ title: 'Shipment', description: 'none, waiting, sent or exception' }),
    invoiceState: Type.String({ title: 'Invoice', description: 'none, waiting, paid or exception' }),
  }),
  MADE_SALE_FIELDS,
)
export type SaleOutput = Static<typeof SaleOutput>

export const SALE_EXAMPLE: SaleOutput = {
  id: 17,
  number: '17',
  reference: '#1042',
  state: 'processing',
  party: 'Grace Hopper',
  currency: 'GBP',
  untaxedAmount: '89.00',
  taxAmount: '17.80',
  totalAmount: '106.80',
  shipmentState: 'waiting',
  invoiceState: 'waiting',
}
