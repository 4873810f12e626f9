// What a flow gives to "Create sales order": the words of a consultant, not Odoo's field names.
import { Type, type Static } from 'typebox'
import { SystemFields, SystemFieldsRead } from '#connectors/kit/discover.ts'
import { DecimalText } from './decimals.ts'
import { FiscalPosition, LineInput } from './line.ts'
import { CustomerInput } from './partner.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALES_ORDER_FIELDS, MADE_ORDER_FIELDS } from './retail.ts'

const PaymentInput = Type.Object(
  {
    journal: Type.String({
      title: 'Payment journal',
      description: 'Short code of the journal in Odoo, such as CARD.',
      minLength: 1,
      maxLength: 60,
    }),
    amount: DecimalText('Amount', 'Paid with this tender, in the currency of the order.'),
    reference: Type.Optional(Type.String({ title: 'Reference', description: "The payment provider's id of the payment.", maxLength: 200 })),
  },
  { additionalProperties: false },
)

export const SalesOrderInput = speaking(
  'order',
  Type.Object(
    {
      reference: Type.String({
        title: 'Order reference',
        description: "The shop's order number; becomes the Customer Reference. An order with this reference is never made a second time.",
        minLength: 1,
        maxLength: 120,
      }),
      customer: CustomerInput,
      lines: Type.Array(LineInput, {
        title: 'Lines',
        description: 'Goods, and fees as products of their own (shipping, tip, duties, discount).',
        minItems: 1,
        maxItems: 2_000,
      }),
      date: Type.Optional(
        Type.String({
          title: 'Order date',
          description: 'When it was bought: an ISO date and time such as 2026-03-01T10:15:00Z. Empty: now.',
          pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2}))?$',
        }),
      ),
      warehouse: Type.Optional(
        Type.String({
          title: 'Warehouse',
          description: 'Short Name of the warehouse that ships, such as WH. Empty: the default one.',
          maxLength: 60,
        }),
      ),
      company: Type.Optional(
        Type.String({ title: 'Company', description: 'Name of the company in Odoo, where there are several.', maxLength: 200 }),
      ),
      currency: Type.Optional(
        Type.String({ title: 'Currency', description: 'Three letters such as EUR; Odoo needs a price list in it.', pattern: '^[A-Z]{3}$' }),
      ),
      fiscalPosition: Type.Optional(FiscalPosition),
      note: Type.Optional(Type.String({ title: 'Note', description: 'Terms and remarks printed below the lines.', maxLength: 10_000 })),
      origin: Type.Optional(
        Type.String({ title: 'Source document', description: 'Where the order came from, such as Shopify #1001.', maxLength: 200 }),
      ),
      payments: Type.Optional(
        Type.Array(PaymentInput, {
          title: 'Payments',
          description:
            'How it was paid. Odoo posts payments against invoices, so they stand on the order as remarks, with its payment reference.',
          maxItems: 50,
        }),
      ),
      expectedTotal: Type.Optional(
        DecimalText(
          'Expected total',
          'What the shopper paid in all. When Odoo computes another total, the order stays a quotation and goes to the exception desk.',
        ),
      ),
      fields: SystemFields,
      confirm: Type.Optional(Type.Boolean({ title: 'Confirm', description: 'Turns the quotation into a sales order. Default: yes.' })),
    },
    { additionalProperties: false },
  ),
  SALES_ORDER_FIELDS,
)
export type SalesOrderInput = Static<typeof SalesOrderInput>

export const SalesOrderOutput = speaking(
  'order',
  Type.Object({
    id: Type.Integer({ title: 'Odoo id', description: 'Of the sale.order.' }),
    name: Type.String({ title: 'Number', description: 'Such as S00012.' }),
    reference: Type.String({ title: 'Order reference', description: 'As given.' }),
    state: Type.String({ title: 'State', description: '`draft`, `sent`, `sale` or `cancel`.' }),
    created: Type.Boolean({ title: 'Created', description: 'False when the order was there already.' }),
    customerId: Type.Integer({ title: 'Customer id', description: 'Of the res.partner.' }),
    currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
    amountUntaxed: Type.String({ title: 'Untaxed amount', description: 'Decimal text.' }),
    amountTax: Type.String({ title: 'Tax', description: 'Decimal text.' }),
    amountTotal: Type.String({ title: 'Total', description: 'Decimal text.' }),
    fields: SystemFieldsRead,
  }),
  MADE_ORDER_FIELDS,
)
export type SalesOrderOutput = Static<typeof SalesOrderOutput>

export const SALES_ORDER_EXAMPLE = {
  id: 12,
  name: 'S00012',
  reference: '#1001',
  state: 'sale',
  created: true,
  customerId: 7,
  currency: 'GBP',
  amountUntaxed: '90.00',
  amountTax: '18.00',
  amountTotal: '108.00',
} as const satisfies SalesOrderOutput
