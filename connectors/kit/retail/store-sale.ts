// The retail model's store sale: one transaction of one till, as store-day journals and stock movements need it. Returns are negative, so that
// lines, taxes and tenders of a day can be added up as they are.
import { Type, type Static } from 'typebox'
import { moneyField } from './money.ts'
import { retailModel } from './speaking.ts'

const text = (title: string, description?: string) => Type.String({ title, ...(description && { description }) })
const optionalText = (title: string, description?: string) => Type.Union([text(title, description), Type.Null()])
const day = (title: string, description?: string) =>
  Type.String({ title, ...(description && { description }), pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })

const Tax = Type.Object({
  name: text('Name', 'Authority and group as the till has them; the key for a tax lookup table'),
  rate: optionalText('Rate', 'Decimal text: 0.2 is 20 %'),
  amount: moneyField('Amount'),
  included: Type.Boolean({ title: 'Included in prices' }),
})
export type StoreSaleTax = Static<typeof Tax>

const Line = Type.Object({
  id: text('Line number'),
  kind: Type.Union([Type.Literal('sale'), Type.Literal('return')], { title: 'Kind' }),
  sku: text('Item'),
  barcode: optionalText('Scanned code'),
  title: optionalText('Description'),
  itemType: optionalText('Item type', 'As the till has it, such as Stock or GiftCertificate'),
  quantity: Type.String({ title: 'Quantity', description: 'Decimal text; negative for returns' }),
  unitPrice: moneyField('Unit price', 'After discounts'),
  amount: moneyField('Amount', 'After discounts; negative for returns'),
  discounts: Type.Array(Type.Object({ label: text('Label'), amount: moneyField('Amount', 'Positive: what was taken off') }), {
    title: 'Discounts',
    description: 'Already taken off the amount.',
  }),
  taxes: Type.Array(Tax, { title: 'Taxes' }),
})
export type StoreSaleLine = Static<typeof Line>

const Tender = Type.Object({
  type: text('Type', 'Such as Cash or CreditDebit; the key for a tender lookup table'),
  id: optionalText('Tender id'),
  amount: moneyField('Amount', 'Less change; negative when paid out'),
  cashback: moneyField('Cashback', 'Part of the amount that was handed out in cash'),
})
export type StoreSaleTender = Static<typeof Tender>

export const StoreSale = retailModel(
  'sale',
  Type.Object(
    {
      id: text('Transaction', 'Store, till, business day and sequence number: the same in every copy'),
      store: text('Store'),
      register: text('Till'),
      businessDay: day('Business day', "The store's, not that of the clock"),
      sequence: text('Sequence number'),
      status: Type.Union([Type.Literal('completed'), Type.Literal('voided'), Type.Literal('suspended')], { title: 'Status' }),
      training: Type.Boolean({ title: 'Training mode' }),
      offline: Type.Boolean({ title: 'Made offline' }),
      endedAt: optionalText('Ended', 'ISO instant; nothing where the till writes no zone'),
      tillClock: optionalText('Time of the till', 'As the till wrote it'),
      cashier: optionalText('Cashier'),
      currency: text('Currency'),
      lines: Type.Array(Line, { title: 'Lines', description: 'Without those that were voided.' }),
      taxes: Type.Array(Tax, { title: 'Taxes', description: 'Of the whole transaction' }),
      tenders: Type.Array(Tender, { title: 'Tenders' }),
      rounding: moneyField('Rounding', 'Of cash amounts'),
      total: moneyField('Total', 'Lines + taxes that are not included + rounding = tenders - cashback'),
      links: Type.Array(
        Type.Object({
          reason: text('Reason', 'As the till has it, such as Return or Void'),
          store: optionalText('Store'),
          register: optionalText('Till'),
          businessDay: optionalText('Business day'),
          sequence: optionalText('Sequence number'),
        }),
        { title: 'Earlier transactions', description: 'Those that are returned or voided by this one.' },
      ),
    },
    { title: 'Store sale' },
  ),
)
export type StoreSale = Static<typeof StoreSale>
