// Why a field of a result is what it is, or is empty: the paths of the source that it was read from, and the first step that was not there.
import { Type, type Static } from 'typebox'

const strict = { additionalProperties: false } as const

export const MissingStep = Type.Object(
  {
    /** The path up to the first name that was not there, such as `customer.address` of `customer.address.city`. */
    at: Type.String(),
    /** All names are there, but a filter or a computed step behind them left nothing; `at` is the whole path then. */
    filtered: Type.Optional(Type.Literal(true)),
    times: Type.Integer({ minimum: 1 }),
  },
  strict,
)
export type MissingStep = Static<typeof MissingStep>

/** One place of an expression that reads the source. A loop reads it once for each item. */
export const SourceReading = Type.Object(
  {
    /** The path, such as `line_items.sku` or `$trigger.shop`; names behind `…` where their beginning is computed. */
    source: Type.String(),
    /** How often it was read; 0 when that part of the expression was not reached. */
    reads: Type.Integer({ minimum: 0 }),
    /** What was missing when it gave nothing, the most frequent first; empty when each reading gave a value. */
    missing: Type.Array(MissingStep),
  },
  strict,
)
export type SourceReading = Static<typeof SourceReading>

/** A field of the result with what it was read from, in the order of the expression. */
export const FieldReadings = Type.Object(
  {
    /** Such as `partner.email`, without positions in lists; empty for the result as a whole, and for what only decides about it. */
    target: Type.String(),
    readings: Type.Array(SourceReading),
  },
  strict,
)
export type FieldReadings = Static<typeof FieldReadings>

/** What one evaluation read. */
export const Explanation = Type.Object(
  {
    /** In the order in which the expression makes them. */
    fields: Type.Array(FieldReadings),
    /** Why nothing is known: the expression is interpreted, or came to no end. */
    reason: Type.Optional(Type.String()),
  },
  strict,
)
export type Explanation = Static<typeof Explanation>
