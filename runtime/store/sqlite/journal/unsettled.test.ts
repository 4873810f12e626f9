// What was committed and does not stand in its tables yet: nobody sees a difference, a kill loses none of it, and a refused transaction leaves nothing.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '#shared/model/runs.ts'
import type { ClaimedRun } from '#runtime/engine/ports.ts'
import { INLINE_LIMIT } from '../../blobs.ts'
import { anEffect, anEntry, anEvent, later } from '../../conformance/arrange.ts'
import { DATABASE_FILE } from '../../database-file.ts'
import { openSqliteStore, type SqliteStore } from '../open.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

let dataDir: string
let store: SqliteStore
let others: SqliteStore[]
beforeEach(async () => {
  dataDir = temporaryDirectory()
  store = await openSqliteStore({ dataDir })
  others = []
})
afterEach(async () => {
  for (const each of [store, ...others]) {
    await each.close()
    rmSync(join(each.database.name, '..'), { recursive: true, force: true })
  }
})

const begin = { owner: 'worker', leaseMs: 30_000 }

async function begun(eventKey: string, body = '{"id":1}'): Promise<ClaimedRun> {
  const { begun: run } = await store.journal.accept(anEvent({ eventKey, begin, body: Buffer.from(body) }))
  if (!run) throw new Error('the event did not begin')
  return { run, fence: 1, body }
}

/** From its begin to its end, as a worker commits it. */
async function wholeCourse(eventKey: string): Promise<ClaimedRun> {
  const claimed = await begun(eventKey)
  const { journal } = store
  await journal.commit(
    anEntry(claimed, { events: [{ kind: 'run-started', version: 1 }], effects: [anEffect(claimed, { status: 'intended' })], at: later(1) }),
  )
  const events = [
    { kind: 'step-succeeded', nodeId: 'post', record: '', ms: 3, output: { id: 7 }, ports: [] },
    { kind: 'run-finished', status: 'succeeded' },
  ] as const
  const effects = [anEffect(claimed, { status: 'succeeded', output: '{"id":7}' })]
  await journal.commit(anEntry(claimed, { events: [...events], effects, at: later(2), transition: { status: 'succeeded' } }))
  return claimed
}

/** Does not settle: only the journal's own tables do. */
const rowsIn = (table: 'unsettled') => store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

/** What the next process finds after this one was killed now. */
async function afterKill(): Promise<SqliteStore> {
  const copy = temporaryDirectory()
  for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) cpSync(join(dataDir, file), join(copy, file))
  const opened = await openSqliteStore({ dataDir: copy })
  others.push(opened)
  return opened
}

async function seenIn(from: SqliteStore, { run }: ClaimedRun) {
  return {
    run: await from.runs.get(run.clientId, run.id),
    events: await from.runs.events(run.clientId, run.id),
    body: await from.runs.body(run.clientId, run.id),
    effects: await from.journal.effectsOf(run),
  }
}

