// Lightspeed's numbers as decimals: up to five decimals, sometimes written as text.
import { Decimal } from 'decimal.js'

export const decimalOf = (value: number | string | null | undefined): Decimal => new Decimal(value ?? 0)
export const decimalText = (value: number | string | null | undefined): string | null =>
  value === null || value === undefined ? null : new Decimal(value).toFixed()
export const sumOf = (amounts: readonly Decimal[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))
