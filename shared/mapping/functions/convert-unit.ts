// Weights, lengths, volumes and counts from one unit into another, exactly where that is possible.
import { Amount, amountText, roundedText, toScale } from './decimal.ts'
import { toPlain } from './money-value.ts'
import { findUnit, type Unit } from './units.ts'
import { refuse, quoted, textOf } from './value-invalid.ts'
import { say } from '../../sentence.ts'

/** Enough for a milligram in a tonne; the rest is noise of a division without an end. */
const DECIMALS_KEPT = 9

/**
 * `$convertUnit("2.5", "lb", "kg", 3)` gives "1.134". Without `scale` as many decimals as it has, nine at most. Nothing for a missing value. Throws
 * `money-invalid` for what is no number, `value-invalid` for a unit that is not known or that measures something else.
 */
export function convertUnit(value: unknown, from: unknown, to: unknown, scale: unknown): string | undefined {
  const [source, target] = [unitOf(from), unitOf(to)]
  if (source.of !== target.of) {
    return refuse(WHERE, to, say`${quoted(from)} measures ${source.of} and ${quoted(to)} ${target.of}`, 'Check both units.')
  }
  if (value === undefined || value === null || value === '') return undefined
  const amount = toPlain(value, WHERE, say`the quantity`)
    .times(source.factor)
    .dividedBy(target.factor)
  return scale === undefined ? amountText(new Amount(amount.toDecimalPlaces(DECIMALS_KEPT))) : roundedText(amount, toScale(scale, WHERE))
}

const WHERE = '$convertUnit'

function unitOf(name: unknown): Unit {
  const text = textOf(name)
  const unit = text === undefined ? undefined : findUnit(text)
  return (
    unit ??
    refuse(
      WHERE,
      name,
      say`${quoted(name)} is no unit that is known`,
      'Use one such as "g", "kg", "lb", "oz", "cm", "in", "ml", "l", "each", "dozen", or its UN/ECE code.',
    )
  )
}
