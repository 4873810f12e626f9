// The arithmetic of mappings: exact, on decimal texts or on money with a currency; what goes in as money comes out as money. Missing amounts are
// errors here, because JSONata's own `-` and `$sum` silently drop the field when one side is missing.
import { AppError } from '../../errors.ts'
import { say } from '../../sentence.ts'
import { minorDigits } from './currencies.ts'
import { Amount, amountText, toScale } from './decimal.ts'
import { membersOf } from './members.ts'
import { commonCurrency, result, rounded, show, toCurrency, toPlain, toTerm, withCurrency, type Money, type Term } from './money-value.ts'

/**
 * Money of an amount and a currency: `$money("12.5", "EUR")` gives `{ "amount": "12.50", "currency": "EUR" }`. Digits beyond those of the currency stay.
 * Of one value that is money already (`total_price_set.shop_money`) it makes the same form. Throws `money-invalid`, `currencies-mixed`.
 */
export function makeMoney(amount: unknown, currency: unknown): Money {
  const given = toTerm(amount, '$money')
  const wanted = currency === undefined && given.currency !== undefined ? given.currency : toCurrency(currency, '$money')
  const term = given.currency === undefined ? withCurrency(amount, wanted, '$money') : given
  commonCurrency([term, { amount: new Amount(0), scale: 0, currency: wanted }], '$money')
  return { amount: amountText(term.amount, term.scale), currency: wanted }
}

/** a + b + …, with as many decimals as the most precise of them: "12.50" and "0.50" give "13.00". */
export function addMoney(amounts: readonly (string | number)[]): string
export function addMoney(amounts: readonly unknown[]): string | Money
export function addMoney(amounts: readonly unknown[]): string | Money {
  return total(
    amounts.map((amount) => toTerm(amount, '$add')),
    '$add',
  )
}

/** a - b, with as many decimals as the more precise of them. */
export function subtractMoney(a: unknown, b: unknown): string | Money {
  const [from, what] = [toTerm(a, '$subtract'), toTerm(b, '$subtract')]
  return result(from.amount.minus(what.amount), widest([from, what]), commonCurrency([from, what], '$subtract'))
}

/** a × b, exact: "12.50" × 2 gives "25.00", "0.25" × "0.25" gives "0.0625". One of them may be money. */
export function multiplyMoney(a: unknown, b: unknown): string | Money {
  const [one, other] = [toTerm(a, '$multiply'), toTerm(b, '$multiply')]
  if (one.currency !== undefined && other.currency !== undefined) {
    throw new AppError('money-invalid', {
      message: say`$multiply: ${show(one)} times ${show(other)} is no amount of money.`,
      fix: 'Multiply money by a plain number, such as a quantity or a rate.',
      details: { function: '$multiply', values: [show(one), show(other)] },
    })
  }
  return result(one.amount.times(other.amount), widest([one, other]), one.currency ?? other.currency)
}

/**
 * a ÷ b rounded to `scale` decimals, a half away from zero. The scale is not optional for plain numbers: a quotient has no natural end. Money keeps the
 * decimals of its currency when it is left out.
 */
export function divideMoney(a: unknown, b: unknown, scale: unknown): string | Money {
  const dividend = toTerm(a, '$divide')
  const decimals = scale === undefined && dividend.currency !== undefined ? minorDigits(dividend.currency) : toScale(scale, '$divide')
  const divisor = toPlain(b, '$divide', 'the divisor')
  if (divisor.isZero()) {
    throw new AppError('money-invalid', {
      message: say`$divide: ${show(dividend)} cannot be divided by zero.`,
      fix: 'Check for zero first: b = 0 ? "0" : $divide(a, b, 2).',
      details: { value: 0, function: '$divide' },
    })
  }
  return rounded(dividend.amount.dividedBy(divisor), decimals, dividend.currency)
}

/**
 * The sum of a list; no list and an empty list give "0". With `path`, of that member of each item: an item without it is an error, where
 * `$sumMoney(lines.price)` never sees the lines that have no price.
 */
export function sumMoney(list: unknown, path?: unknown): string | Money {
  if (list === undefined || list === null) return '0'
  const items: readonly unknown[] = Array.isArray(list) ? list : [list]
  const amounts = path === undefined ? items : membersOf(items, path, '$sumMoney')
  return total(
    amounts.map((amount) => toTerm(amount, '$sumMoney')),
    '$sumMoney',
  )
}

/** `x` with exactly `scale` decimals (those of the currency, or 2, when left out), a half away from zero: 2.345 gives "2.35", -2.345 gives "-2.35". */
export function roundMoney(x: unknown, scale: unknown): string | Money {
  const term = toTerm(x, '$roundMoney')
  const natural = term.currency === undefined ? 2 : minorDigits(term.currency)
  return rounded(term.amount, scale === undefined ? natural : toScale(scale, '$roundMoney'), term.currency)
}

/** -1, 0 or 1: a is less than, equal to or more than b. Texts compare letter by letter, where "9.00" is more than "10.00". */
export function compareMoney(a: unknown, b: unknown): number {
  const [one, other] = [toTerm(a, '$compareMoney'), toTerm(b, '$compareMoney')]
  commonCurrency([one, other], '$compareMoney')
  return one.amount.comparedTo(other.amount)
}

function total(terms: readonly Term[], where: string): string | Money {
  const currency = commonCurrency(terms, where)
  const sum = terms.reduce<Amount>((current, { amount }) => current.plus(amount), new Amount(0))
  return result(sum, widest(terms), currency)
}

function widest(terms: readonly Term[]): number {
  return terms.reduce((scale, term) => Math.max(scale, term.scale), 0)
}
