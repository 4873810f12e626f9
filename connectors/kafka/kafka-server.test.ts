// Against another implementation of the protocol than the simulator's, where one listens: a broker of Apache Kafka or Redpanda, or the mock cluster of
// librdkafka. It needs a topic "orders" with three partitions.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import type { PollRecord } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { kafka } from './index.ts'

const { port, missing } = await realServer('kafka')

describe.skipIf(missing !== undefined)(`Kafka ${missing ?? ''}`, () => {
  const context = (key = 'k') =>
    createActionContext(
      {
        transport: createTransport(),
        baseUrl: () => '',
        isTrusted: () => true,
        gate: openGate,
        signal: AbortSignal.timeout(30_000),
        config: { servers: [`127.0.0.1:${port}`], encryption: 'none' },
        secrets: {},
      },
      { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
    )
  const [publish] = kafka.actions
  const [messages] = kafka.polls
  const group = `tillflow-${process.pid}-${Date.now()}`
  const page = (cursor: Json | undefined, since: Date, limit = 7) =>
    messages.poll({ cursor, since, limit, options: { topics: ['orders'], group } }, context())

  it('gives what was sent, each partition in its order, and goes on where the group is', async () => {
    const since = new Date()
    await kafka.test(context())
    // What others left is passed over.
    let cursor: Json | undefined
    for (let more = true; more;) {
      const part = await page(cursor, since)
      await part.settle?.(true)
      cursor = part.cursor
      more = part.more
    }
    const sent: string[] = []
    for (let n = 0; n < 20; n++) {
      const { partition, offset } = await publish.run(
        { topic: 'orders', key: `order-${n}`, body: { run: group, n }, headers: { n: String(n) } },
        context(`k${n}`),
      )
      sent.push(`orders/${String(partition)}/${String(offset)}`)
    }
    const records: PollRecord[] = []
    for (let more = true; more;) {
      const part = await page(cursor, since)
      expect(part.rejected).toBeUndefined()
      records.push(...part.records)
      await part.settle?.(true)
      cursor = JSON.parse(JSON.stringify(part.cursor)) as Json
      more = part.more
    }
    const ours = records.filter(({ value }) => (value as { body?: { run?: string } }).body?.run === group)
    expect(ours.map(({ key }) => key).toSorted()).toEqual(sent.toSorted())
    for (const partition of [0, 1, 2]) {
      const places = ours
        .map(({ value }) => value as { partition: number; offset: string })
        .filter((value) => value.partition === partition)
      expect(places.map(({ offset }) => BigInt(offset))).toEqual(
        places.map(({ offset }) => BigInt(offset)).toSorted((a, b) => (a < b ? -1 : 1)),
      )
    }
    expect((await page(undefined, since)).records).toEqual([])
  })
})
