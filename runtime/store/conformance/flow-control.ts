// What workers share about a connection: changes that are alone, calls that wait, alerts.
import { describe, expect, it } from 'vitest'
import type { Store, StoredReservation } from '../ports.ts'
import { aConnection, anEvent, later, NOW, twoClients } from './arrange.ts'

export function flowControlCases(store: () => Store): void {
  const aStored = async () => {
    const { a, b } = await twoClients(store())
    const connection = aConnection(a)
    await store().connections.create(connection, [])
    return { a, b, id: connection.id }
  }
  const keep = (a: string, id: string, kept: unknown) =>
    store().flowControl.change(a, id, undefined, () => ({ answer: undefined, state: { kept }, durable: true }))
  const reserve = (a: string, id: string, key: string, reservation: StoredReservation | null) =>
    store().flowControl.change(a, id, key, (state) => ({ answer: undefined, state, durable: false, reservation }))

  describe('flow control', () => {
    it('has no settings before they are saved, and keeps them beside the state', async () => {
      const { a, id } = await aStored()
      expect(await store().flowControl.settings(a, id)).toEqual({})
      await keep(a, id, { n: 1 })
      const settings = { limits: { perMinute: 30 } }
      await store().flowControl.saveSettings(a, id, settings)
      await keep(a, id, { n: 2 })
      expect(await store().flowControl.settings(a, id)).toEqual(settings)
    })

    it('applies changes one after the other, each on the state of the one before', async () => {
      const { a, id } = await aStored()
      const count = () =>
        store().flowControl.change(a, id, undefined, ({ kept, live }) => {
          const n = ((kept as { n?: number } | undefined)?.n ?? 0) + 1
          return { answer: n, state: { kept: { n }, ...(live !== undefined && { live }) }, durable: n % 2 === 0 }
        })
      const answers = await Promise.all(Array.from({ length: 20 }, count))
      expect(answers.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      expect(await store().flowControl.states(a)).toEqual([{ connectionId: id, state: { kept: { n: 20 } }, waiting: 0 }])
    })

    it('shows the state of one client to that client only', async () => {
      const { a, b, id } = await aStored()
      await keep(a, id, { n: 1 })
      expect(await store().flowControl.states(b)).toEqual([])
    })

    it('shows a call its own reservation, until it is taken away', async () => {
      const { a, id } = await aStored()
      const reservation = { runId: 'run_1', dueAt: later(60_000), paid: true }
      await reserve(a, id, 'k1', reservation)
      const seen = (key: string) => store().flowControl.change(a, id, key, (state, found) => ({ answer: found, state, durable: false }))
      expect(await seen('k1')).toEqual(reservation)
      expect(await seen('k2')).toBeUndefined()
      expect(await store().flowControl.reservedUntil(a, id, 'k1')).toEqual(later(60_000))
      await reserve(a, id, 'k1', null)
      expect(await seen('k1')).toBeUndefined()
      expect(await store().flowControl.reservedUntil(a, id, 'k1')).toBeUndefined()
    })

    it('is looked at as it stands, with whether a run that is not over waits', async () => {
      const { a, b, id } = await aStored()
      expect(await store().flowControl.look(a, id)).toEqual({ state: {}, waits: false })
      await keep(a, id, { n: 1 })
      const { runId } = await store().journal.accept(anEvent({ clientId: a }))
      await reserve(a, id, 'k', { runId, dueAt: later(60_000), paid: false })
      expect(await store().flowControl.look(a, id)).toEqual({ state: { kept: { n: 1 } }, waits: true })
      expect(await store().flowControl.look(b, id)).toMatchObject({ waits: false })
      await store().journal.cancel(a, runId, NOW)
      expect(await store().flowControl.look(a, id)).toMatchObject({ waits: false })
    })

    it('makes waiting runs due when the connection is back: those without tokens, or all, one a little after the other', async () => {
      const { a, id } = await aStored()
      const runs: string[] = []
      for (const paid of [false, true, false]) {
        const { runId } = await store().journal.accept(anEvent({ clientId: a }))
        const [claimed] = await store().journal.claim({ owner: 'w', limit: 1, now: NOW, leaseMs: 30_000 })
        await store().journal.commit({
          runId,
          clientId: a,
          fence: claimed?.fence ?? 0,
          events: [],
          transition: { status: 'waiting', dueAt: new Date('2099-01-01') },
          at: NOW,
        })
        await reserve(a, id, `key-${runs.length}`, { runId, dueAt: new Date(Date.UTC(2099, 0, 1 + runs.length)), paid })
        runs.push(runId)
      }
      expect(await store().flowControl.states(a)).toMatchObject([{ connectionId: id, waiting: 3 }])
      const due = async () => Promise.all(runs.map(async (run) => Date.parse((await store().runs.get(a, run))?.dueAt ?? '')))
      const wake = (which: 'all' | 'unpaid') =>
        store().flowControl.change(a, id, undefined, (state, _, now) => ({
          answer: now.getTime(),
          state,
          durable: false,
          wake: { which, apartMs: 1_000 },
        }))
      const at = await wake('unpaid')
      expect(await due()).toEqual([at, Date.UTC(2099, 0, 1), at + 1_000])
      expect(await store().flowControl.states(a)).toMatchObject([{ waiting: 1 }])
      await store().journal.cancel(a, runs[1] ?? '', NOW)
      expect(await store().flowControl.states(a)).toMatchObject([{ waiting: 0 }])
      await wake('all')
      expect(await store().flowControl.reservedUntil(a, id, 'key-1')).toBeUndefined()
    })

    it('has one standing alert of a kind for a connection, and another one after it was cleared', async () => {
      const { a, b, id } = await aStored()
      const alert = (message: string | null) =>
        store().flowControl.change(a, id, undefined, (state) => ({
          answer: undefined,
          state,
          durable: false,
          alerts: [{ kind: 'connection-down', message }],
        }))
      await alert('It is down.')
      await alert('It is still down.')
      const [standing, ...others] = await store().flowControl.alerts(a, 10)
      expect(others).toEqual([])
      expect(standing).toMatchObject({ kind: 'connection-down', subject: id, message: 'It is still down.' })
      expect(standing?.clearedAt).toBeUndefined()
      await alert(null)
      await alert(null)
      await alert('Down again.')
      expect((await store().flowControl.alerts(a, 10)).map(({ message, clearedAt }) => [message, clearedAt !== undefined])).toEqual([
        ['Down again.', false],
        ['It is still down.', true],
      ])
      expect(await store().flowControl.alerts(b, 10)).toEqual([])
    })

    it('goes with its connection', async () => {
      const { a, id } = await aStored()
      await reserve(a, id, 'k1', { runId: 'run_1', dueAt: later(1), paid: false })
      await store().connections.remove(a, id)
      expect(await store().flowControl.reservedUntil(a, id, 'k1')).toBeUndefined()
    })
  })
}
