import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newFlow } from '#shared/flow/new.ts'
import type { Schedule } from '#shared/model/connections.ts'
import { openSqliteStore } from '#runtime/store/sqlite/open.ts'
import type { Store } from '#runtime/store/ports.ts'
import { nextTick } from '#runtime/webhooks/registry.ts'
import { createScheduler } from './scheduler.ts'

const HOUR = 3_600_000
const start = new Date('2026-03-02T09:00:00Z')
let dataDir: string
let store: Store
let now: Date

beforeEach(async () => {
  now = start
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-scheduler-'))
  store = await openSqliteStore({ dataDir })
  const at = start.toISOString()
  await store.tenancy.createPartner({ id: 'part_1', name: 'P', createdAt: at })
  await store.tenancy.createClient({ id: 'client_1', partnerId: 'part_1', name: 'C', slug: 'c', createdAt: at })
  const document = newFlow('Nightly')
  await store.flows.create({
    id: 'flow_1',
    clientId: 'client_1',
    name: 'Nightly',
    draft: document,
    revision: 1,
    latestVersion: 0,
    createdAt: at,
    updatedAt: at,
    updatedBy: 'test',
  })
  await store.flows.publish('client_1', 'flow_1', document, '', 'test', start)
  await store.flows.deploy({
    id: 'dep_1',
    clientId: 'client_1',
    flowId: 'flow_1',
    environment: 'live',
    version: 1,
    slots: {},
    active: true,
    createdAt: at,
    createdBy: 'test',
  })
  await store.hooks.putSchedule(schedule())
})
afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const schedule = (change: Partial<Schedule> = {}): Schedule => ({
  id: 'sched_1',
  clientId: 'client_1',
  flowId: 'flow_1',
  environment: 'live',
  cron: '0 * * * *',
  timeZone: 'Europe/London',
  input: { full: true },
  nextAt: new Date(start.getTime() + HOUR).toISOString(),
  active: true,
  ...change,
})

const aScheduler = (accept = store.journal.accept) =>
  createScheduler({ hooks: store.hooks, flows: store.flows, accept, nextTick, now: () => now, log: pino({ level: 'silent' }) })
const runs = async () => (await store.runs.list('client_1', { limit: 100 })).items

describe('scheduler', () => {
  it('fires nothing before its time', async () => {
    await aScheduler().look()
    expect(await runs()).toEqual([])
  })

  it('fires one run for a tick, whoever looks', async () => {
    now = new Date(start.getTime() + HOUR)
    await Promise.all([aScheduler().look(), aScheduler().look(), aScheduler().look()])
    const [run, ...more] = await runs()
    expect(more).toEqual([])
    expect(run).toMatchObject({ trigger: 'schedule', version: 1 })
    expect(JSON.parse((await store.runs.body('client_1', run?.id ?? '')) ?? '')).toEqual({
      scheduledAt: '2026-03-02T10:00:00.000Z',
      input: { full: true },
    })
  })

  it('fires once for all ticks that were missed, then goes on', async () => {
    now = new Date(start.getTime() + 5.5 * HOUR)
    await aScheduler().look()
    await aScheduler().look()
    expect(await runs()).toHaveLength(1)
    expect((await store.hooks.schedules('client_1'))[0]?.nextAt).toBe('2026-03-02T15:00:00.000Z')
  })

  it('tries a tick again that could not be stored', async () => {
    now = new Date(start.getTime() + HOUR)
    await aScheduler(() => Promise.reject(new Error('disk full'))).look()
    expect(await runs()).toEqual([])
    await aScheduler().look()
    expect(await runs()).toHaveLength(1)
  })

  it('keeps to the wall clock of its time zone across a change of summer time', () => {
    expect(nextTick('30 2 * * *', 'Europe/London', new Date('2026-03-28T12:00:00Z'))).toBe('2026-03-29T01:30:00.000Z')
    expect(nextTick('0 9 * * *', 'Europe/London', new Date('2026-03-28T12:00:00Z'))).toBe('2026-03-29T08:00:00.000Z')
    expect(nextTick('0 9 * * *', 'Europe/London', new Date('2026-03-29T12:00:00Z'))).toBe('2026-03-30T08:00:00.000Z')
  })
})
