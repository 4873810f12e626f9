import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { newFlow } from '#shared/flow/new.ts'
import { newId } from '#shared/ids.ts'
import type { NewSchedule } from '#shared/model/connections.ts'
import { openSqliteStore } from '#runtime/store/sqlite/open.ts'
import type { Store } from '#runtime/store/ports.ts'
import { createHookRegistry } from '#runtime/webhooks/registry.ts'
import { createScheduler, type SchedulerOptions } from './scheduler.ts'

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

const schedule = (change: Partial<NewSchedule> = {}): NewSchedule => ({
  id: 'sched_1',
  clientId: 'client_1',
  flowId: 'flow_1',
  environment: 'live',
  cron: '0 * * * *',
  timeZone: 'Europe/London',
  input: { full: true },
  catchUp: 'last',
  overlap: 'parallel',
  nextAt: new Date(start.getTime() + HOUR).toISOString(),
  active: true,
  ...change,
})

const aScheduler = (over: Partial<SchedulerOptions> = {}) =>
  createScheduler({
    hooks: store.hooks,
    flows: store.flows,
    runs: store.runs,
    accept: store.journal.accept,
    now: () => now,
    log: pino({ level: 'silent' }),
    ...over,
  })
const runs = async () => (await store.runs.list('client_1', { limit: 200 })).items
const begun = async () => (await runs()).filter(({ status }) => status !== 'skipped')
const stored = async () => (await store.hooks.schedules('client_1'))[0]
/** The local hours of the runs begun so far, oldest first. */
async function hours(): Promise<string[]> {
  const bodies = await Promise.all((await begun()).map(({ id }) => store.runs.body('client_1', id)))
  return bodies.map((body) => (JSON.parse(body ?? '') as { scheduledAt: string }).scheduledAt.slice(11, 13)).toSorted()
}
async function reasons(): Promise<string[]> {
  const skipped = (await runs()).filter(({ status }) => status === 'skipped')
  const ends = await Promise.all(skipped.map(async ({ id }) => (await store.runs.events('client_1', id)).at(-1)))
  return ends.map((end) => (end?.kind === 'run-finished' ? (end.reason ?? '') : ''))
}
async function endAll(): Promise<void> {
  for (const { run, fence } of await store.journal.claim({ owner: 'w', limit: 100, now, leaseMs: 1_000 })) {
    await store.journal.commit({
      runId: run.id,
      clientId: run.clientId,
      fence,
      events: [{ kind: 'run-finished', status: 'succeeded' }],
      transition: { status: 'succeeded' },
      at: now,
    })
  }
}
const at = (hoursLater: number) => (now = new Date(start.getTime() + hoursLater * HOUR))

