import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { PollRecord, RejectedRecord } from '#connectors/kit/contract.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { kafka } from './index.ts'
import { messages } from './messages.ts'
import { createKafkaSimulator } from './simulator/index.ts'

const SECRETS = { password: 'kafka-pass-0123456789' }
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: ErrorData) => error,
  )
const cluster = (signIn: string) => {
  const system = simulated({
    connector: kafka,
    createSimulator: createKafkaSimulator,
    config: { servers: ['kafka.harbour-finch.example:9093'], signIn, username: 'till,flow=1', simulator: 'sim' },
    secrets: SECRETS,
  })
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${system.baseUrl()}${path}`, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.ok).toBe(true)
  }
  return {
    ...system,
    post,
    append: (topic: string, partition: number, body: unknown, more = {}) => post('/append', { topic, partition, body, ...more }),
    page: (cursor?: Json, { limit = 100, stored = true, topics = ['orders'], since = new Date(0) } = {}) =>
      messages.poll({ cursor, since, limit, options: { topics, group: 'tillflow-orders' } }, system.context()).then(async (page) => {
        await page.settle?.(stored)
        return { ...page, cursor: JSON.parse(JSON.stringify(page.cursor)) as Json }
      }),
  }
}

describe('sign-in', () => {
  describe.each(['plain', 'scram-sha-256', 'scram-sha-512', 'none'])('%s', (signIn) => {
    const at = cluster(signIn)
    it('works', async () => {
      expect(await at.test()).toEqual({ summary: 'Signed in to kafka.harbour-finch.example:9093; the cluster has 2 brokers.' })
    })
  })
})

describe('messages', () => {
  const at = cluster('scram-sha-256')
  const offsets = async () =>
    Object.fromEntries((await at.records('offsets')).map(({ partition, offset }) => [String(partition as number), offset]))
  const keys = (records: readonly PollRecord[]) => records.map(({ key }) => key)

  it('of all partitions come in their order, once, page by page', async () => {
    for (let n = 0; n < 6; n++) await at.append('orders', n % 3, { n })
    const records: PollRecord[] = []
    let cursor: Json | undefined
    for (let more = true; more;) {
      const page = await at.page(cursor, { limit: 2 })
      records.push(...page.records)
      cursor = page.cursor
      more = page.more
    }
    for (const partition of [0, 1, 2])
      expect(keys(records).filter((key) => key.startsWith(`orders/${partition}/`))).toEqual([
        `orders/${partition}/0`,
        `orders/${partition}/1`,
      ])
    expect(records).toHaveLength(6)
    expect(await offsets()).toEqual({ 0: 2, 1: 2, 2: 2 })
    expect((await at.page(cursor)).records).toEqual([])
  })
  it('are given with key, headers, time and body, whatever that is', async () => {
    at.at('2026-03-01T10:00:00.000Z')
    await at.append('orders', 0, { id: 9007199254740993n.toString() }, { key: 'order-17', headers: { source: 'shop' } })
    await at.append('orders', 0, 'plain text')
    await at.run('publish', { topic: 'orders', key: 'order-17', deletes: true, partition: 0 })
    const { records } = await at.page()
    expect(records[0]?.value).toEqual({
      topic: 'orders',
      partition: 0,
      offset: '0',
      key: 'order-17',
      headers: { source: 'shop' },
      body: { id: '9007199254740993' },
      isDeletion: false,
      timestamp: '2026-03-01T10:00:00.000Z',
    })
    expect(records[1]?.value).toMatchObject({ key: null, body: 'plain text' })
    expect(records[2]?.value).toMatchObject({ key: 'order-17', body: null, isDeletion: true })
  })
  it('are committed to the group only when they are stored', async () => {
    await at.append('orders', 1, { n: 1 })
    const lost = await at.page(undefined, { stored: false })
    expect(lost.records).toHaveLength(1)
    expect(await at.records('offsets')).toEqual([])
    expect(keys((await at.page()).records)).toEqual(keys(lost.records))
    expect(await offsets()).toMatchObject({ 1: 1 })
  })
  it('go on where the group is, for a flow that begins anew', async () => {
    await at.append('orders', 0, { n: 0 })
    await at.page()
    await at.append('orders', 0, { n: 1 })
    expect(keys((await at.page(undefined)).records)).toEqual(['orders/0/1'])
  })
  it('begin at a time, or behind all that is there', async () => {
    at.at('2026-03-01T10:00:00.000Z')
    await at.append('orders', 0, { n: 0 })
    at.at('2026-03-02T10:00:00.000Z')
    await at.append('orders', 0, { n: 1 })
    const page = await at.page(undefined, { since: new Date('2026-03-02T00:00:00Z') })
    expect(keys(page.records)).toEqual(['orders/0/1'])
    await at.append('orders', 2, { n: 2 })
    expect(keys((await at.page(page.cursor, { since: new Date('2026-03-02T00:00:00Z') })).records)).toEqual(['orders/2/0'])
  })
  it('that cannot be read stand on the desk alone', async () => {
    await at.append('orders', 0, { n: 0 })
    await at.post('/poison', { topic: 'orders' })
    await at.append('orders', 0, { n: 2 })
    const page = await at.page()
    expect(keys(page.records)).toEqual(['orders/0/0', 'orders/0/2'])
    expect(page.rejected).toEqual([
      {
        key: 'orders/0/1',
        reason: 'Message 1 of orders/0 cannot be read: its checksum is wrong.',
        text: expect.stringMatching(/^[A-Za-z0-9+/=]+$/),
      },
    ])
    expect((await at.page(page.cursor)).records).toEqual([])
  })
  it('that the broker deleted before they were read are told', async () => {
    await at.append('orders', 0, { n: 0 })
    const first = await at.page()
    for (const n of [1, 2, 3]) await at.append('orders', 0, { n })
    await at.post('/trim', { topic: 'orders', before: 3 })
    const rejected: RejectedRecord[] = []
    const second = await at.page(first.cursor)
    rejected.push(...(second.rejected ?? []))
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^The messages 1 to 2 of orders\/0 were deleted by the broker before they were read/),
    ])
    expect(keys(second.records)).toEqual(['orders/0/3'])
  })
  it('of a group with other members are not taken', async () => {
    await at.append('orders', 0, { n: 0 })
    await at.post('/members', { group: 'tillflow-orders', count: 2 })
    expect(await failure(at.page())).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('2 other consumers are active in the group'),
    })
  })
  it('of a topic that is not there are refused by its name', async () => {
    expect(await failure(at.page(undefined, { topics: ['ordres'] }))).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('(topic ordres): there is no such topic or partition'),
    })
    expect((await at.records('topics')).map(({ name }) => name)).toEqual(['orders', 'stock'])
  })
  it('do not keep one partition waiting for another', async () => {
    for (let n = 0; n < 10; n++) await at.append('orders', 0, { n })
    await at.append('orders', 1, { n: 0 })
    let cursor: Json | undefined
    const found: string[] = []
    for (let pages = 0; pages < 3; pages++) {
      const page = await at.page(cursor, { limit: 1 })
      found.push(...keys(page.records))
      cursor = page.cursor
    }
    expect(found).toContain('orders/1/0')
  })
})

describe('publishing', () => {
  const at = cluster('plain')
  const stored = () => at.records('messages')

  it('keeps messages of one key in one partition, as all clients do', async () => {
    const place = async (key: string) => {
      const { partition } = (await at.run('publish', { topic: 'orders', key, body: {} })) as { partition: number }
      return partition
    }
    // Of Java's default partitioner, for three partitions: toPositive(murmur2(key)) % 3.
    for (const key of ['order-17', 'order-18', 'a']) expect(await place(key)).toBe(await place(key))
    expect(new Set(await Promise.all(Array.from({ length: 20 }, (_, n) => place(`key-${n}`)))).size).toBe(3)
  })
  it('asks again where the answer is lost, and writes one message', async () => {
    await at.post('/lose-answers', { count: 1 })
    expect(await at.run('publish', { topic: 'stock', body: { sku: 'A' } })).toMatchObject({ topic: 'stock', partition: 0, offset: null })
    expect(await stored()).toHaveLength(1)
  })
  it('says that nobody knows where every answer is lost, and sends again what has an id', async () => {
    await at.post('/lose-answers', { count: 3 })
    expect(await failure(at.run('publish', { topic: 'stock', body: {} }))).toMatchObject({
      code: 'outcome-unknown',
      disposition: 'uncertain',
    })
    expect(await stored()).toHaveLength(1)
    await at.post('/lose-answers', { count: 3 })
    expect(await failure(at.run('publish-with-id', { topic: 'stock', body: {} }))).toMatchObject({
      code: 'connection-failed',
      disposition: 'retry',
    })
    const first = (await at.run('publish-with-id', { topic: 'stock', body: {} })) as { messageId: string }
    const { records } = await at.page(undefined, { topics: ['stock'] })
    const ids = records.map(({ value }) => (value as { headers: Record<string, string> }).headers['message-id'])
    expect(ids.filter((id) => id === first.messageId)).toHaveLength(2)
  })
  it('refuses a topic or partition that is not there, and makes none', async () => {
    expect((await failure(at.run('publish', { topic: 'nothing', body: {} }))).code).toBe('vendor-rejected')
    expect((await failure(at.run('publish', { topic: 'stock', partition: 7, body: {} }))).message).toBe(
      'The topic stock has no partition 7; it has 1.',
    )
    expect((await failure(at.run('publish', { topic: 'stock', deletes: true }))).code).toBe('action-input-invalid')
    expect(await stored()).toEqual([])
  })
})
