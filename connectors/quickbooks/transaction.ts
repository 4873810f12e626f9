// What the answers of all bookings have in common.
import { Type, type Static } from 'typebox'
import type { QuickBooksTransaction } from './schemas.ts'
import { decimalText } from './values.ts'

const Nullable = (title: string, description: string) => Type.Union([Type.String(), Type.Null()], { title, description })

export const Booked = Type.Object({
  id: Type.String({ title: 'Id' }),
  number: Nullable('Number', 'Nothing for deposits'),
  date: Type.String({ title: 'Date' }),
  total: Nullable('Total', 'Decimal text, with tax. Nothing for journals'),
  tax: Nullable('Tax', 'Decimal text. Nothing where QuickBooks says none'),
  currency: Nullable('Currency', 'Nothing where the company has one currency and does not say which'),
})

export const toBooked = ({
  Id,
  DocNumber,
  TxnDate,
  TotalAmt,
  TxnTaxDetail,
  CurrencyRef,
}: QuickBooksTransaction): Static<typeof Booked> => ({
  id: Id,
  number: DocNumber ?? null,
  date: TxnDate,
  total: TotalAmt === undefined ? null : decimalText(TotalAmt),
  tax: TxnTaxDetail?.TotalTax === undefined ? null : decimalText(TxnTaxDetail.TotalTax),
  currency: CurrencyRef?.value ?? null,
})

export const BOOKED = { id: '145', number: 'HF-1001', date: '2026-03-02', total: '36.00', tax: '6.00', currency: 'GBP' }
