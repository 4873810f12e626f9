// Decimal numbers in what flows send to Odoo and get back: always text, so that no cent is lost on the way.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import type { Json } from '#shared/json.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'

/** Decimal text such as `12.50`; whole numbers may be plain JSON numbers. */
export const DecimalText = (title: string, description: string) =>
  Type.Union([Type.String({ pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$', maxLength: 40 }), Type.Integer()], { title, description })

/** For the wire: the same digits as a JSON number. */
export const toWire = (value: string | number): unknown => exactNumber(String(value))

/** Odoo answers amounts as floating point numbers (`108.30000000000001`); rounded to the currency they are exact again. */
export function fromWire(value: Json | undefined, currency: string | undefined): string {
  return new Decimal(typeof value === 'number' || typeof value === 'string' ? value : 0).toFixed(decimalsOf(currency))
}

export function decimalsOf(currency: string | undefined): number {
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export const sameAmount = (a: string | number, b: string | number) => new Decimal(a).equals(new Decimal(b))
