// A client's settings: connections and secrets, lookup tables, webhooks, schedules.
import { describe, expect, it } from 'vitest'
import type { Store } from '../ports.ts'
import { NOW, aConnection, anEvent, aFlow, aHook, aSchedule, aTable, later, twoClients } from './arrange.ts'

const sealed = (field: string, text: string) => ({ field, ciphertext: new Uint8Array(Buffer.from(text)) })
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString()

export function settingsCases(store: () => Store): void {
  const aStoredFlow = async () => {
    const flow = aFlow((await twoClients(store())).a)
    await store().flows.create(flow)
    return flow
  }

  describe('connections', () => {
    it('show the names of their secrets and give the ciphertexts apart', async () => {
      const { a } = await twoClients(store())
      const connection = aConnection(a)
      await store().connections.create(connection, [sealed('token', 'x1'), sealed('api-key', 'x2')])
      const stored = await store().connections.get(a, connection.id)
      expect(stored).toEqual({ ...connection, secretsSet: ['api-key', 'token'] })
      const secrets = await store().connections.secrets(a, connection.id)
      expect(secrets.map(({ field, ciphertext }) => [field, text(ciphertext)])).toEqual([
        ['api-key', 'x2'],
        ['token', 'x1'],
      ])
    })

    it('replace the secrets that are named and keep the others', async () => {
      const { a } = await twoClients(store())
      const connection = aConnection(a)
      await store().connections.create(connection, [sealed('token', 'x1'), sealed('api-key', 'x2')])
      const tested = {
        ...connection,
        name: 'ERP live',
        status: 'failed',
        statusMessage: 'refused',
        checkedAt: later(1).toISOString(),
      } as const
      await store().connections.update(tested, [sealed('token', 'new')])
      expect(await store().connections.get(a, connection.id)).toEqual({ ...tested, secretsSet: ['api-key', 'token'] })
      const secrets = await store().connections.secrets(a, connection.id)
      expect(secrets.map(({ ciphertext }) => text(ciphertext))).toEqual(['x2', 'new'])
    })

    it('are listed by environment and take their secrets along when removed', async () => {
      const { a } = await twoClients(store())
      const [live, test] = [aConnection(a), aConnection(a, { environment: 'test' })]
      await store().connections.create(live, [sealed('token', 'x1')])
      await store().connections.create(test, [])
      expect(await store().connections.list(a)).toHaveLength(2)
      expect(await store().connections.list(a, 'test')).toEqual([test])
      expect(await store().connections.remove(a, live.id)).toBe(true)
      expect(await store().connections.remove(a, live.id)).toBe(false)
      expect(await store().connections.secrets(a, live.id)).toEqual([])
    })

    it('refuse an update of one that is not there', async () => {
      const { a } = await twoClients(store())
      await expect(store().connections.update(aConnection(a), [])).rejects.toMatchObject({ code: 'not-found' })
    })

    it("keep each client's wrapped data key", async () => {
      const { a, b } = await twoClients(store())
      expect(await store().connections.dataKey(a)).toBeUndefined()
      await store().connections.putDataKey(a, Buffer.from('wrapped'))
      await store().connections.putDataKey(a, Buffer.from('wrapped again'))
      expect(text(await store().connections.dataKey(a))).toBe('wrapped again')
      expect(await store().connections.dataKey(b)).toBeUndefined()
    })
  })

  describe('lookup tables', () => {
    it('are saved from the newest revision only', async () => {
      const { a } = await twoClients(store())
      const table = aTable(a)
      await store().lookups.create(table)
      const save = (revision: number, value: unknown) =>
        store().lookups.save(
          a,
          'live',
          'tenders',
          { rows: [{ key: 'visa', value, note: 'n', from: '2026-01-01' }], whenMissing: { kind: 'blank' } },
          revision,
          later(1),
        )
      const [first, second] = await Promise.all([save(1, 'A'), save(1, 'B')])
      expect([first, second].filter((revision) => revision !== undefined)).toEqual([2])
      expect(await store().lookups.get(a, 'live', 'tenders')).toEqual({
        ...table,
        rows: [{ key: 'visa', value: first === 2 ? 'A' : 'B', note: 'n', from: '2026-01-01' }],
        whenMissing: { kind: 'blank' },
        revision: 2,
        updatedAt: later(1).toISOString(),
      })
      expect(await store().lookups.save(a, 'test', 'tenders', { rows: [] }, 1, NOW)).toBeUndefined()
    })

    it('are still read as they were at an earlier revision, for 90 days', async () => {
      const { a, b } = await twoClients(store())
      await store().lookups.create(aTable(a))
      const save = (revision: number, value: string, days: number) =>
        store().lookups.save(a, 'live', 'tenders', { rows: [{ key: 'visa', value }] }, revision, later(days * 86_400_000))
      const valueAt = async (revision: number) => (await store().lookups.contentAt(a, 'live', 'tenders', revision))?.rows[0]?.value
      expect(await valueAt(1)).toBe('BNK1')
      await save(1, 'two', 0)
      await save(2, 'three', 80)
      expect(await save(2, 'stale', 80)).toBeUndefined()
      expect([await valueAt(1), await valueAt(2), await valueAt(3), await valueAt(4)]).toEqual(['BNK1', 'two', 'three', undefined])
      expect(await store().lookups.contentAt(b, 'live', 'tenders', 1)).toBeUndefined()
      expect(await store().lookups.contentAt(a, 'test', 'tenders', 1)).toBeUndefined()
      await save(3, 'four', 91)
      expect([await valueAt(1), await valueAt(2), await valueAt(4)]).toEqual([undefined, 'two', 'four'])
    })

    it('have a name once in each environment', async () => {
      const { a } = await twoClients(store())
      await store().lookups.create(aTable(a))
      await expect(store().lookups.create(aTable(a))).rejects.toMatchObject({ code: 'conflict' })
      await store().lookups.create(aTable(a, { environment: 'test' }))
      expect(await store().lookups.list(a, 'test')).toHaveLength(1)
    })
  })

  describe('webhooks', () => {
    it('are found by their token and by their flow, and are replaced by id', async () => {
      const flow = await aStoredFlow()
      const hook = aHook(flow)
      await store().hooks.put(hook)
      const failing = { since: '2026-03-01T10:00:00.000Z', message: 'The vendor answered 500.' }
      await store().hooks.put({ ...hook, expiresAt: '2026-03-04T10:00:00.000Z', failing })
      expect(await store().hooks.byToken(hook.token)).toMatchObject({ expiresAt: '2026-03-04T10:00:00.000Z', failing })
      const changed = { ...hook, active: false, subscriptionId: 'gid://1' }
      await store().hooks.put(changed)
      expect(await store().hooks.byToken(hook.token)).toEqual(changed)
      expect(await store().hooks.byFlow(flow.clientId, flow.id, 'live')).toEqual([changed])
      expect(await store().hooks.byFlow(flow.clientId, flow.id, 'test')).toEqual([])
      expect(await store().hooks.list(flow.clientId)).toEqual([changed])
      expect(await store().hooks.byToken('unknown')).toBeUndefined()
    })

    it('know the latest of what was told of a record, in their own flow', async () => {
      const flow = await aStoredFlow()
      const inbox = { clientId: flow.clientId, flowId: flow.id, environment: 'live' } as const
      const accept = (eventKey: string, over: Partial<Parameters<typeof anEvent>[0]> = {}) =>
        store().journal.accept(anEvent({ ...inbox, eventKey, ...over }))
      const latest = (prefix: string) => store().hooks.latestEvent(inbox, prefix)
      await accept('changes#Invoice 14@2026-03-02T09:00:00.000Z a')
      const { runId } = await accept('changes#Invoice 14@2026-03-02T10:00:00.000Z b', { receivedAt: later(5_000) })
      await accept('changes#Invoice 14@2026-03-01T23:59:59.999Z c')
      await accept('changes#Invoice 145@2026-03-02T11:00:00.000Z d')
      await accept('changes#Invoice 1@2026-03-02T11:00:00.000Z e')
      await accept('changes~Invoice 14@2026-03-02T12:00:00.000Z')
      await accept('changes#Invoice 14@2026-03-02T13:00:00.000Z f', { environment: 'test' })
      await accept('changes#Invoice 14@2026-03-02T13:00:00.000Z g', { flowId: 'flow_other' })
      const expected = { eventKey: 'changes#Invoice 14@2026-03-02T10:00:00.000Z b', runId, receivedAt: later(5_000) }
      expect(await latest('changes#Invoice 14@')).toEqual(expected)
      expect(await latest('changes~Invoice 14@')).toMatchObject({ eventKey: 'changes~Invoice 14@2026-03-02T12:00:00.000Z' })
      expect(await latest('changes#Invoice 15@')).toBeUndefined()
      expect(await store().hooks.latestEvent({ ...inbox, clientId: 'client_other' }, 'changes#Invoice 14@')).toBeUndefined()
    })

    it('never share a token', async () => {
      const flow = await aStoredFlow()
      await store().hooks.put(aHook(flow, { token: 'token-1' }))
      await expect(store().hooks.put(aHook(flow, { token: 'token-1' }))).rejects.toMatchObject({ code: 'conflict' })
    })
  })

  describe('schedules', () => {
    it('are due from their instant on, while they are active', async () => {
      const flow = await aStoredFlow()
      const due = aSchedule(flow)
      for (const each of [due, aSchedule(flow, { active: false }), aSchedule(flow, { nextAt: null })]) await store().hooks.putSchedule(each)
      expect(await store().hooks.dueSchedules(later(-1))).toEqual([])
      expect(await store().hooks.dueSchedules(NOW)).toEqual([due])
      expect(await store().hooks.schedules(flow.clientId)).toHaveLength(3)
    })

    it('are advanced by one of several schedulers', async () => {
      const flow = await aStoredFlow()
      const schedule = aSchedule(flow)
      await store().hooks.putSchedule(schedule)
      const next = { ...schedule, nextAt: later(86_400_000).toISOString(), waiting: [NOW.toISOString()], skippedTicks: 3 }
      const advance = () => store().hooks.advanceSchedule(schedule, next)
      const won = await Promise.all([advance(), advance(), advance()])
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await store().hooks.dueSchedules(NOW)).toEqual([next])
      const settled = { ...next, waiting: [], lastRunId: 'run_1' }
      expect(await store().hooks.advanceSchedule(next, settled)).toBe(true)
      expect(await store().hooks.advanceSchedule(next, { ...next, waiting: ['x'] })).toBe(false)
      expect(await store().hooks.dueSchedules(NOW)).toEqual([])
      expect(await store().hooks.advanceSchedule({ ...settled, clientId: 'client_other' }, settled)).toBe(false)
      expect(await store().hooks.advanceSchedule(settled, { ...settled, nextAt: null })).toBe(true)
      expect(await store().hooks.schedules(flow.clientId)).toEqual([{ ...settled, nextAt: null }])
    })

    it('keep their times when they are put again unchanged, and lose them with another cron, zone, or after a rest', async () => {
      const flow = await aStoredFlow()
      const first = aSchedule(flow)
      await store().hooks.putSchedule(first)
      const state = { nextAt: later(5).toISOString(), waiting: [NOW.toISOString()], lastRunId: 'run_1', skippedTicks: 2 }
      const stored = async () => (await store().hooks.schedules(flow.clientId))[0]
      const from = later(9).toISOString()
      for (const [change, kept] of [
        [{ overlap: 'skip', catchUp: 'all', input: { day: 2 } }, true],
        [{ cron: '0 7 * * *' }, false],
        [{ timeZone: 'Europe/London' }, false],
        [{ active: false, nextAt: null }, false],
      ] as const) {
        await store().hooks.putSchedule({ ...first, active: false })
        await store().hooks.putSchedule(first)
        expect(await store().hooks.advanceSchedule((await stored()) ?? first, state)).toBe(true)
        await store().hooks.putSchedule({ ...first, nextAt: from, ...change })
        expect(await stored()).toEqual({
          ...first,
          ...state,
          ...change,
          nextAt: kept ? state.nextAt : 'nextAt' in change ? null : from,
          waiting: kept ? state.waiting : [],
        })
      }
    })
  })
}
