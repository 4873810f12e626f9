// The lookup inbox over a real engine: records park for a key, it is mapped once, and they go on.
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LookupTable } from '#shared/model/connections.ts'
import { createAudit } from '../audit/audit.ts'
import { aFlow, call, manual, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createBulkReplays } from '../exceptions/bulk-replays.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createLookupInbox } from './lookup-inbox.ts'
import { createLookupTables } from './lookup-tables.ts'

let sandbox: Sandbox
let bench: Bench
const by = { actor: 'ana@example.com', partnerId: 'part_test' }
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

async function arranged() {
  bench = await openBench(sandbox)
  const { store, engine, clientId } = bench
  const audit = createAudit({ store: store.audit })
  const tables = createLookupTables({ store: bench.lookups, audit })
  const jobs = createBulkReplays({
    bulkReplays: store.bulkReplays,
    runs: store.runs,
    flows: store.flows,
    backlog: store.feeds.backlog,
    engine,
    alone: store.alone,
    audit,
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  })
  const table: LookupTable = await tables.create(by, clientId, {
    name: 'tenders',
    label: 'Tenders',
    environment: 'live',
    rows: [{ key: 'cash', value: 'CSH' }],
  })
  const rule = { kind: 'lookup' as const, table: 'tenders', key: 'gateway', onMissing: 'reject' as const }
  const map = { kind: 'map' as const, label: 'Map', config: { rows: [{ target: 'journal', rule }] } }
  const flow = await bench.deploy(aFlow({ start: manual, map, post: call() }))
  const inbox = createLookupInbox({ tables, store: bench.lookups, runs: store.runs, bulkReplays: jobs })
  const park = async (...gateways: (string | null)[]) => {
    for (const gateway of gateways) await bench.settled(await bench.start(flow, { gateway }))
  }
  const settledReplays = (count: number) =>
    until(async () => {
      await jobs.look()
      return bench.ledger.entries.length >= count ? bench.ledger.entries : undefined
    }, 30_000)
  return { clientId, tables, table, inbox, flow, park, jobs, settledReplays }
}

describe('the lookup inbox', () => {
  it('collects keys with the records that wait, and lets them go on when the key is mapped', async () => {
    const { clientId, tables, inbox, flow, park, settledReplays } = await arranged()
    await park('klarna', 'paypal', 'klarna', 'cash', null)
    expect(await inbox.list(clientId)).toMatchObject([
      { environment: 'live', table: 'tenders', tableLabel: 'Tenders', key: 'klarna', records: 2, flowIds: [flow], mapped: false },
      { key: 'paypal', records: 1, mapped: false },
    ])
    expect(await inbox.list(clientId, 'test')).toEqual([])

    const mapped = await inbox.map(by, clientId, {
      environment: 'live',
      table: 'tenders',
      key: 'klarna',
      value: 'KLA',
      note: 'New in March',
    })
    expect(mapped).toMatchObject({ table: { revision: 2 }, bulk: { total: 2, filter: { lookupTable: 'tenders', lookupKey: 'klarna' } } })
    const sent = await settledReplays(3)
    expect(sent.map(({ input }) => input)).toEqual([{ journal: 'CSH' }, { journal: 'KLA' }, { journal: 'KLA' }])
    expect(await inbox.list(clientId)).toMatchObject([{ key: 'paypal', records: 1 }])
    expect((await tables.get(clientId, 'live', 'tenders')).rows).toEqual([
      { key: 'cash', value: 'CSH' },
      { key: 'klarna', value: 'KLA', note: 'New in March' },
    ])
  })

  it('lets records go on for a key that came into the table another way', async () => {
    const { clientId, tables, inbox, park, settledReplays } = await arranged()
    await park('klarna')
    await expect(inbox.release(by, clientId, { environment: 'live', table: 'tenders', key: 'klarna' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await tables.save(by, clientId, 'live', 'tenders', { rows: [{ key: 'klarna', value: 'KLA' }], revision: 1 })
    expect(await inbox.list(clientId)).toMatchObject([{ key: 'klarna', mapped: true }])
    expect(await inbox.release(by, clientId, { environment: 'live', table: 'tenders', key: 'klarna' })).toMatchObject({
      bulk: { total: 1 },
    })
    expect((await settledReplays(1))[0]?.input).toEqual({ journal: 'KLA' })
  })

  it('keeps what others put into the table at the same time', async () => {
    const { clientId, tables, inbox } = await arranged()
    const map = (key: string) => inbox.map(by, clientId, { environment: 'live', table: 'tenders', key, value: key.toUpperCase() })
    await Promise.all(['a', 'b', 'c'].map(map))
    expect((await tables.get(clientId, 'live', 'tenders')).rows.map(({ key }) => key).toSorted()).toEqual(['a', 'b', 'c', 'cash'])
  })

  it('maps a key once: the same value again changes nothing, another one is refused', async () => {
    const { clientId, inbox } = await arranged()
    const map = (value: string) => inbox.map(by, clientId, { environment: 'live', table: 'tenders', key: 'cash', value })
    expect(await map('CSH')).toMatchObject({ table: { revision: 1 } })
    await expect(map('BNK')).rejects.toMatchObject({ code: 'conflict' })
    await expect(inbox.map(by, clientId, { environment: 'live', table: 'none', key: 'k', value: 1 })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
