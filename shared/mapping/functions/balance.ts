// Whether the two sides of a balance agree. Called by compiled mappings only, never by people: see ../balance.ts.
import { AppError } from '../../errors.ts'
import { say } from '../../sentence.ts'
import { isRecord } from '../../json.ts'
import { Amount, amountText, toAmount } from './decimal.ts'
import { commonCurrency, toTerm, type Term } from './money-value.ts'

/** A contract as its mapping carries it: the amounts arrive as arguments, in the order of its terms, left before right. */
export interface BalanceSpec {
  readonly label: string
  readonly terms: readonly { readonly label: string; readonly side: 'left' | 'right'; readonly subtract?: boolean }[]
  readonly tolerance: string
  /** What the tolerance is in; sums in another currency have none. */
  readonly currency?: string
  /** The names of the target field that takes what is left within the tolerance. */
  readonly residual?: readonly string[]
}

export interface BalanceReport {
  readonly label: string
  /** `residual`: they differ within the tolerance. */
  readonly state: 'balanced' | 'residual' | 'unbalanced'
  readonly left: string
  readonly right: string
  /** right - left. */
  readonly difference: string
  /** What was allowed: "0" where the contract's tolerance is in another currency. */
  readonly tolerance: string
  readonly currency?: string
  readonly terms: readonly {
    readonly label: string
    readonly side: 'left' | 'right'
    readonly subtract?: boolean
    readonly amount: string
  }[]
}

/** Throws `money-invalid` naming the term whose amount is missing or none, `currencies-mixed`. */
export function balanceReport(spec: BalanceSpec, amounts: readonly unknown[]): BalanceReport {
  const terms = spec.terms.map((term, i) => toTerm(amounts[i], `${spec.label}, ${term.label}`))
  const currency = commonCurrency(terms, spec.label)
  const scale = terms.reduce((most, term) => Math.max(most, term.scale), 0)
  const sumOf = (side: 'left' | 'right') =>
    terms.reduce<Amount>(
      (sum, term, i) => (spec.terms[i]?.side === side ? sum.plus(signed(term, spec.terms[i]?.subtract)) : sum),
      new Amount(0),
    )
  const [left, right] = [sumOf('left'), sumOf('right')]
  const difference = right.minus(left)
  const isForeign = spec.currency !== undefined && currency !== undefined && spec.currency !== currency
  const tolerance = isForeign ? '0' : spec.tolerance
  const isWithin = difference.abs().lessThanOrEqualTo(toAmount(tolerance, spec.label))
  return {
    label: spec.label,
    state: difference.isZero() ? 'balanced' : isWithin ? 'residual' : 'unbalanced',
    left: amountText(left, scale),
    right: amountText(right, scale),
    difference: amountText(difference, scale),
    tolerance,
    ...(currency !== undefined && { currency }),
    terms: spec.terms.map((term, i) => ({ ...term, amount: amountText(terms[i]?.amount ?? new Amount(0), scale) })),
  }
}

/** The mapping's result, with what is left over in its field. Throws `unbalanced`, and as `balanceReport`. */
export function checkBalance(result: unknown, spec: BalanceSpec, amounts: readonly unknown[]): unknown {
  const report = balanceReport(spec, amounts)
  if (report.state === 'unbalanced') throw unbalanced(report)
  return report.state === 'residual' && spec.residual ? withResidual(result, spec.residual, report.difference) : result
}

/** A copy with the amount at the place; objects on the way are made where they are missing. */
export function withResidual(result: unknown, names: readonly string[], amount: string): unknown {
  const [name, ...below] = names
  if (name === undefined) return amount
  const record = isRecord(result) ? result : {}
  return { ...record, [name]: withResidual(Object.hasOwn(record, name) ? record[name] : undefined, below, amount) }
}

const signed = ({ amount }: Term, subtract: boolean | undefined): Amount => (subtract ? amount.negated() : amount)

function unbalanced(report: BalanceReport): AppError {
  const { label, left, right, difference, tolerance, currency } = report
  const side = (name: 'left' | 'right') =>
    report.terms
      .filter((term) => term.side === name)
      .map((term, i) => `${term.subtract ? '- ' : i > 0 ? '+ ' : ''}${term.label} ${term.amount}`)
      .join(' ')
  const unit = currency === undefined ? '' : `${currency} `
  return new AppError('unbalanced', {
    message: say`${label}: ${side('left')} = ${unit}${left}, but ${side('right')} = ${unit}${right}. They differ by ${unit}${difference.replace(/^-/, '')}; ${tolerance} is allowed.`,
    details: { contract: label, left, right, difference, tolerance, ...(currency !== undefined && { currency }), terms: report.terms },
  })
}
