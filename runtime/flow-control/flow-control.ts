// Flow control of connections: gates for calls, and what people see and do. The decisions are pure (admit.ts, settle.ts); here they
// meet the shared state, and what follows from them: alerts, log lines, waking those that wait.
import type { Logger } from 'pino'
import type { ErrorCode } from '#shared/error-codes.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import type { Alert, ConnectionState, FlowControlDetail, FlowSettings } from '#shared/model/flow-control.ts'
import type { Limits } from '#connectors/kit/limits.ts'
import type { FlowControlStore } from '../store/ports.ts'
import { consequencesOf, mustLast } from './consequences.ts'
import { describeState } from './describe.ts'
import { easeNow } from './ease.ts'
import { createGate, type ActionGate, type Change } from './gate.ts'
import { createGlance } from './glance.ts'
import { createLine, type Line } from './line.ts'
import { declaredInWords, planLimits, type Plan } from './plan.ts'
import { INITIAL, readState, type FlowState } from './state.ts'
import { isTimeZone } from '#shared/zoned.ts'
import { inEnglish, say, spoken } from '#shared/sentence.ts'

export interface Controlled {
  readonly clientId: string
  readonly connectionId: string
  readonly declared?: Limits
  readonly settings: FlowSettings
}

export interface FlowControl {
  settings(clientId: string, connectionId: string): Promise<FlowSettings>
  /** For one action of a run, or, without `call`, for what a person does. */
  gateOf(connection: Controlled, call?: { readonly key: string; readonly runId: string }): ActionGate
  /** When a call that was told to come back may be made; undefined: now. */
  waitsUntil(clientId: string, connectionId: string, key: string): Promise<Date | undefined>
  states(clientId: string, connections: readonly Omit<Controlled, 'settings' | 'clientId'>[]): Promise<readonly ConnectionState[]>
  detail(connection: Omit<Controlled, 'settings'>): Promise<FlowControlDetail>
  /** Throws `invalid-request`. What waits is asked again under the new settings. */
  saveSettings(connection: Omit<Controlled, 'settings'>, settings: FlowSettings): Promise<void>
  /** Forgets breaker, pauses and bookings: a person knows that the other system is back. */
  ease(connection: Omit<Controlled, 'settings'>): Promise<void>
  alerts(clientId: string): Promise<readonly Alert[]>
}

export interface FlowControlOptions {
  readonly store: FlowControlStore
  readonly log: Pick<Logger, 'warn' | 'info'>
  readonly clock?: () => number
}

const ALERTS_SHOWN = 50

