// Steps that collect records of many runs: aggregate and join. When a window closes a new run begins behind the step.
import { Type, type Static } from 'typebox'
import { Expression, Label, nodeSchema, object, ReadableId } from '../node-schema.ts'
import { Duration } from './waiting.ts'

/** More than this closes a window by itself: what comes behind it has to stay workable. */
export const MOST_WINDOW_RECORDS = 100_000

/** When a window closes: at the first of those given. */
export const WindowClose = object({
  /** At the next instant of the schedule after the window opened. */
  schedule: Type.Optional(
    object({ cron: Type.String({ minLength: 1, maxLength: 120 }), timeZone: Type.String({ minLength: 1, maxLength: 64 }) }),
  ),
  /** So long after it opened. */
  after: Type.Optional(Duration),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_WINDOW_RECORDS })),
  /** With the record for which this is true, which still belongs to it: the till's end-of-day record, say. */
  when: Type.Optional(Expression),
  /** When so many records are there: a number that records tell, such as the count on a Z report. The newest that tells one counts. */
  expected: Type.Optional(Expression),
})
export type WindowClose = Static<typeof WindowClose>

/**
 * What happens to a record whose key has no open window, but had one before:
 * it opens another one; it opens the last one again, which then closes once more with all of its records; it goes to the exception desk;
 * it is dropped, and the step says so.
 */
export const LatePolicy = Type.Union([
  Type.Literal('new-window'),
  Type.Literal('reopen'),
  Type.Literal('exception'),
  Type.Literal('drop-visibly'),
])
export type LatePolicy = Static<typeof LatePolicy>

/**
 * Collects records by key (store + business day). The closed window begins a run of its own, whose record leaves by `out`:
 * `{ key, records, count, value, number, opening, openedAt, closedAt, closedBy }`. `keep` says what of each record is kept (default: all),
 * `value` an amount that is added up.
 */
export const AggregateNode = nodeSchema(
  'aggregate',
  object({
    key: Expression,
    keep: Type.Optional(Expression),
    value: Type.Optional(Expression),
    close: WindowClose,
    late: LatePolicy,
  }),
)
export type AggregateNode = Static<typeof AggregateNode>

/**
 * Brings together one record of each input with the same key (order and payment). The first input whose condition is true takes the record; a
 * second record of an input replaces the first. When all are there, a run of its own begins, whose record leaves by `out`:
 * `{ key, records: { order, payment }, missing, openedAt, closedAt }`; after `timeout` by `timed-out` with those that came, or, where nothing is
 * connected there, to the exception desk.
 */
export const JoinNode = nodeSchema(
  'join',
  object({
    key: Expression,
    inputs: Type.Array(object({ id: ReadableId, label: Label, condition: Expression }), { minItems: 2, maxItems: 10 }),
    timeout: Duration,
    late: Type.Union([Type.Literal('new-window'), Type.Literal('exception'), Type.Literal('drop-visibly')]),
  }),
)
export type JoinNode = Static<typeof JoinNode>
