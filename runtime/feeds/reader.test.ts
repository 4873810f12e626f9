import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PollPage } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FileConfig, PollConfig } from '#shared/flow/nodes/feeds.ts'
import { newId } from '#shared/ids.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { aFlow, call, openBench, until, type Bench } from '#runtime/engine/engine.testing.ts'
import type { Accepted, NewPage } from '#runtime/engine/ports.ts'
import { createFlowSource } from '#runtime/flow-source.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { createFiles, type ReceiveFile } from './files.ts'
import { createPollRegistry } from './poll-registry.ts'
import { createFeedReader } from './reader.ts'

let sandbox: Sandbox
let bench: Bench
let clock: Date
/** What the vendor has, as pages; a poll without a cursor begins at the first. */
let list: (cursor: number, limit: number) => PollPage
const asked: unknown[] = []

beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  clock = new Date('2026-03-01T10:00:00Z')
  asked.length = 0
})
afterEach(() => bench.close())

const later = (ms: number) => (clock = new Date(clock.getTime() + ms))

/** Records 0 to `count`, in pages; afterwards the last page again and again, as an overlap gives it. */
const numbers =
  (count: number, version = 'v1') =>
  (cursor: number, limit: number): PollPage => {
    const from = Math.min(cursor, Math.max(count - limit, 0))
    const records = Array.from({ length: Math.min(limit, count - from) }, (_, index) => ({
      key: String(from + index),
      version,
      value: { id: from + index, version },
    }))
    return { records, cursor: from + records.length, more: from + records.length < count }
  }

function aReader(
  owner = 'reader-1',
  acceptPage: (page: NewPage) => Promise<readonly Accepted[] | undefined> = (page) => bench.engine.acceptPage(page),
) {
  const { source, flows } = createFlowSource(bench.store.flows)
  return createFeedReader({
    feeds: bench.store.feeds,
    flows,
    source,
    bindings: {
      async poll({ page }) {
        asked.push(page.cursor)
        return list((page.cursor as number | undefined) ?? 0, page.limit)
      },
    },
    acceptPage,
    log: pino({ level: 'silent' }),
    now: () => clock,
    owner,
  })
}

const flowOf = (config: PollConfig | FileConfig): FlowDocument =>
  aFlow({ start: { kind: 'trigger', label: 'Start', config }, post: call() })
const aPoll = (over: Partial<PollConfig> = {}): PollConfig => ({
  type: 'poll',
  slot: 'erp',
  event: 'things',
  every: 60,
  perRecord: true,
  pageSize: 10,
  ...over,
})