export function createFlowControl({ store, log, clock = Date.now }: FlowControlOptions): FlowControl {
  const lines = new Map<string, Line>()
  const glance = createGlance(store, clock)
  const process = crypto.randomUUID()
  let count = 0
  const newId = () => `${process}:${++count}`

  function lineOf(connectionId: string): Line {
    const known = lines.get(connectionId)
    if (known) return known
    const made = createLine()
    lines.set(connectionId, made)
    return made
  }

  const changer =
    ({ clientId, connectionId }: Pick<Controlled, 'clientId' | 'connectionId'>, plan: Plan, runId: string): Change =>
    async (key, work) => {
      const { answer, alerts } = await store.change(clientId, connectionId, key, (stored, reserved, at) => {
        const before = readState(stored)
        const found = reserved && { dueAt: reserved.dueAt.getTime(), paid: reserved.paid }
        const done = work(before, found, at.getTime())
        const { alerts: raised, wake } = consequencesOf(before, done.state, plan)
        const { reservation } = done
        glance.heard(connectionId, done.state, Boolean(reservation))
        return {
          answer: { answer: done.answer, alerts: raised },
          state: done.state,
          durable: mustLast(before, done.state, plan),
          ...(reservation !== undefined && {
            reservation: reservation && { runId, dueAt: new Date(reservation.dueAt), paid: reservation.paid },
          }),
          ...(raised.length > 0 && { alerts: raised }),
          ...(wake && { wake }),
        }
      })
      for (const { kind, message } of alerts) {
        if (message === null) log.info({ clientId, connectionId, alert: kind }, 'an alert about a connection is over')
        else log.warn({ clientId, connectionId, alert: kind, reason: message }, 'a connection raised an alert')
      }
      return answer
    }

  /** A person's change: everybody who waits asks again. */
  async function changeByPerson(connection: Omit<Controlled, 'settings'>, ease: (state: FlowState, plan: Plan, now: number) => FlowState) {
    const { clientId, connectionId } = connection
    const plan = planLimits(connection.declared, await store.settings(clientId, connectionId))
    await store.change(clientId, connectionId, undefined, (stored, _, at) => {
      const before = readState(stored)
      const state = ease(before, plan, at.getTime())
      const { alerts } = consequencesOf(before, state, plan)
      glance.heard(connectionId, state, false)
      return { answer: undefined, state, durable: true, alerts, wake: { which: 'all', apartMs: 0 } }
    })
  }

  const describe = async (
    { clientId, connectionId, declared }: Omit<Controlled, 'settings'>,
    stored: { readonly state: { readonly kept?: unknown; readonly live?: unknown }; readonly waiting: number } | undefined,
  ) => {
    const plan = planLimits(declared, await store.settings(clientId, connectionId))
    return describeState(connectionId, stored ? readState(stored.state) : INITIAL, plan, stored?.waiting ?? 0, clock())
  }

  return {
    settings: (clientId, connectionId) => store.settings(clientId, connectionId),
    gateOf(connection, call) {
      const { clientId, connectionId } = connection
      const plan = planLimits(connection.declared, connection.settings)
      const change = changer(connection, plan, call?.runId ?? '')
      const isWell = () => glance.isWell(clientId, connectionId)
      return createGate({ change, plan, isWell, line: lineOf(connectionId), key: call?.key, newId, clock })
    },
    waitsUntil: (clientId, connectionId, key) => store.reservedUntil(clientId, connectionId, key),
    async states(clientId, connections) {
      const stored = new Map((await store.states(clientId)).map((found) => [found.connectionId, found]))
      return Promise.all(connections.map((connection) => describe({ clientId, ...connection }, stored.get(connection.connectionId))))
    },
    async detail(connection) {
      const { clientId, connectionId, declared } = connection
      const stored = (await store.states(clientId)).find((found) => found.connectionId === connectionId)
      const said = declaredInWords(declared)
      return {
        declared: said.map(inEnglish),
        said,
        settings: await store.settings(clientId, connectionId),
        state: await describe(connection, stored),
      }
    },
    async saveSettings(connection, settings) {
      const issues = settingsIssues(settings)
      if (issues.length > 0) throw new AppError('invalid-request', { message: issues.map(({ message }) => message).join(' '), issues })
      await store.saveSettings(connection.clientId, connection.connectionId, settings)
      await changeByPerson(connection, (state, plan, now) => {
        const { breaker, pause } = state.kept
        const eased = easeNow(state, plan, now)
        return { live: state.live, kept: { ...eased.kept, breaker, ...(pause && { pause }) } }
      })
    },
    ease: (connection) => changeByPerson(connection, easeNow),
    alerts: (clientId) => store.alerts(clientId, ALERTS_SHOWN),
  }
}

/** What a schema cannot say. */
function settingsIssues({ limits, windows = [] }: FlowSettings): readonly Issue[] {
  const code: ErrorCode = 'invalid-request'
  const zones = [
    ...windows.map(({ timeZone }, index) => ({ path: `/windows/${index}/timeZone`, timeZone })),
    ...(limits?.dayResets ? [{ path: '/limits/dayResets/timeZone', timeZone: limits.dayResets.timeZone }] : []),
  ]
  return [
    ...zones
      .filter(({ timeZone }) => !isTimeZone(timeZone))
      .map(({ path, timeZone }) => ({ path, code, ...spoken(say`There is no time zone "${timeZone}".`) })),
    ...windows.flatMap(({ from, to }, index) =>
      from === to ? [{ path: `/windows/${index}/to`, code, message: 'A maintenance window ends at another time than it begins.' }] : [],
    ),
  ]
}
