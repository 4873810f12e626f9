// Balance contracts of a mapping: sums of money that must agree before its record goes on.
import { Type, type Static } from 'typebox'
import { Expression, Label, object } from '../node-schema.ts'

/** One amount on a side of the balance. The expression sees the mapping's result as `$`, and what was mapped as `$source`. */
export const BalanceTerm = object({
  label: Label,
  amount: Expression,
  subtract: Type.Optional(Type.Boolean({ description: 'Taken away instead of added, as a discount is.' })),
})
export type BalanceTerm = Static<typeof BalanceTerm>

/**
 * The sums of both sides are the same: lines + tax + shipping - discounts = total; debits = credits. A difference of at most `tolerance` is written into
 * `residual`, a target field of the mapping that no row fills (a rounding account, say), such that left + residual = right; without `residual` it is
 * let pass. With `currency`, the tolerance is for sums in that currency, or in none that they say. A larger one sends the record to the exception desk (`unbalanced`) with both sums.
 */
export const BalanceContract = object({
  label: Label,
  left: Type.Array(BalanceTerm, { minItems: 1, maxItems: 30 }),
  right: Type.Array(BalanceTerm, { minItems: 1, maxItems: 30 }),
  tolerance: Type.Optional(Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,6})?$', description: 'A decimal amount; 0 when left out.' })),
  currency: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{3}$',
      description:
        'ISO 4217: what the tolerance is in. Sums that say another currency must agree exactly. Left out: it holds for every currency.',
    }),
  ),
  residual: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
})
export type BalanceContract = Static<typeof BalanceContract>

export const BalanceContracts = Type.Array(BalanceContract, { maxItems: 20 })