async function deployed(config: PollConfig | FileConfig): Promise<string> {
  const flowId = await bench.deploy(flowOf(config))
  const { flows } = bench.store
  const registry = createPollRegistry({
    feeds: bench.store.feeds,
    flows,
    folder: { prepare: async () => undefined },
    nudge: () => undefined,
    now: () => clock,
  })
  const deployment = await flows.activeDeployment(bench.clientId, flowId, 'live')
  if (!deployment) throw new Error('not deployed')
  await registry.deploy(deployment)
  return flowId
}
async function feedOf(flowId: string): Promise<Feed> {
  const [feed] = (await bench.store.feeds.list(bench.clientId, { flowId, limit: 1 })).items
  if (!feed) throw new Error('the flow reads nothing')
  return feed
}
async function allRuns() {
  return (await bench.store.runs.list(bench.clientId, { limit: 200 })).items
}
const settled = () => until(async () => ((await allRuns()).every(({ finishedAt }) => finishedAt !== undefined) ? true : undefined))
const inputs = () => bench.ledger.entries.map(({ input }) => input)
const ids = () => (inputs() as { id: number }[]).map(({ id }) => id).toSorted((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('a poll', () => {
  it('parks what its list has and nobody can read, and tells the source when a page is stored', async () => {
    bench = await openBench(sandbox)
    const told: boolean[] = []
    list = (cursor) => ({
      records: cursor === 0 ? [{ key: '1', value: { id: 1 } }] : [],
      rejected: cursor === 0 ? [{ key: '2', reason: 'Line 2 cannot be read: it is short.', text: 'x' }] : [],
      cursor: 1,
      more: cursor === 0,
      async settle(stored) {
        told.push(stored)
      },
    })
    const flowId = await deployed(aPoll())
    await aReader().look()
    await settled()
    expect(ids()).toEqual([1])
    expect(told).toEqual([true, true])
    expect(await feedOf(flowId)).toMatchObject({ records: 2, rejected: 1 })
    const [exception] = (await bench.store.runs.exceptions(bench.clientId, { limit: 5 })).items
    expect(exception?.error).toMatchObject({ code: 'file-record-invalid', message: 'Line 2 cannot be read: it is short.' })
  })

  it('tells the source when a page could not be stored', async () => {
    bench = await openBench(sandbox)
    const told: boolean[] = []
    list = () => ({ records: [{ key: '1', value: { id: 1 } }], cursor: 1, more: false, settle: async (stored) => void told.push(stored) })
    await deployed(aPoll())
    await aReader('reader-1', () => Promise.reject(new AppError('store-failed'))).look()
    await aReader('reader-2', async () => undefined).look()
    later(60_000)
    await aReader('reader-2', async () => undefined).look()
    expect(told).toEqual([false, false])
  })

  it('starts one run for each record, page after page, and looks again when it is time', async () => {
    bench = await openBench(sandbox)
    list = numbers(25)
    const flowId = await deployed(aPoll())
    const reader = aReader()
    await reader.look()
    await settled()
    expect(ids()).toEqual(upTo(25))
    expect(asked).toEqual([undefined, 10, 20])
    expect(await feedOf(flowId)).toMatchObject({ records: 25, status: 'active', nextAt: '2026-03-01T10:01:00.000Z', failures: 0 })
    later(59_999)
    await reader.look()
    expect(asked).toHaveLength(3)
    later(1)
    list = numbers(27)
    await reader.look()
    await settled()
    expect(asked[3]).toBe(25)
    expect(ids()).toEqual(upTo(27))
  })

  it('takes each version of a record once, however often it is read again', async () => {
    bench = await openBench(sandbox)
    list = numbers(5)
    await deployed(aPoll())
    const reader = aReader()
    for (let look = 0; look < 3; look++) {
      await reader.look()
      later(60_000)
    }
    await settled()
    expect(ids()).toEqual(upTo(5))
    list = numbers(5, 'v2')
    await reader.look()
    await settled()
    expect(inputs()).toHaveLength(10)
  })

  it('gives a page of records to one run, without those that were seen lately', async () => {
    bench = await openBench(sandbox)
    list = numbers(25)
    await deployed(aPoll({ perRecord: false }))
    const reader = aReader()
    await reader.look()
    await settled()
    expect(inputs()).toHaveLength(3)
    later(60_000)
    list = numbers(26)
    await reader.look()
    await settled()
    expect((inputs() as { id: number }[][]).at(-1)).toEqual([{ id: 25, version: 'v1' }])
    expect(
      (inputs() as { id: number }[][])
        .flat()
        .map(({ id }) => id)
        .toSorted((a, b) => a - b),
    ).toEqual(upTo(26))
  })

  it.each(['before', 'after'] as const)(
    'whose reader dies right %s a page is stored goes on with another one, nothing lost, nothing twice',
    async (side) => {
      bench = await openBench(sandbox)
      list = numbers(40)
      const flowId = await deployed(aPoll())
      let pages = 0
      const dying = aReader('reader-1', async (page) => {
        if (++pages < 2) return bench.engine.acceptPage(page)
        if (side === 'after') await bench.engine.acceptPage(page)
        return undefined // as if the process were gone: nobody hears the answer, and the lease stays
      })
      await dying.look()
      const second = aReader('reader-2')
      await second.look()
      expect(await feedOf(flowId)).toMatchObject({ records: side === 'after' ? 20 : 10 })
      later(30_001)
      await second.look()
      await settled()
      expect(ids()).toEqual(upTo(40))
      expect(await allRuns()).toHaveLength(40)
    },
  )

  it('tries a system that fails again, later each time, and says why', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed(aPoll())
    const reader = aReader()
    list = () => {
      throw new AppError('vendor-unavailable', { message: 'The shop is down.' })
    }
    const waits: number[] = []
    for (let look = 0; look < 4; look++) {
      await reader.look()
      const { nextAt, failures, error } = await feedOf(flowId)
      expect({ failures, message: error?.message }).toEqual({ failures: look + 1, message: 'The shop is down.' })
      waits.push(Date.parse(nextAt) - clock.getTime())
      clock = new Date(nextAt)
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000])
    list = numbers(3)
    await reader.look()
    expect(await feedOf(flowId)).toMatchObject({ failures: 0, records: 3 })
  })

  it('pauses while many runs of the flow have not ended, and goes on when they have', async () => {
    bench = await openBench(sandbox, { concurrency: 1 })
    const release = bench.ledger.hold()
    list = numbers(1_000)
    const flowId = await deployed(aPoll({ perRecord: false }))
    const reader = aReader()
    for (let look = 0; look < 3; look++) {
      await reader.look()
      later(1_000)
    }
    const before = await feedOf(flowId)
    expect(before.records).toBe(80)
    release()
    await until(async () => {
      await reader.look()
      later(1_000)
      return (await feedOf(flowId)).records === 1_000 ? true : undefined
    })
    await settled()
    expect((inputs() as unknown[][]).flat()).toHaveLength(1_000)
  })

  it('rests when its flow is not deployed any more', async () => {
    bench = await openBench(sandbox)
    list = numbers(3)
    const flowId = await deployed(aPoll())
    await bench.store.flows.undeploy(bench.clientId, flowId, 'live')
    await aReader().look()
    expect(asked).toEqual([])
    expect(await feedOf(flowId)).toMatchObject({ status: 'stopped' })
  })
})

