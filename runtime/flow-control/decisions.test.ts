// The decisions over the shared state: admit and settle, without store, clock or network.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { Outcome } from '#connectors/kit/gate.ts'
import { admit, type Ask, type Reservation, type Verdict } from './admit.ts'
import { refuseSignIn, signedIn } from './ease.ts'
import { planLimits, type Plan } from './plan.ts'
import { settle, type Finished } from './settle.ts'
import { INITIAL, LEASE_MS, type FlowState } from './state.ts'

const T0 = Date.parse('2026-03-02T10:00:00Z')
const PLAIN = planLimits({ concurrency: 2 })

/** A connection whose state is changed by what happens at given instants. */
function aConnection(plan: Plan) {
  let state: FlowState = INITIAL
  let count = 0
  return {
    get state() {
      return state
    },
    set state(next: FlowState) {
      state = next
    },
    ask(now: number, over: Partial<Ask> = {}, reservation?: Reservation): { verdict: Verdict; call: Finished } {
      const call = {
        lease: `l${++count}`,
        actor: `a${count}`,
        cost: 1,
        urgent: false,
        patient: false,
        returning: reservation !== undefined,
        ...over,
      }
      const admission = admit(state, plan, call, reservation, now)
      state = admission.state
      const { verdict } = admission
      return { verdict, call: { ...call, ms: 100, ...(verdict.kind === 'go' && verdict.probes && { probes: verdict.probes }) } }
    },
    end(call: Finished, now: number, outcome: Partial<Outcome> & Pick<Outcome, 'kind'>) {
      const settled = settle(state, plan, call, { ok: outcome.kind === 'answered', headers: {}, ...outcome }, now)
      state = settled.state
      return settled.again
    },
  }
}
const down = { kind: 'failed', error: new AppError('connection-failed') } as const
const dueAt = (verdict: Verdict) => ('reservation' in verdict ? verdict.reservation.dueAt : undefined)

describe('places', () => {
  it('are given up to the limit, given back, and freed when a worker is lost', () => {
    const connection = aConnection(PLAIN)
    const first = connection.ask(T0)
    connection.ask(T0)
    expect(connection.ask(T0).verdict.kind).toBe('full')
    connection.end(first.call, T0 + 10, { kind: 'answered' })
    expect(connection.ask(T0 + 20).verdict.kind).toBe('go')
    expect(connection.ask(T0 + 30).verdict.kind).toBe('full')
    expect(connection.ask(T0 + 30 + LEASE_MS).verdict.kind).toBe('go')
  })

  it('are never given to more than the limit, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.tuple(fc.nat(2), fc.nat(500)), { maxLength: 200 }), (concurrency, steps) => {
        const connection = aConnection(planLimits({ concurrency }))
        const going: Finished[] = []
        let now = T0
        for (const [step, ms] of steps) {
          now += ms
          if (step === 0) {
            const [call] = going.splice(0, 1)
            if (call) connection.end(call, now, ms % 2 ? { kind: 'answered' } : { kind: 'throttled', retryAfterMs: ms })
          } else {
            const { verdict, call } = connection.ask(now)
            if (verdict.kind === 'go') going.push(call)
          }
          expect(going.length).toBeLessThanOrEqual(concurrency)
          expect(connection.state.live.leases).toHaveLength(going.length)
        }
      }),
    )
  })

  it('are left by those who do not stand in line, one after the other', () => {
    const connection = aConnection(planLimits({ concurrency: 1 }))
    connection.ask(T0)
    const due = Array.from({ length: 5 }, () => dueAt(connection.ask(T0).verdict) ?? 0)
    expect(new Set(due).size).toBeGreaterThan(3)
    expect(due).toEqual(due.toSorted((a, b) => a - b))
  })
})

