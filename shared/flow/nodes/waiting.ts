// Steps at which a record waits without holding a worker: for a time, for a person, for another system.
import { Type, type Static } from 'typebox'
import { isRecord } from '../../json.ts'
import { Expression, Into, Label, nodeSchema, object } from '../node-schema.ts'

/** A length of time as people say it. A day is 24 hours: for a time of day use an instant. */
export const Duration = object({
  amount: Type.Integer({ minimum: 1, maximum: 10_000 }),
  unit: Type.Union([Type.Literal('seconds'), Type.Literal('minutes'), Type.Literal('hours'), Type.Literal('days'), Type.Literal('weeks')]),
})
export type Duration = Static<typeof Duration>

/**
 * The record goes on after a time, or at an instant: JSONata that gives an ISO instant with a zone (`2026-03-01T06:00:00+01:00`) or
 * milliseconds since 1970. An instant that has passed lets it go on at once.
 */
export const DelayNode = nodeSchema('delay', Type.Union([object({ for: Duration }), object({ until: Expression })]))
export type DelayNode = Static<typeof DelayNode>

/**
 * A person decides. `title` and `fields` say about what, by JSONata over the record. The record leaves by `approved` or `declined`, with
 * `{ decision, by, note, at }` added under `into`; after `timeout` by `timed-out`, or, where nothing is connected there, to the
 * exception desk.
 */
export const ApprovalNode = nodeSchema(
  'approval',
  object({
    title: Expression,
    fields: Type.Array(object({ label: Label, value: Expression }), { maxItems: 20 }),
    into: Type.Optional(Into),
    timeout: Duration,
  }),
)
export type ApprovalNode = Static<typeof ApprovalNode>

/**
 * Makes an address that another system calls once. The record leaves by `started` at once with `{ url, expiresAt }` added under `into`,
 * to be sent in a call; when the address was called, it leaves by `received` with `{ body, receivedAt }` there instead; after `timeout`
 * by `timed-out`, or, where nothing is connected there, to the exception desk.
 */
export const CallbackNode = nodeSchema('callback', object({ into: Into, timeout: Duration }))
export type CallbackNode = Static<typeof CallbackNode>

export const WAITING_PORTS = {
  approval: ['approved', 'declined', 'timed-out'],
  callback: ['started', 'received', 'timed-out'],
  join: ['out', 'timed-out'],
} as const

const UNIT_MS: Readonly<Record<Duration['unit'], number>> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
}

export const durationMs = ({ amount, unit }: Duration): number => amount * UNIT_MS[unit]

/** Of a member of a config that is not looked at by its name. */
export const isDuration = (value: unknown): value is Duration =>
  isRecord(value) && typeof value['amount'] === 'number' && typeof value['unit'] === 'string' && Object.keys(value).length === 2

/** `2 hours`, `1 day`. */
export const durationWords = ({ amount, unit }: Duration): string => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`

/** Longer waits are mistakes: an amount in the wrong unit, a date in the wrong century. */
export const LONGEST_WAIT_MS = 400 * UNIT_MS.days
