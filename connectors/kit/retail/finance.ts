// The retail model's money that moves: payments of customers, payouts of providers to the bank, and journals of the books.
import { Type } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { moneyField } from './money.ts'
import { retailModel } from './speaking.ts'

export const PaymentModel = retailModel(
  'payment',
  Type.Object(
    {
      id: Type.String({ title: 'Payment id', description: 'As the provider has it' }),
      reference: orNull('Reference', 'By which the books find it again'),
      orderId: retailModel('order.id', orNull('Order id')),
      invoice: orNull('Invoice', 'Number or id of what is paid'),
      customer: orNull('Customer', 'Number or id of who pays'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      status: orNull('Status'),
      method: orNull('Tender', 'Such as card; the key for a tender lookup table'),
      account: orNull('Account', 'Of the books: where the money goes'),
      amount: moneyField('Amount'),
      refunded: moneyField('Refunded'),
      fee: moneyField('Fee', 'Kept by the provider'),
      net: moneyField('Net', 'Amount less fee'),
      currency: Type.String({ title: 'Currency' }),
      description: orNull('Description'),
    },
    { title: 'Payment' },
  ),
)

export const PayoutModel = retailModel(
  'payout',
  Type.Object(
    {
      id: Type.String({ title: 'Payout id', description: 'As the provider has it' }),
      number: Type.String({ title: 'Number', description: 'As people know it: the id where there is no other' }),
      status: Type.String({ title: 'Status' }),
      kind: Type.String({ title: 'Kind', description: 'To the bank or from it' }),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      date: Type.String({ title: 'Date', description: 'Day or instant on which the bank gets it' }),
      bankReference: orNull('Bank reference'),
      bankAccount: orNull('Bank account', 'Of the books'),
      provider: orNull('Provider', 'Who pays: a contact of the books'),
      currency: Type.String({ title: 'Currency' }),
      net: moneyField('Net', 'What the bank account gets'),
      fee: moneyField('Fees', 'All that the provider keeps'),
      description: orNull('Description'),
      entries: Type.Array(
        Type.Object({
          id: Type.String({ title: 'Id' }),
          kind: Type.String({ title: 'Kind', description: 'Such as charge, refund, fee: the key for an account lookup table' }),
          date: Type.String({ title: 'Date' }),
          gross: moneyField('Gross'),
          fee: moneyField('Fee'),
          net: moneyField('Net'),
          account: orNull('Account', 'Of the books'),
          orderId: retailModel('order.id', orNull('Order id')),
          description: orNull('Description'),
        }),
        { title: 'Entries', description: 'What it is made of' },
      ),
    },
    { title: 'Payout' },
  ),
)

export const JournalModel = retailModel(
  'journal',
  Type.Object(
    {
      reference: Type.String({ title: 'Reference', description: 'By which the books find it again' }),
      date: Type.String({ title: 'Date', description: 'Business day' }),
      narration: orNull('Narration', 'What it is about'),
      currency: orNull('Currency'),
      status: orNull('Status', 'Draft or posted'),
      lines: Type.Array(
        Type.Object({
          account: Type.String({ title: 'Account' }),
          amount: moneyField('Amount', 'Debit; credit when below zero'),
          debit: moneyField('Debit'),
          credit: moneyField('Credit'),
          taxCode: orNull('Tax code'),
          taxTotal: moneyField('Tax'),
          description: orNull('Description'),
          store: orNull('Store', 'Cost centre, department, class or tracking'),
        }),
        { title: 'Lines' },
      ),
    },
    { title: 'Journal' },
  ),
)