describe('scheduler', () => {
  it('fires nothing before its time', async () => {
    await aScheduler().look()
    expect(await runs()).toEqual([])
  })

  it('fires one run for a tick, whoever looks', async () => {
    at(1)
    await Promise.all([aScheduler().look(), aScheduler().look(), aScheduler().look()])
    const [run, ...more] = await runs()
    expect(more).toEqual([])
    expect(run).toMatchObject({ trigger: 'schedule', version: 1 })
    expect(JSON.parse((await store.runs.body('client_1', run?.id ?? '')) ?? '')).toEqual({
      scheduledAt: '2026-03-02T10:00:00.000Z',
      input: { full: true },
    })
  })

  it('fires one run for each tick of 300 schedules, with three schedulers', async () => {
    await Promise.all(Array.from({ length: 299 }, (_, i) => store.hooks.putSchedule(schedule({ id: `sched_${i + 2}` }))))
    at(1)
    await Promise.all([aScheduler().look(), aScheduler().look(), aScheduler().look()])
    const counted = await store.runs.counts('client_1', start)
    expect(counted).toEqual({ queued: 300 })
  })

  it.each([0, 1, 2, 3].flatMap((write) => [{ write, moment: 'before' } as const, { write, moment: 'after' } as const]))(
    'fires one run for a tick when a scheduler dies at its write $write, $moment it is stored',
    async ({ write, moment }) => {
      at(3)
      let writes = 0
      const dying =
        <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          const mine = writes++
          if (mine === write && moment === 'before') throw new Error('killed')
          if (mine > write) throw new Error('dead')
          const answer = await method(...args)
          if (mine === write) throw new Error('killed')
          return answer
        }
      const hooks = { dueSchedules: store.hooks.dueSchedules, advanceSchedule: dying(store.hooks.advanceSchedule) }
      await aScheduler({ hooks, accept: dying(store.journal.accept) }).look()
      await Promise.all([aScheduler().look(), aScheduler().look()])
      await aScheduler().look()
      expect(await hours()).toEqual(['12'])
      expect(await reasons()).toHaveLength(1)
      expect(await stored()).toMatchObject({ waiting: [], nextAt: '2026-03-02T13:00:00.000Z', skippedTicks: 2 })
    },
  )

  it('tries a tick again that could not be stored', async () => {
    at(1)
    await aScheduler({ accept: () => Promise.reject(new Error('disk full')) }).look()
    expect(await runs()).toEqual([])
    await aScheduler().look()
    expect(await runs()).toHaveLength(1)
  })

  it('lets the times pass while the flow is deployed nowhere, and goes on after', async () => {
    await store.flows.undeploy('client_1', 'flow_1', 'live')
    at(2)
    await aScheduler().look()
    expect(await runs()).toEqual([])
    expect((await stored())?.nextAt).toBe('2026-03-02T12:00:00.000Z')
  })
})

describe('deploying', () => {
  const registry = () =>
    createHookRegistry({
      hooks: store.hooks,
      topics: store.topics,
      flows: store.flows,
      tenancy: store.tenancy,
      bindings: { bind: () => Promise.reject(new AppError('not-found')) },
      baseUrl: () => '',
      now: () => now,
      log: pino({ level: 'silent' }),
    })
  const deploy = async (id: string, trigger: object) => {
    const document = newFlow('Nightly')
    const { version } = await store.flows.publish(
      'client_1',
      id,
      { ...document, nodes: { start: { kind: 'trigger', label: 'Start', config: trigger as { type: 'manual' } } } },
      '',
      'test',
      now,
    )
    const deployment = { id: newId('dep'), clientId: 'client_1', flowId: id, environment: 'live' as const, version, slots: {} }
    const whole = { ...deployment, active: true, createdAt: now.toISOString(), createdBy: 'test' }
    await store.flows.deploy(whole)
    await registry().deploy(whole)
  }
  const nightly = { type: 'schedule', cron: '0 10 * * *', timeZone: 'UTC' }
  const aFlowNamed = async (id: string) => {
    const flow = await store.flows.get('client_1', 'flow_1')
    if (flow) await store.flows.create({ ...flow, id, latestVersion: 0 })
  }

  it('fifty times at once, off and on again, leaves one schedule and one run for a tick', async () => {
    await aFlowNamed('flow_2')
    await Promise.all(Array.from({ length: 50 }, () => deploy('flow_2', nightly)))
    await registry().undeploy('client_1', 'flow_2', 'live')
    await deploy('flow_2', nightly)
    const mine = (await store.hooks.schedules('client_1')).filter(({ flowId }) => flowId === 'flow_2')
    expect(mine).toEqual([expect.objectContaining({ nextAt: '2026-03-02T10:00:00.000Z', catchUp: 'last', overlap: 'queue', active: true })])
    at(1)
    await aScheduler().look()
    expect((await runs()).filter(({ flowId }) => flowId === 'flow_2')).toHaveLength(1)
  })

  it('with another cron makes no runs for the past', async () => {
    await aFlowNamed('flow_2')
    await deploy('flow_2', nightly)
    at(20)
    await deploy('flow_2', { ...nightly, cron: '*/5 * * * *' })
    await aScheduler().look()
    expect((await runs()).filter(({ flowId }) => flowId === 'flow_2')).toEqual([])
  })
})

