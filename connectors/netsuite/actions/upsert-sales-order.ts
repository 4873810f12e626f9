// Writes a sales order by its external id: the same order twice is one order with its lines once.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { upsert } from '../client.ts'
import { itemIds } from '../items.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { findOrder, ORDER_EXAMPLE, SalesOrder } from '../sales-order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALES_ORDER_FIELDS } from '../retail.ts'

const Amount = (title: string, description: string) => Type.String({ title, description, pattern: '^-?\\d{1,12}(\\.\\d{1,8})?$' })

const Input = speaking(
  'order',
  Type.Object(
    {
      externalId: Type.String({
        title: 'External id',
        description: 'Names the order for ever, such as the shop’s order number.',
        minLength: 1,
        maxLength: 100,
      }),
      customerExternalId: Type.String({
        title: 'Customer’s external id',
        description: 'Of a customer that is in NetSuite: write it first.',
        minLength: 1,
        maxLength: 100,
      }),
      date: Type.String({ title: 'Date', description: 'YYYY-MM-DD, the day of the order.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      poNumber: Type.Optional(
        Type.String({ title: 'PO number', description: 'Shown to the customer, such as the shop’s order number.', maxLength: 45 }),
      ),
      memo: Type.Optional(Type.String({ title: 'Memo', maxLength: 999 })),
      currencyId: Type.Optional(
        Type.String({ title: 'Currency’s internal id', description: 'Where the customer’s own is not meant.', pattern: '^\\d+$' }),
      ),
      lines: Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'The item’s name in NetSuite.', minLength: 1, maxLength: 250 }),
            quantity: Amount('Quantity', 'As decimal text.'),
            rate: Amount('Rate', 'Price of one in the order’s currency, as decimal text.'),
            description: Type.Optional(Type.String({ title: 'Description', maxLength: 4_000 })),
            fields: SystemFields,
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  SALES_ORDER_FIELDS,
)

/** "Custom": the rate that is given counts, not the item's price. */
const CUSTOM_PRICE = '-1'

export const upsertSalesOrder = {
  id: 'upsert-sales-order',
  label: 'Write sales order',
  description: 'Makes a sales order, or changes the one of the same external id; its lines are replaced.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  discover: writes('salesOrder'),
  async run(input, context) {
    const { externalId, customerExternalId, date, poNumber, memo, currencyId, lines, fields } = input as Static<typeof Input>
    const own = await fieldValues(context, 'salesOrder', { body: fields, lines: lines.map((line) => line.fields) })
    const ids = await itemIds(
      context,
      lines.map(({ sku }) => sku),
    )
    const values = {
      ...own.body,
      entity: { externalId: customerExternalId },
      tranDate: date,
      ...(poNumber !== undefined && { otherRefNum: poNumber }),
      ...(memo !== undefined && { memo }),
      ...(currencyId !== undefined && { currency: { id: currencyId } }),
      item: {
        items: lines.map(({ sku, quantity, rate, description }, index) => ({
          ...own.lines[index],
          item: { id: ids.get(sku) ?? '' },
          quantity: Number(quantity),
          price: { id: CUSTOM_PRICE },
          rate: Number(rate),
          ...(description !== undefined && { description }),
        })),
      },
    }
    await upsert(context, 'salesOrder', externalId, values, 'item')
    const order = await findOrder(context, externalId)
    if (!order)
      throw new AppError('vendor-answer-invalid', { message: say`NetSuite does not find the order ${externalId} that it has just taken.` })
    return order
  },
} as const satisfies Action