describe('a run that was begun and has ended', () => {
  it('is read as it was committed, each event at its time', async () => {
    const claimed = await wholeCourse('delivery-1')
    const { run, events, body, effects } = await seenIn(store, claimed)
    expect(run).toMatchObject({ status: 'succeeded', finishedAt: later(2).toISOString(), eventKey: 'delivery-1' })
    const at = (ms: number, seq: number, kind: RunEvent['kind']) => ({ seq, kind, at: later(ms).toISOString() })
    expect(events).toMatchObject([at(0, 1, 'run-accepted'), at(1, 2, 'run-started'), at(2, 3, 'step-succeeded'), at(2, 4, 'run-finished')])
    expect(body).toBe('{"id":1}')
    expect(effects).toEqual([anEffect(claimed, { status: 'succeeded', output: '{"id":7}' })])
  })

  it('is in the tables with its last commit, in one row of events, and nothing of it is in the log', async () => {
    const open = await begun('delivery-0')
    expect(rowsIn('unsettled')).toBe(1)
    await Promise.all([wholeCourse('delivery-1'), wholeCourse('delivery-2')])
    // That of the run which is open.
    expect(rowsIn('unsettled')).toBe(1)
    await store.journal.commit(anEntry(open, { transition: { status: 'succeeded' } }))
    expect(rowsIn('unsettled')).toBe(0)
    expect(store.database.prepare('SELECT seq, count(*) AS n FROM run_events GROUP BY seq').all()).toEqual([{ seq: 1, n: 3 }])
  })

  it('is there once after its process was killed, while the log still had steps of it beside those of another', async () => {
    const [first, second] = await Promise.all([begun('delivery-1'), begun('delivery-2')])
    const intends = (claimed: ClaimedRun) => anEntry(claimed, { effects: [anEffect(claimed, { status: 'intended' })], at: later(1) })
    await Promise.all([first, second].map((claimed) => store.journal.commit(intends(claimed))))
    const done = [anEffect(first, { status: 'succeeded', output: '1' })]
    const events = [{ kind: 'run-finished', status: 'succeeded' }] as const
    await store.journal.commit(anEntry(first, { effects: done, events, at: later(2), transition: { status: 'succeeded' } }))
    expect(rowsIn('unsettled')).toBe(2)
    const next = await afterKill()
    for (const claimed of [first, second]) expect(await seenIn(next, claimed)).toEqual(await seenIn(store, claimed))
    expect((await seenIn(next, first)).effects).toEqual(done)
  })

  it('is known when its event comes again', async () => {
    const { run } = await wholeCourse('delivery-1')
    const again = anEvent({ eventKey: 'delivery-1', begin })
    expect(await store.journal.accept(again)).toEqual({ runId: run.id, duplicate: true })
    expect(await (await afterKill()).journal.accept(again)).toEqual({ runId: run.id, duplicate: true })
  })
})

