// What the answers of all bookings have in common.
import { Type, type Static } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import type { QuickBooksTransaction } from './schemas.ts'
import { decimalText } from './values.ts'

export const Booked = Type.Object({
  id: Type.String({ title: 'Id' }),
  number: orNull('Number', 'Nothing for deposits'),
  date: Type.String({ title: 'Date' }),
  total: orNull('Total', 'Decimal text, with tax. Nothing for journals'),
  tax: orNull('Tax', 'Decimal text. Nothing where QuickBooks says none'),
  currency: orNull('Currency', 'Nothing where the company has one currency and does not say which'),
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
