// What is told to make a sales document: a customer, a reference by which it is found again, and lines, of its own or from another document.
import { Type, type Static } from 'typebox'
import { SystemFields } from '#connectors/kit/discover.ts'
import { SeriesName } from './series.ts'
import { Amount, Currency, Day, Quantity, Text } from './values.ts'

export const ReferenceText = Text(
  'Reference',
  'Your own number, such as HF-1001. A document of this reference is not made a second time.',
  100,
)

export const DraftLine = Type.Object(
  {
    item: Text('Item', 'Code of the item. Shipping is an item that is not kept in stock.', 50),
    quantity: Quantity('Quantity', 'Decimal text with a point, above zero.'),
    description: Type.Optional(Text('Description', "The item's own when empty.", 200)),
    unitPrice: Type.Optional(Amount('Unit price', 'Without tax, decimal text with a point. The price list of the customer when empty.')),
    unitPriceWithTax: Type.Optional(Amount('Unit price with tax', 'Instead of the unit price.')),
    discountPercent: Type.Optional(Amount('Discount', 'In per cent of the line.')),
    taxCode: Type.Optional(Text('Tax', "Tax group or tax code. The item's or customer's own when empty.", 8)),
    warehouse: Type.Optional(Text('Warehouse', "Code of the warehouse. The item's own when empty.", 8)),
    fields: SystemFields,
  },
  { additionalProperties: false },
)
export type DraftLine = Static<typeof DraftLine>

const Address = (title: string, description: string) =>
  Type.Object(
    {
      street: Type.Optional(Text('Street', 'With the number.', 100)),
      building: Type.Optional(Text('Building', 'Or flat.', 100)),
      city: Type.Optional(Text('City', 'Or town.', 100)),
      zipCode: Type.Optional(Text('Postal code', 'As written on letters.', 20)),
      state: Type.Optional(Text('State', 'Code of a state that SAP Business One has.', 3)),
      country: Type.Optional(Type.String({ title: 'Country', description: 'Such as GB.', pattern: '^[A-Z]{2,3}$' })),
    },
    { title, description, additionalProperties: false },
  )

const MEMBERS = {
  reference: ReferenceText,
  customer: Text('Customer', 'Code of the business partner.', 15),
  customerReference: Type.Optional(Text("Customer's reference", 'Only where the connection names a user-defined field for ours.', 100)),
  date: Day('Date', 'Posting and document date, in the calendar of the company.'),
  dueDate: Type.Optional(Day('Due date', 'Or day of delivery. The date when empty.')),
  currency: Type.Optional(Currency),
  rate: Type.Optional(Amount('Exchange rate', "In local currency for one of the document's. The company's rate of the day when empty.")),
  series: SeriesName,
  comments: Type.Optional(Text('Comments', 'Shown on the document.', 254)),
  shipTo: Type.Optional(Address('Ship to', "The customer's address when empty.")),
  billTo: Type.Optional(Address('Bill to', "The customer's address when empty.")),
  fields: SystemFields,
}

export const OrderInput = Type.Object(
  { ...MEMBERS, lines: Type.Array(DraftLine, { title: 'Lines', description: 'Items.', minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
)

type From = 'order' | 'delivery' | 'invoice' | 'return'
/** For a document that can be made from others. `names`: what each is called. */
export const BasedInput = (names: readonly (readonly [From, string])[]) =>
  Type.Object(
    {
      ...MEMBERS,
      from: Type.Optional(
        Type.Object(
          {
            document: Type.Unsafe<From>(
              Type.Union(
                names.map(([name, title]) => Type.Literal(name, { title })),
                { title: 'Kind', description: 'Of the document it is made from.' },
              ),
            ),
            reference: Text('Reference', 'Of the document it is made from.', 100),
          },
          { title: 'Made from', description: 'Closes what it takes of that document.', additionalProperties: false },
        ),
      ),
      lines: Type.Optional(
        Type.Array(DraftLine, {
          title: 'Lines',
          description: 'All that is open of the other document when empty.',
          minItems: 1,
          maxItems: 500,
        }),
      ),
    },
    { additionalProperties: false },
  )
export type DocumentInput = Static<ReturnType<typeof BasedInput>>