describe('a rate', () => {
  const plan = planLimits({ concurrency: 100, rates: [{ id: 'r', label: '1 call a second', calls: 1, seconds: 1, burst: 1 }] })

  it('gives everybody who waits an instant of their own, in the order in which they came', () => {
    const connection = aConnection(plan)
    expect(connection.ask(T0).verdict.kind).toBe('go')
    expect([1, 2, 3].map(() => dueAt(connection.ask(T0).verdict))).toEqual([T0 + 1_000, T0 + 2_000, T0 + 3_000])
  })

  it('says which one holds the call, as a sentence of its own that another language can say', () => {
    const second = (limits: Plan) => {
      const connection = aConnection(limits)
      connection.ask(T0)
      return connection.ask(T0).verdict
    }
    const named = (text: string, values: readonly string[] = []) => ({
      message: { text: 'The limit of {{0}} is reached', values: [{ text, values }] },
    })
    expect(second(plan)).toMatchObject(named('1 call a second'))
    expect(second(planLimits({}, { limits: { perSecond: 1 } }))).toMatchObject(named('{{0}} calls a second', ['1']))
  })

  it('lets those go who come back at their instant, before newer ones', () => {
    const connection = aConnection(plan)
    connection.ask(T0)
    const reservation = { dueAt: dueAt(connection.ask(T0).verdict) ?? 0, paid: true }
    expect(connection.ask(T0 + 500, {}, reservation).verdict).toMatchObject({ kind: 'wait', reservation })
    expect(dueAt(connection.ask(T0 + 1_000).verdict)).toBe(T0 + 2_000)
    expect(connection.ask(T0 + 1_000, {}, reservation).verdict.kind).toBe('go')
  })

  it('follows the rate an answer names (G91)', () => {
    const slow = planLimits({
      concurrency: 100,
      rates: [{ id: 'r', label: '', calls: 1, seconds: 60, burst: 20, rateHeader: 'x-amzn-ratelimit-limit' }],
    })
    const connection = aConnection(slow)
    const { call } = connection.ask(T0)
    connection.end(call, T0, { kind: 'answered', headers: { 'x-amzn-ratelimit-limit': '0.0055' } })
    for (let n = 1; n < 20; n++) expect(connection.ask(T0).verdict.kind).toBe('go')
    // One call in 1 / 0.0055 s = 181.8 s, no more in 60.
    expect((dueAt(connection.ask(T0).verdict) ?? 0) - T0).toBe(Math.ceil(1_000 / 0.0055))
  })

  it('of one operation does not hold another', () => {
    const byOperation = planLimits({
      rates: [{ id: 'orders', label: '', calls: 1, seconds: 60, burst: 1, operation: 'getOrders' }],
    })
    const connection = aConnection(byOperation)
    connection.ask(T0, { operation: 'getOrders' })
    expect(connection.ask(T0, { operation: 'getOrders' }).verdict.kind).toBe('wait')
    expect(connection.ask(T0, { operation: 'getOrder' }).verdict.kind).toBe('go')
  })

  it('keeps the places of those who wait when the vendor says what its bucket holds', () => {
    const cost = planLimits({ concurrency: 100, cost: { id: 'c', label: '', perSecond: 100, burst: 1_000 } })
    const connection = aConnection(cost)
    const { call } = connection.ask(T0, { cost: 1_000 })
    expect(dueAt(connection.ask(T0, { cost: 500 }).verdict)).toBe(T0 + 5_000)
    const observation = { bucket: { available: 100, maximum: 1_000, perSecond: 100 } }
    connection.end(call, T0, { kind: 'answered', observation })
    // 100 are there, 500 are booked: 100 more are there when 500 have come back.
    expect(dueAt(connection.ask(T0, { cost: 100 }).verdict)).toBe(T0 + 5_000)
  })
})

describe('"too many calls"', () => {
  it.each([
    ['named', 7_000, 7_000],
    ['not named', undefined, 2_000],
    ['an hour', 3_600_000, 3_600_000],
    ['absurd: one day, and said so', 999_999_999_000, 86_400_000],
  ])('holds all calls of the connection for the time that is %s', (_, retryAfterMs, wait) => {
    const connection = aConnection(PLAIN)
    const { call } = connection.ask(T0)
    const again = connection.end(call, T0, { kind: 'throttled', ...(retryAfterMs !== undefined && { retryAfterMs }) })
    expect(again?.dueAt).toBeGreaterThanOrEqual(T0 + wait)
    const { verdict } = connection.ask(T0 + 1)
    expect(verdict).toMatchObject({ kind: 'wait', code: 'vendor-throttled' })
    // Not at the same instant as the one before.
    expect(dueAt(verdict)).toBeGreaterThan(again?.dueAt ?? 0)
    if (wait === 86_400_000) expect(verdict).toMatchObject({ message: expect.stringContaining('days, which is taken for one day') })
  })

  it('grows where no time is named, and begins anew after an answer', () => {
    const connection = aConnection(PLAIN)
    let now = T0
    const waits: number[] = []
    for (let n = 0; n < 7; n++) {
      const { call } = connection.ask(now)
      const again = connection.end(call, now, { kind: 'throttled' })
      waits.push(Math.round(((again?.dueAt ?? 0) - now) / 1_000))
      now = (again?.dueAt ?? 0) + 1
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60])
  })
})

