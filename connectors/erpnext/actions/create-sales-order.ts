// A sales order by its customer and the customer's PO number, made when it is not there, and submitted where that is wanted.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create, submit } from '../client.ts'
import { amount, Company, Currency, day, name } from '../inputs.ts'
import { fieldValues, writes } from '../document-fields.ts'
import { ErpOrder, findOrder, ORDER_EXAMPLE, SALES_ORDER, SalesOrder, toSalesOrder } from '../sales-order.ts'
import { TAX_INPUTS, taxFields } from '../taxes.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALES_ORDER_FIELDS } from '../retail.ts'

const Input = speaking(
  'order',
  Type.Object(
    {
      poNumber: name('PO number', 'With the customer it names the order for ever, such as the shop’s order number.'),
      customer: name('Customer', 'The customer’s name in ERPNext: find or create it first.'),
      date: day('Date', 'YYYY-MM-DD, the day of the order.'),
      deliveryDate: day('Delivery date', 'YYYY-MM-DD, not before the day of the order.'),
      currency: Currency,
      company: Company,
      ...TAX_INPUTS,
      fields: SystemFields,
      submit: Type.Boolean({ title: 'Submit', description: 'A draft reserves nothing and cannot be delivered.' }),
      lines: Type.Array(
        Type.Object(
          {
            itemCode: name('Item code', 'Of an item in ERPNext, usually the SKU.'),
            quantity: amount('Quantity', 'As decimal text.'),
            rate: amount('Rate', 'Price of one in the order’s currency, as decimal text; pricing rules do not change it.'),
            warehouse: Type.Optional(name('Warehouse', 'Such as Stores - HF. Without it, the item’s default.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  SALES_ORDER_FIELDS,
)
type Wanted = Static<typeof Input>
/** Written by the members of the input, or by ERPNext. */
const OWN: ReadonlySet<string> = new Set([
  'po_no',
  'customer',
  'transaction_date',
  'delivery_date',
  'currency',
  'company',
  'ignore_pricing_rule',
  'items',
  'taxes',
  'taxes_and_charges',
  'naming_series',
  'amended_from',
  'status',
  'docstatus',
])

export const createSalesOrder = {
  id: 'create-sales-order',
  label: 'Create sales order',
  description:
    'Makes a sales order unless the customer has one with this PO number already; an order that is there is not changed, but submitted.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  discover: writes(SALES_ORDER, OWN),
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const order =
      (await findOrder(context, wanted.customer, wanted.poNumber)) ??
      (await create(context, SALES_ORDER, ErpOrder, {
        ...(await fieldValues(context, SALES_ORDER, wanted.fields, OWN)),
        ...toDocument(wanted),
        ...(await taxFields(context, wanted)),
      }))
    const isDone = !wanted.submit || order.docstatus === 1
    return toSalesOrder(isDone ? order : await submit(context, SALES_ORDER, order.name, ErpOrder), context.config)
  },
} as const satisfies Action

const toDocument = ({ poNumber, customer, date, deliveryDate, currency, company, lines }: Wanted) => ({
  po_no: poNumber,
  customer,
  transaction_date: date,
  delivery_date: deliveryDate,
  currency,
  ignore_pricing_rule: 1,
  ...(company !== undefined && { company }),
  items: lines.map(({ itemCode, quantity, rate, warehouse }) => ({
    item_code: itemCode,
    qty: exactNumber(quantity),
    rate: exactNumber(rate),
    delivery_date: deliveryDate,
    ...(warehouse !== undefined && { warehouse }),
  })),
})