describe('a run under way', () => {
  it('goes on where its process was killed: its intent is known, and nobody else had it', async () => {
    const claimed = await begun('delivery-1')
    await store.journal.commit(anEntry(claimed, { effects: [anEffect(claimed, { status: 'intended' })] }))
    const { journal } = await afterKill()
    expect(await journal.recover({ now: later(5) })).toBe(1)
    const [again] = await journal.claim({ owner: 'next', limit: 9, now: later(5), leaseMs: 1_000 })
    expect(again).toMatchObject({ run: { id: claimed.run.id, recoveries: 1 }, fence: 2, body: '{"id":1}' })
    expect(again && (await journal.effectsOf(again.run))).toEqual([anEffect(claimed, { status: 'intended' })])
  })

  it('goes on in the tables after it was settled in the middle', async () => {
    const claimed = await begun('delivery-1')
    await store.runs.get(claimed.run.clientId, claimed.run.id)
    expect(rowsIn('unsettled')).toBe(0)
    await store.journal.commit(anEntry(claimed, { events: [{ kind: 'run-started', version: 1 }], at: later(1) }))
    expect(rowsIn('unsettled')).toBe(1)
    await store.journal.commit(anEntry(claimed, { transition: { status: 'succeeded' }, at: later(2) }))
    expect(rowsIn('unsettled')).toBe(0)
    const { run, events } = await seenIn(await afterKill(), claimed)
    expect(run).toMatchObject({ status: 'succeeded', finishedAt: later(2).toISOString() })
    expect(events.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(['1 run-accepted', '2 run-started'])
  })

  it('is put into the tables when it takes long, without anybody asking', async () => {
    await begun('delivery-1')
    expect(rowsIn('unsettled')).toBe(1)
    await expect.poll(() => rowsIn('unsettled'), { timeout: 5_000 }).toBe(0)
  })

  it('is refused to whoever has no lease of it', async () => {
    const claimed = await begun('delivery-1')
    const ends = anEntry(claimed, { transition: { status: 'succeeded' } })
    expect(await store.journal.commit({ ...ends, fence: 2 })).toBe(false)
    expect(await store.journal.commit({ ...ends, clientId: 'client_b' })).toBe(false)
    expect(await store.journal.commit(ends)).toBe(true)
    expect(await store.journal.commit(ends)).toBe(false)
  })

  it('keeps large payloads beside its rows', async () => {
    const claimed = await begun('delivery-1')
    const output = JSON.stringify('x'.repeat(INLINE_LIMIT + 1))
    await store.journal.commit(anEntry(claimed, { effects: [anEffect(claimed, { status: 'succeeded', output })] }))
    expect(store.database.prepare('SELECT count(*) FROM blobs').pluck().get()).toBe(1)
    expect(await store.journal.effectsOf(claimed.run)).toMatchObject([{ output }])
  })

  it('stands on the desk with its parked record, and is cancelled, as any other', async () => {
    const [parked, cancelled] = [await begun('delivery-1'), await begun('delivery-2')]
    await store.journal.commit(anEntry(parked, { transition: { status: 'parked' } }))
    expect(await store.journal.cancel(cancelled.run.clientId, cancelled.run.id, later(1))).toBe(true)
    expect(await store.journal.commit(anEntry(cancelled, { effects: [anEffect(cancelled, { status: 'intended' })] }))).toBe(false)
    const statuses = [parked, cancelled].map(async ({ run }) => (await store.runs.get(run.clientId, run.id))?.status)
    expect(await Promise.all(statuses)).toEqual(['parked', 'cancelled'])
    expect(await store.journal.effectsOf(cancelled.run)).toEqual([])
  })
})

describe('a transaction that the disk refuses', () => {
  it('leaves what was committed before it, and nothing of its own', async () => {
    const before = await begun('delivery-1')
    const pages = store.database.pragma('page_count', { simple: true })
    store.database.pragma(`max_page_count = ${String(pages)}`)
    const large = '"' + 'x'.repeat(60_000) + '"'
    const refused = await Promise.allSettled([begun('delivery-2'), begun('delivery-3', large), begun('delivery-4', large)])
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    store.database.pragma('max_page_count = 1000000')
    expect(await store.journal.commit(anEntry(before, { transition: { status: 'succeeded' } }))).toBe(true)
    const { items } = await store.runs.list('client_a', { limit: 9 })
    expect(items).toMatchObject([{ id: before.run.id, status: 'succeeded' }])
    // Not stored, hence no duplicate.
    expect(await store.journal.accept(anEvent({ eventKey: 'delivery-2', begin }))).toMatchObject({ duplicate: false })
  })
})

it('any course of runs is the same after a kill as without one', async () => {
  const aStep = record({ run: nat(3), what: constantFrom('intend', 'do', 'note', 'end', 'look', 'wait') })
  let round = 0
  const isTheSame = asyncProperty(array(aStep, { maxLength: 25 }), async (steps) => {
    round++
    const runs = await Promise.all([0, 1, 2, 3].map((n) => begun(`${round}-${n}`)))
    for (const [index, { run: n, what }] of steps.entries()) {
      const claimed = runs[n]
      if (!claimed) continue
      const at = later(index)
      const effect = anEffect(claimed, { status: what === 'do' ? 'succeeded' : 'intended', ...(what === 'do' && { output: '{}' }) })
      if (what === 'look') await store.runs.get(claimed.run.clientId, claimed.run.id)
      else if (what === 'end') await store.journal.commit(anEntry(claimed, { at, transition: { status: 'succeeded' } }))
      else if (what === 'note') await store.journal.commit(anEntry(claimed, { at, events: [{ kind: 'run-started', version: 1 }] }))
      else if (what === 'wait') await store.journal.commit(anEntry(claimed, { at, transition: { status: 'waiting', dueAt: later(99) } }))
      else await store.journal.commit(anEntry(claimed, { at, effects: [effect] }))
    }
    const next = await afterKill()
    for (const claimed of runs) expect(await seenIn(next, claimed)).toEqual(await seenIn(store, claimed))
  })
  await assert(isTheSame, { numRuns: 25 })
}, 120_000)