describe('times missed while Tillflow was down', () => {
  it.each([
    ['skip', 5.5, [], '5 times passed (the first 2 Mar 2026, 10:00 (Europe/London), the last 2 Mar 2026, 14:00'],
    ['skip', 5.001, ['14'], '4 times passed'],
    ['last', 5.5, ['14'], '4 times passed'],
    ['last', 1.5, ['10'], undefined],
    ['skip', 1.5, [], 'The time 2 Mar 2026, 10:00 (Europe/London) passed'],
    ['all', 5.5, ['10', '11', '12', '13', '14'], undefined],
  ] as const)('are run as %s says, %d hours later', async (catchUp, later, expected, words) => {
    await store.hooks.putSchedule(schedule({ catchUp }))
    at(later)
    await aScheduler().look()
    await aScheduler().look()
    expect(await hours()).toEqual(expected)
    const said = await reasons()
    expect(said).toHaveLength(words === undefined ? 0 : 1)
    if (words !== undefined) expect(said[0]).toContain(words)
    const skippedTicks = Math.floor(later) - expected.length
    expect(await stored()).toMatchObject({ skippedTicks, nextAt: new Date(start.getTime() + (Math.floor(later) + 1) * HOUR).toISOString() })
  })

  it('are one line after a year of minutes, counted as far as that is cheap', async () => {
    await store.hooks.putSchedule(schedule({ cron: '* * * * *', catchUp: 'skip' }))
    at(24 * 365)
    await aScheduler().look()
    expect(await runs()).toHaveLength(2)
    expect((await reasons())[0]).toContain('More than 24')
  })

  it('are a hundred of the last seven days at most', async () => {
    await store.hooks.putSchedule(schedule({ catchUp: 'all' }))
    at(24 * 30)
    await aScheduler().look()
    expect(await begun()).toHaveLength(100)
    await store.hooks.putSchedule(schedule({ id: 'sched_2', cron: '0 6 * * *', catchUp: 'all' }))
    await aScheduler().look()
    expect(await begun()).toHaveLength(107)
  })
})

describe('a time that comes while the run before it still goes on', () => {
  const tick = async (hour: number) => {
    at(hour)
    await aScheduler().look()
  }

  it('is run beside it, when the schedule says parallel', async () => {
    for (const hour of [1, 2, 3]) await tick(hour)
    expect(await hours()).toEqual(['10', '11', '12'])
  })

  it('waits for its end and is then run, one after the other, when it says queue', async () => {
    await store.hooks.putSchedule(schedule({ overlap: 'queue' }))
    for (const hour of [1, 2, 3, 3.5]) await tick(hour)
    expect(await hours()).toEqual(['10'])
    await endAll()
    await Promise.all([aScheduler().look(), aScheduler().look(), aScheduler().look()])
    expect(await hours()).toEqual(['10', '11'])
    await endAll()
    await tick(3.6)
    expect(await hours()).toEqual(['10', '11', '12'])
    expect(await reasons()).toEqual([])
  })

  it('is left out with one line for all such times, when it says skip', async () => {
    await store.hooks.putSchedule(schedule({ overlap: 'skip' }))
    for (const hour of [1, 2, 3, 4]) await tick(hour)
    expect(await hours()).toEqual(['10'])
    expect(await reasons()).toEqual([expect.stringContaining('At 2 Mar 2026, 11:00 (Europe/London) the run before it had not ended.')])
    expect((await stored())?.skippedTicks).toBe(3)
    await endAll()
    await tick(5)
    expect(await hours()).toEqual(['10', '14'])
  })

  it('waits among a hundred at most', async () => {
    await store.hooks.putSchedule(schedule({ overlap: 'queue' }))
    await tick(1)
    const before = await stored()
    if (before) await store.hooks.advanceSchedule(before, { ...before, waiting: Array.from({ length: 99 }, () => start.toISOString()) })
    for (const hour of [2, 3, 4]) await tick(hour)
    expect((await stored())?.waiting).toHaveLength(100)
    expect(await reasons()).toEqual([expect.stringContaining('100 times waited')])
    expect((await stored())?.skippedTicks).toBe(2)
  })
})