describe('the breaker', () => {
  /** Five failures in a row. */
  function anOpenOne() {
    const connection = aConnection(planLimits({ concurrency: 10 }))
    const calls = Array.from({ length: 7 }, () => connection.ask(T0).call)
    const again = calls.map((call) => connection.end(call, T0, down))
    return { connection, again }
  }

  it('opens at the fifth failure in a row, and from then on calls wait instead of failing', () => {
    const { connection, again } = anOpenOne()
    expect(again.map((told) => told !== undefined)).toEqual([false, false, false, false, true, true, true])
    expect(connection.ask(T0).verdict).toMatchObject({ kind: 'wait', code: 'connection-down' })
  })

  it('does not open while answers come in between', () => {
    const connection = aConnection(PLAIN)
    for (let n = 0; n < 20; n++) {
      const { call } = connection.ask(T0)
      connection.end(call, T0, n % 4 === 3 ? { kind: 'answered' } : down)
    }
    expect(connection.ask(T0).verdict.kind).toBe('go')
  })

  it('tells exactly one call to try, and the others to come later', () => {
    const { connection } = anOpenOne()
    const told = Array.from({ length: 20 }, () => dueAt(connection.ask(T0).verdict) ?? 0)
    expect(told.filter((due) => due <= T0 + 15_000)).toEqual([])
    const [again] = anOpenOne().again.filter((reservation) => reservation !== undefined)
    expect(again?.dueAt).toBe(T0 + 15_000)
  })

  it('lets one call try at a time, over all workers; the others wait for how it ends', () => {
    const { connection } = anOpenOne()
    const probe = connection.ask(T0 + 15_000)
    expect(probe.verdict).toEqual({ kind: 'go', probes: 'down' })
    expect(connection.ask(T0 + 15_000).verdict.kind).toBe('wait')
    expect(connection.ask(T0 + 15_000, { actor: probe.call.actor }).verdict.kind).toBe('go')
    connection.end(probe.call, T0 + 16_000, { kind: 'answered' })
    expect(connection.ask(T0 + 16_000).verdict).toEqual({ kind: 'go' })
  })

  it('waits twice as long after each failed try, five minutes at most', () => {
    const { connection } = anOpenOne()
    let now = T0 + 15_000
    const pauses: number[] = []
    for (let n = 0; n < 7; n++) {
      const { call } = connection.ask(now)
      const again = connection.end(call, now, down)
      pauses.push(((again?.dueAt ?? 0) - now) / 1_000)
      now = again?.dueAt ?? 0
    }
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300, 300])
  })

  it('lets another one try when the worker of the first is lost', () => {
    const { connection } = anOpenOne()
    connection.ask(T0 + 15_000)
    expect(connection.ask(T0 + 15_000 + LEASE_MS).verdict).toEqual({ kind: 'go', probes: 'down' })
  })

  it('lets a person through', () => {
    const { connection } = anOpenOne()
    expect(connection.ask(T0, { urgent: true }).verdict.kind).toBe('go')
  })
})

describe('refused credentials', () => {
  const refused = (connection: ReturnType<typeof aConnection>, now: number, isProbe = false) => {
    const { state, again } = refuseSignIn(connection.state, now, 'The other system refused the credentials.', isProbe)
    connection.state = state
    return again.dueAt
  }

  it('stop the connection at once; twenty refusals are one', () => {
    const connection = aConnection(PLAIN)
    for (let n = 0; n < 20; n++) refused(connection, T0 + n)
    expect(connection.state.kept.breaker.open).toMatchObject({ cause: 'sign-in', since: T0, tries: 0 })
    expect(connection.ask(T0 + 100).verdict).toMatchObject({ kind: 'wait', code: 'sign-in-awaited' })
  })

  it('are tried by one call every quarter of an hour, and are not mended by a single answer', () => {
    const connection = aConnection(PLAIN)
    const tryAt = refused(connection, T0)
    expect(tryAt).toBe(T0 + 15 * 60_000)
    const probe = connection.ask(tryAt)
    expect(probe.verdict).toEqual({ kind: 'go', probes: 'sign-in' })
    connection.end(probe.call, tryAt, { kind: 'answered' })
    expect(connection.ask(tryAt).verdict.kind).toBe('wait')
    connection.state = signedIn(connection.state)
    expect(connection.ask(tryAt).verdict).toEqual({ kind: 'go' })
  })

  it('send runs to the exception desk after three days', () => {
    const connection = aConnection(PLAIN)
    refused(connection, T0)
    // Somebody tries all the time.
    connection.state = { ...connection.state, live: { ...connection.state.live, probe: { actor: 'other', until: Infinity } } }
    expect(connection.ask(T0 + 72 * 3_600_000 - 1).verdict.kind).toBe('wait')
    expect(connection.ask(T0 + 72 * 3_600_000).verdict.kind).toBe('give-up')
  })
})

describe('a maintenance window', () => {
  it('buffers: calls wait until its end, each a little after the other', () => {
    const windows = [{ days: ['mon' as const], from: '09:00', to: '11:00', timeZone: 'UTC' }]
    const connection = aConnection(planLimits({ concurrency: 4 }, { windows }))
    const [first, second] = [connection.ask(T0).verdict, connection.ask(T0).verdict]
    expect(first).toMatchObject({ kind: 'wait', code: 'maintenance-window' })
    expect(dueAt(first)).toBeGreaterThanOrEqual(T0 + 3_600_000)
    expect(dueAt(second)).toBeGreaterThan(dueAt(first) ?? 0)
    expect(connection.ask(T0 + 3_600_000).verdict.kind).toBe('go')
  })
})
