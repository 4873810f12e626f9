// A payment of an invoice or a credit note: found again among those of the document by its reference, or booked.
// https://developer.xero.com/documentation/api/accounting/payments
import { AppError } from '#shared/errors.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import { identityOf } from './auth.ts'
import { create } from './client.ts'
import { Payments } from './schemas.ts'
import { decimalText, numberOf } from './values.ts'

export interface WantedPayment {
  readonly accountCode: string
  readonly date: string
  /** Decimal text in the document's currency. */
  readonly amount: string
  /** Tells payments of one document apart. */
  readonly reference: string
}
interface Paid {
  readonly CurrencyCode: string
  readonly Payments?: readonly { readonly PaymentID: string; readonly Amount: number; readonly Reference?: string | null }[] | null
}

/** `read`: the document with its payments; `named`: how Xero is told which one it is. Throws `vendor-answer-invalid`, uncertain, for an answer without the payment. */
export function payOnce<D extends Paid>(
  context: ActionContext,
  { accountCode, date, amount, reference }: WantedPayment,
  { read, named }: { readonly read: () => Promise<D>; readonly named: (document: D) => Readonly<Record<string, unknown>> },
) {
  return oneAtATime(JSON.stringify([identityOf(context.config), 'payment', reference]), async () => {
    const document = await read()
    const result = (id: string, paid: number, created: boolean) => ({
      document,
      payment: { id, amount: moneyOf(decimalText(paid), document.CurrencyCode), created },
    })
    const known = document.Payments?.find((payment) => payment.Reference === reference)
    if (known) return result(known.PaymentID, known.Amount, false)
    const payment = {
      ...named(document),
      Account: { Code: accountCode },
      Date: date,
      Amount: numberOf(amount),
      Reference: reference,
    }
    const [made] = (await create(context, '/Payments', Payments, { Payments: [payment] })).Payments
    if (!made) throw new AppError('vendor-answer-invalid', { message: 'Xero answered a new payment with none.', disposition: 'uncertain' })
    return result(made.PaymentID, made.Amount, true)
  })
}
