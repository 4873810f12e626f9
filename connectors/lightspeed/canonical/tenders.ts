// How a sale was paid, and what rounding of cash took or gave.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleTender } from '#connectors/kit/retail/store-sale.ts'
import { decimalOf, sumOf } from '../amounts.ts'
import type { LightspeedPayment } from '../schemas.ts'

const nameOf = ({ type }: LightspeedPayment) => type?.name || 'Payment'
const isRounding = (payment: LightspeedPayment) => /\brounding\b/i.test(nameOf(payment))
/** Cash is rounded to 0.05, 0.10, 0.50 or 1.00: to the nearest, half a unit at most. */
const LARGEST_ROUNDING = '0.5'

interface Tendered {
  readonly tenders: readonly StoreSaleTender[]
  readonly rounding: Decimal
}

/**
 * `total`: lines and taxes. What the payments differ from it is rounding, where a payment says so or cash was among them; anything else is refused,
 * because a journal made of it would not balance. Throws `unbalanced`.
 */
export function tendersOf(payments: readonly LightspeedPayment[], total: Decimal, currency: string, mustBalance: boolean): Tendered {
  const given = payments.filter(({ deleted_at: deleted }) => !deleted)
  const real = withoutChange(given.filter((payment) => !isRounding(payment)))
  const paid = sumOf(real.map(({ amount }) => amount))
  const tenders = real.map(({ payment, amount }) => ({
    type: nameOf(payment),
    id: payment.id,
    amount: moneyOf(amount, currency),
    cashback: moneyOf(0, currency),
  }))
  if (!mustBalance) return { tenders, rounding: new Decimal(0) }
  const rounding = paid.minus(total)
  const stated = sumOf(given.filter(isRounding).map(({ amount }) => decimalOf(amount))).neg()
  const hasCash = given.some((payment) => /cash/i.test(nameOf(payment)))
  const isRounded = rounding.isZero() || rounding.equals(stated) || (stated.isZero() && hasCash && rounding.abs().lte(LARGEST_ROUNDING))
  if (!isRounded)
    throw new AppError('unbalanced', {
      message: say`The sale's lines and taxes are ${total.toFixed(2)} ${currency}, its payments ${paid.toFixed(2)}.`,
      fix: 'Look at the sale in Lightspeed: it is closed, and its payments do not pay it.',
    })
  return { tenders, rounding }
}

/** Change is a negative payment of the type it was paid with; it is taken off the largest of them. */
function withoutChange(
  payments: readonly LightspeedPayment[],
): readonly { readonly payment: LightspeedPayment; readonly amount: Decimal }[] {
  return [...Map.groupBy(payments, (payment) => payment.type?.config_id ?? nameOf(payment)).values()].flatMap((group) => {
    const amounts = group.map((payment) => ({ payment, amount: decimalOf(payment.amount) }))
    const largest = amounts.toSorted((a, b) => b.amount.comparedTo(a.amount))[0]
    const change = sumOf(amounts.filter(({ amount }) => amount.isNegative()).map(({ amount }) => amount))
    if (!largest || change.isZero() || largest.amount.plus(change).isNegative()) return amounts
    return amounts
      .filter(({ amount }) => !amount.isNegative())
      .map(({ payment, amount }) => ({ payment, amount: payment === largest.payment ? amount.plus(change) : amount }))
  })
}
