// What invoices, credit notes and bank transactions have in common: who, and lines of amounts that are booked to accounts.
import { Type, type Static } from 'typebox'
import { Amount, numberOf } from './values.ts'

export const ContactInput = Type.Object(
  {
    id: Type.Optional(Type.String({ title: 'Contact id', description: "Xero's own id, when it is known.", pattern: '^[0-9a-fA-F-]{36}$' })),
    number: Type.Optional(
      Type.String({ title: 'Contact number', description: 'Your own number of the customer or supplier.', minLength: 1, maxLength: 50 }),
    ),
    name: Type.Optional(
      Type.String({
        title: 'Name',
        description: 'Xero takes the contact of this name, or makes it. Names are unique.',
        minLength: 1,
        maxLength: 255,
      }),
    ),
    email: Type.Optional(Type.String({ title: 'E-mail', description: 'Written to the contact.', maxLength: 255 })),
  },
  { additionalProperties: false, minProperties: 1, title: 'Contact', description: 'The customer or supplier: its id, number or name.' },
)

export const LineInput = Type.Object(
  {
    description: Type.String({ title: 'Description', description: 'Shown on the line.', minLength: 1, maxLength: 4_000 }),
    quantity: Type.Optional(Amount('Quantity', 'Default 1.')),
    unitAmount: Amount('Unit amount', 'Decimal text with up to four decimals. With or without tax, as the document says.'),
    accountCode: Type.String({
      title: 'Account',
      description: 'Code of the account the line is booked to, such as 200.',
      minLength: 1,
      maxLength: 10,
    }),
    taxType: Type.Optional(
      Type.String({ title: 'Tax type', description: "Such as OUTPUT2. The account's own when empty.", pattern: '^[A-Z0-9_]{1,50}$' }),
    ),
    taxAmount: Type.Optional(Amount('Tax amount', 'Calculated by Xero when empty.')),
    itemCode: Type.Optional(Type.String({ title: 'Item', description: 'Code of an item that Xero has.', minLength: 1, maxLength: 30 })),
    tracking: Type.Optional(
      Type.Array(
        Type.Object(
          {
            category: Type.String({ title: 'Tracking category', description: 'Such as Store.', minLength: 1, maxLength: 100 }),
            option: Type.String({ title: 'Option', description: 'Such as Quay Street.', minLength: 1, maxLength: 100 }),
          },
          { additionalProperties: false },
        ),
        { title: 'Tracking', description: 'At most two categories, as Xero has them.', maxItems: 2 },
      ),
    ),
  },
  { additionalProperties: false },
)

export const LineAmounts = Type.Optional(
  Type.Union(
    [
      Type.Literal('Exclusive', { title: 'Without tax' }),
      Type.Literal('Inclusive', { title: 'With tax' }),
      Type.Literal('NoTax', { title: 'No tax at all' }),
    ],
    { title: 'Amounts are', description: 'Whether unit amounts are with tax. Default: without.' },
  ),
)

export const contactOf = ({ id, number, name, email }: Static<typeof ContactInput>) => ({
  ...(id !== undefined && { ContactID: id }),
  ...(number !== undefined && { ContactNumber: number }),
  ...(name !== undefined && { Name: name }),
  ...(email !== undefined && { EmailAddress: email }),
})

export const lineOf = ({
  description,
  quantity,
  unitAmount,
  accountCode,
  taxType,
  taxAmount,
  itemCode,
  tracking,
}: Static<typeof LineInput>) => ({
  Description: description,
  Quantity: numberOf(quantity ?? '1'),
  UnitAmount: numberOf(unitAmount),
  AccountCode: accountCode,
  ...(taxType !== undefined && { TaxType: taxType }),
  ...(taxAmount !== undefined && { TaxAmount: numberOf(taxAmount) }),
  ...(itemCode !== undefined && { ItemCode: itemCode }),
  ...(tracking && { Tracking: tracking.map(({ category, option }) => ({ Name: category, Option: option })) }),
})

/** No longer there for who looks for it: its number may be used again. */
export const isGone = ({ Status }: { readonly Status: string }): boolean => Status === 'DELETED' || Status === 'VOIDED'