describe('a file', () => {
  const csv: FileConfig = { type: 'file', format: 'csv', perRecord: true, pageSize: 10 }
  const prices = (count: number) =>
    `id,price\n${upTo(count)
      .map((id) => `${id},${id}.50`)
      .join('\n')}\n`

  async function send(flowId: string, content: string, over: Partial<ReceiveFile> = {}) {
    const { source } = createFlowSource(bench.store.flows)
    const files = createFiles({ feeds: bench.store.feeds, flows: bench.store.flows, source, now: () => clock, nudge: () => undefined })
    async function* body() {
      yield Buffer.from(content)
    }
    const target = { clientId: bench.clientId, flowId, environment: 'live', name: 'prices.csv', again: false } as const
    return files.receive({ ...target, ...over }, body())
  }

  it('starts one run for each record and is done at its end', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed(csv)
    const { file, duplicate } = await send(flowId, prices(25))
    expect(duplicate).toBe(false)
    await aReader().look()
    await settled()
    expect(inputs()).toHaveLength(25)
    expect(await feedOf(flowId)).toMatchObject({ id: file.id, status: 'done', records: 25, rejected: 0, name: 'prices.csv' })
  })

  it('is read once, unless it is asked for again', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed(csv)
    const first = await send(flowId, prices(3))
    await aReader().look()
    expect(await send(flowId, prices(3), { name: 'copy.csv' })).toMatchObject({
      duplicate: true,
      file: { id: first.file.id, name: 'prices.csv' },
    })
    await aReader().look()
    await settled()
    expect(inputs()).toHaveLength(3)
    expect((await send(flowId, prices(3), { again: true })).duplicate).toBe(false)
    await aReader().look()
    await settled()
    expect(await allRuns()).toHaveLength(6)
  })

  it('sends a line that cannot be read to the exception desk, alone and with its number', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed({ ...csv, perRecord: false })
    await send(flowId, 'id,price\n1,1.50\n2\n3,3.50\n')
    await aReader().look()
    await settled()
    expect(inputs()).toEqual([
      [
        { id: '1', price: '1.50' },
        { id: '3', price: '3.50' },
      ],
    ])
    const [exception] = (await bench.store.runs.exceptions(bench.clientId, { limit: 5 })).items
    expect(exception).toMatchObject({
      error: { code: 'file-record-invalid', message: 'Line 3 cannot be read: it has 1 value instead of 2.' },
      input: 'Line 3 cannot be read: it has 1 value instead of 2.\n2',
    })
    expect(await feedOf(flowId)).toMatchObject({ status: 'done', records: 3, rejected: 1 })
  })

  it('that is not of its format is set aside with the reason, and starts nothing', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed({ ...csv, format: 'json-array' })
    await send(flowId, prices(3))
    await aReader().look()
    expect(await feedOf(flowId)).toMatchObject({
      status: 'failed',
      error: { message: 'The file does not begin with "[": it is no JSON list.' },
    })
    expect(await allRuns()).toEqual([])
  })

  it('is refused, and nothing of it stays, where no flow reads files or the sender breaks off', async () => {
    bench = await openBench(sandbox)
    const webhook = await bench.deploy(aFlow({ start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } } }))
    await expect(send(webhook, prices(3))).rejects.toMatchObject({ code: 'not-deployed' })
    await expect(send(newId('flow'), prices(3))).rejects.toMatchObject({ code: 'not-found' })
    const flowId = await deployed(csv)
    await expect(send(flowId, '')).rejects.toMatchObject({ code: 'invalid-request' })
    expect((await bench.store.feeds.list(bench.clientId, { limit: 5 })).items).toEqual([])
  })

  it('waits while its flow is not deployed', async () => {
    bench = await openBench(sandbox)
    const flowId = await deployed(csv)
    await send(flowId, prices(3))
    const before = await bench.store.flows.activeDeployment(bench.clientId, flowId, 'live')
    await bench.store.flows.undeploy(bench.clientId, flowId, 'live')
    await aReader().look()
    expect(await feedOf(flowId)).toMatchObject({ status: 'active', error: { code: 'not-deployed' } })
    if (before) await bench.store.flows.deploy({ ...before, id: newId('dep') })
    later(30_000)
    await aReader().look()
    await settled()
    expect(inputs()).toHaveLength(3)
  })
})
