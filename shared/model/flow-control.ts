// What people set and see of a connection's flow control: own limits, maintenance windows, its state, and alerts.
import { Type, type Static } from 'typebox'
import type { Said, Words } from '../sentence.ts'

const body = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false })
const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'HH:MM on the clock of the time zone.' })
const TimeZone = Type.String({ minLength: 1, maxLength: 60, description: 'IANA name, such as Europe/London.' })

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Every week on these days, from `from` to `to`; past midnight where `to` is not after `from`. Days are those on which it begins. */
export const MaintenanceWindow = body({
  days: Type.Array(
    Type.Unsafe<Weekday>(
      Type.Union(
        WEEKDAYS.map((day) => Type.Literal(day)),
        {},
      ),
    ),
    { minItems: 1, maxItems: 7, uniqueItems: true },
  ),
  from: ClockTime,
  to: ClockTime,
  timeZone: TimeZone,
})
export type MaintenanceWindow = Static<typeof MaintenanceWindow>

/** Own limits of one connection. They only lower what the connector declares: the strictest one holds. */
export const OwnLimits = body({
  concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'Most calls at once.' })),
  perSecond: Type.Optional(Type.Number({ minimum: 0.001, maximum: 10_000 })),
  perMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 600_000 })),
  perDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
  /** When `perDay` begins anew. Default: midnight UTC. */
  dayResets: Type.Optional(body({ at: ClockTime, timeZone: TimeZone })),
})
export type OwnLimits = Static<typeof OwnLimits>

export const FlowSettings = body({
  limits: Type.Optional(OwnLimits),
  windows: Type.Optional(Type.Array(MaintenanceWindow, { maxItems: 20 })),
})
export type FlowSettings = Static<typeof FlowSettings>

/**
 * - `ok`: calls go out.
 * - `slowed`: a limit is reached; calls go on at `until`.
 * - `maintenance`: the window ends at `until`.
 * - `down`: the breaker is open since `since`; one call tries at `until`.
 * - `sign-in`: its credentials were refused since `since`; runs wait until `until` for new ones.
 */
export interface ConnectionState {
  readonly connectionId: string
  readonly state: 'ok' | 'slowed' | 'maintenance' | 'down' | 'sign-in'
  readonly message?: string
  /** What `message` is made of, for who reads another language. */
  readonly said?: Said
  /** ISO instants. */
  readonly since?: string
  readonly until?: string
  /** Runs that wait because of it. */
  readonly waiting: number
}

/** A connection's flow control in full: what its connector declares, what was set for it, how it stands. */
export interface FlowControlDetail {
  /** For people, such as `At most 4 calls at once`. */
  readonly declared: readonly string[]
  /** The same, for who reads another language. */
  readonly said: readonly Words[]
  readonly settings: FlowSettings
  readonly state: ConnectionState
}

export type AlertKind = 'connection-down' | 'sign-in-needed' | 'limit-reached' | 'api-version'

/** Raised once for a state, not once for each run in it; cleared when the state ends. */
export interface Alert {
  readonly id: string
  readonly clientId: string
  readonly kind: AlertKind
  /** What it is about: the id of a connection. */
  readonly subject: string
  readonly message: string
  readonly raisedAt: string
  readonly clearedAt?: string
}
