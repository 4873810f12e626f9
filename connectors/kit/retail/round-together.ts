// Rounds amounts that belong together so that they still add up: what rounding leaves over goes to those that lost most.
import { Decimal } from 'decimal.js'

const sum = (amounts: readonly Decimal[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

/**
 * Each amount with `digits` decimals, together exactly `total`; the sum, rounded, where no total is given. A total that is further from the sum than
 * rounding explains is a mistake of the caller: each amount moves by one unit at most. Of equal losers the earlier one gets more.
 */
export function roundTogether(
  amounts: readonly Decimal[],
  digits: number,
  total = sum(amounts).toDecimalPlaces(digits),
): readonly Decimal[] {
  const unit = new Decimal(10).pow(-digits)
  const floors = amounts.map((amount) => amount.toDecimalPlaces(digits, Decimal.ROUND_FLOOR))
  const left = total.minus(sum(floors)).div(unit).round().toNumber()
  const step = left < 0 ? unit.neg() : unit
  const order = amounts
    .map((amount, index) => ({ index, lost: amount.minus(floors[index] ?? 0) }))
    .toSorted((a, b) => (left < 0 ? a.lost.comparedTo(b.lost) : b.lost.comparedTo(a.lost)) || a.index - b.index)
  const moved = new Set(order.slice(0, Math.abs(left)).map(({ index }) => index))
  return floors.map((floor, index) => (moved.has(index) ? floor.plus(step) : floor))
}
