// The retail model's refund: money that goes back to a customer for an order, with what came back. Amounts are positive.
import { Type } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { moneyField } from './money.ts'
import { retailModel } from './speaking.ts'

export const RefundModel = retailModel(
  'refund',
  Type.Object(
    {
      id: Type.String({ title: 'Refund id', description: 'As the channel has it' }),
      number: orNull('Refund number', 'As people know it; the number of the credit note where there is one'),
      orderId: retailModel('order.id', Type.String({ title: 'Order id', description: 'As the channel has it' })),
      orderName: retailModel('order.name', orNull('Order number', 'As shown to the shopper, such as #1042')),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      currency: Type.String({ title: 'Currency', description: 'ISO 4217 code' }),
      customer: Type.Object(
        { id: orNull('Customer id'), email: orNull('E-mail'), firstName: orNull('First name'), lastName: orNull('Last name') },
        { title: 'Customer' },
      ),
      reason: orNull('Reason'),
      note: orNull('Note'),
      status: orNull('Status', 'Whether the money has gone back'),
      total: moneyField('Total', 'What the shopper gets back, with tax'),
      shippingTotal: moneyField('Shipping', 'Part of the total'),
      adjustment: moneyField('Not on any line', 'The total less lines, shipping and their taxes'),
      restock: Type.Boolean({ title: 'Back to stock', description: 'What came back can be sold again' }),
      location: orNull('Location', 'Where it came back'),
      lines: Type.Array(
        Type.Object({
          lineId: retailModel('order.line.id', orNull('Line id', "Of the order's line")),
          sku: orNull('SKU'),
          title: orNull('Title'),
          quantity: Type.Integer({ title: 'Quantity' }),
          unitPrice: moneyField('Unit price'),
          amount: moneyField('Amount', 'Without tax'),
          taxTotal: moneyField('Tax'),
          taxes: Type.Array(
            Type.Object({
              title: Type.String({ title: 'Name' }),
              rate: orNull('Rate', 'Decimal text: 0.055 is 5.5 %'),
              amount: moneyField('Amount'),
            }),
            { title: 'Taxes' },
          ),
          restock: Type.Boolean({ title: 'Back to stock' }),
        }),
        { title: 'Lines' },
      ),
      payments: Type.Array(
        Type.Object({
          id: Type.String({ title: 'Payment id' }),
          method: orNull('Tender', 'The key for a tender lookup table'),
          amount: moneyField('Amount'),
        }),
        { title: 'Payments', description: 'How the money goes back' },
      ),
    },
    { title: 'Refund' },
  ),
)
