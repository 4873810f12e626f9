// Makes a supplier's invoice a draft bill that is matched with its purchase order, and a credit note a draft refund. What does not go with the order makes none.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { DecimalText } from '../decimals.ts'
import { LINE_KEYS, onPurchaseOrder, OrderNumber, Quantity } from '../purchase-order.ts'
import { enterVendorBill, orderOfCredited } from '../vendor-bill.ts'

const day = (title: string) => Type.Optional(Type.String({ title, description: 'Such as 2026-03-15.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const strict = { additionalProperties: false } as const

const Input = Type.Object(
  {
    number: Type.Optional(
      Type.String({
        ...OrderNumber,
        description: 'Its number in Odoo, such as P00012. Empty for a credit note: the order of the invoice that it names.',
      }),
    ),
    reference: Type.String({
      title: 'Invoice number',
      description: "The supplier's; a bill with it is never made a second time.",
      minLength: 1,
      maxLength: 120,
    }),
    kind: Type.Optional(
      Type.Unsafe<'invoice' | 'credit-note'>(
        Type.Union([Type.Literal('invoice', { title: 'Invoice' }), Type.Literal('credit-note', { title: 'Credit note' })], {
          title: 'Kind',
          description: 'Amounts and quantities of a credit note are positive too. Default: invoice.',
        }),
      ),
    ),
    invoiceReference: Type.Optional(
      Type.String({
        title: 'Credited invoice',
        description: "Of a credit note: the supplier's number of the invoice; the two are linked where Odoo has it.",
        maxLength: 120,
      }),
    ),
    supplierVat: Type.Optional(
      Type.String({
        title: "Supplier's VAT number",
        description: "As on the invoice. Where Odoo has the one of the order's supplier, they must be the same.",
        maxLength: 40,
      }),
    ),
    currency: Type.Optional(
      Type.String({ title: 'Currency', description: 'Of the invoice; must be that of the order. ISO 4217.', pattern: '^[A-Z]{3}$' }),
    ),
    date: day('Invoice date'),
    dueDate: day('Due date'),
    lines: Type.Array(
      Type.Object(
        { ...LINE_KEYS, quantity: Quantity('That is invoiced.'), unitPrice: DecimalText('Unit price', 'Without tax, as invoiced.') },
        strict,
      ),
      { title: 'Lines', minItems: 1, maxItems: 2_000 },
    ),
    charges: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sku: Type.String({
              title: 'SKU',
              description: 'Of the product that it is booked by, with its taxes.',
              minLength: 1,
              maxLength: 120,
            }),
            description: Type.Optional(Type.String({ title: 'Description', maxLength: 1_000 })),
            amount: DecimalText('Amount', 'Without tax. Below zero is an allowance.'),
          },
          strict,
        ),
        { title: 'Other charges', description: 'What is invoiced beside the order, such as freight.', maxItems: 100 },
      ),
    ),
    net: Type.Optional(DecimalText('Net', 'Of the invoice, without tax. Where it is given, it is compared too.')),
    tax: Type.Optional(DecimalText('Tax', 'Of the invoice. Where it is given, it is compared too.')),
    total: DecimalText('Total', 'Of the invoice, with tax and charges.'),
    tolerance: Type.Optional(
      DecimalText('Tolerance', 'How much, in the currency of the order, prices in all and the total may differ. Default: nothing.'),
    ),
    quantityTolerance: Type.Optional(
      DecimalText('Tolerance of quantities', 'How many percent more than was received, or ordered, may be invoiced. Default: nothing.'),
    ),
    quantities: Type.Optional(
      Type.Unsafe<'received' | 'ordered'>(
        Type.Union([Type.Literal('received', { title: 'What was received' }), Type.Literal('ordered', { title: 'What was ordered' })], {
          title: 'Invoiced at most',
          description: 'received: an invoice that comes before the goods goes to the desk. Default: received.',
        }),
      ),
    ),
  },
  strict,
)
export type VendorBillInput = Static<typeof Input>

const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the account.move.' }),
  reference: Type.String({ title: 'Invoice number', description: 'As given.' }),
  state: Type.String({ title: 'State', description: '`draft`: a person posts it.' }),
  created: Type.Boolean({ title: 'Created', description: 'False when it was there already.' }),
  currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
  amountTotal: Type.String({ title: 'Total', description: 'Decimal text, as Odoo computes it.' }),
})
export type VendorBillOutput = Static<typeof Output>

export const createVendorBill = {
  id: 'create-vendor-bill',
  label: 'Create vendor bill',
  description:
    "Makes a supplier's invoice a draft bill on its purchase order, or its credit note a draft refund, once. Quantities, prices and totals are compared with the order; what differs by more than the tolerance makes none and goes to the exception desk.",
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { id: 41, reference: 'INV-7781', state: 'draft', created: true, currency: 'GBP', amountTotal: '288.00' },
  async run(input, context) {
    const bill = input as VendorBillInput
    const number = bill.number ?? (await orderOfCredited(context, bill))
    return await onPurchaseOrder(context, number, () => enterVendorBill({ ...bill, number }, context))
  },
} as const satisfies Action
