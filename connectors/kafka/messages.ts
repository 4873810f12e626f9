// Messages of topics. How far a flow is stands with what it stored, in one commit; the group at the broker is told afterwards, for those who watch it
// and for a flow that begins anew. All partitions are read, each in its order.
import { Type, type Static } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import type { PollRecord, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { Body, readBody } from '#connectors/kit/messages/payload.ts'
import { settleOnce } from '#connectors/kit/messages/settling.ts'
import { openCluster, type Cluster } from './cluster.ts'
import { fetchFrom, type Fetched, type Message, type Position, type Unreadable } from './fetch.ts'
import { commit, committed, nameOf, offsetsAt, partitionsOf, refuseForeignMembers, type Partition } from './offsets.ts'

export const TOPIC = '^[a-zA-Z0-9._-]{1,249}$'
const Options = Type.Object(
  {
    topics: Type.Array(Type.String({ pattern: TOPIC }), { title: 'Topics', minItems: 1, maxItems: 50, uniqueItems: true }),
    group: Type.String({
      title: 'Consumer group',
      description: 'Of this flow alone, such as tillflow-orders. Where it has committed offsets, a new flow goes on there.',
      minLength: 1,
      maxLength: 249,
    }),
  },
  { additionalProperties: false },
)

/** How long brokers wait for a first message. */
const WAIT_MS = 500
/** A page that nobody settles is not told to the group; the flow knows itself how far it is. */
const SETTLE_MS = 110_000
/** Of what cannot be read, so much is shown. */
const MOST_SHOWN = 20_000

interface Cursor {
  /** By topic and partition, the first message that was not stored yet: decimal text. */
  readonly offsets: Readonly<Record<string, string>>
  /** Pages read: another partition is the first of each, so that none waits for ever. */
  readonly turn: number
}

export const messages = {
  kind: 'poll',
  id: 'messages',
  label: 'Messages of topics',
  description:
    'Takes messages of topics, each partition in its order; each message starts a run once. The offsets of the consumer group are committed when the messages are stored.',
  options: Options,
  output: Type.Object({
    topic: Type.String({ title: 'Topic' }),
    partition: Type.Integer({ title: 'Partition' }),
    offset: Type.String({ title: 'Offset', description: 'Of the message in its partition.' }),
    key: Type.Union([Type.String(), Type.Null()], { title: 'Key', description: 'As text; Base64 for what is no text.' }),
    headers: Type.Record(Type.String(), Type.String(), { title: 'Headers' }),
    body: Body,
    isDeletion: Type.Boolean({ title: 'Deletion', description: 'A message without a value: what had this key is gone.' }),
    timestamp: Type.String({ title: 'Time', description: 'Of the message, ISO.' }),
  }),
  example: {
    topic: 'orders',
    partition: 2,
    offset: '1042',
    key: 'order-17',
    headers: { source: 'shop' },
    body: { id: 17, event: 'order.created' },
    isDeletion: false,
    timestamp: '2026-03-01T10:00:00.000Z',
  },
  poll({ cursor, since, limit, options }, context) {
    const { topics, group } = options as Static<typeof Options>
    return context.network.session(async () => {
      const cluster = await openCluster(context)
      let kept = false
      try {
        const before = readCursor(cursor)
        const coordinator = await cluster.coordinatorOf(group)
        await refuseForeignMembers(cluster, coordinator, group)
        const partitions = partitionsOf(await cluster.topics(topics))
        const positions = await positionsOf(partitions, before, async (unknown) => ({
          ...Object.fromEntries(await offsetsAt(cluster, unknown, since)),
          ...Object.fromEntries(await committed(cluster, coordinator, group, unknown)),
        }))
        const page = await readPage(cluster, turned(partitions, before.turn), positions, limit)
        const next: Cursor = {
          offsets: Object.fromEntries([...page.positions].map(([name, offset]) => [name, offset.toString()])),
          turn: (before.turn + 1) % 1_000_000,
        }
        const moved = partitions.flatMap(({ topic, partition }): readonly Position[] => {
          const offset = page.positions.get(nameOf(topic, partition))
          return offset === undefined || offset === positions.get(nameOf(topic, partition)) ? [] : [{ topic, partition, offset }]
        })
        kept = moved.length > 0
        const settle = settleOnce(SETTLE_MS, async (stored) => {
          // The flow goes on from its own cursor: a commit that fails is made good by the next one.
          if (stored) await commit(cluster, coordinator, group, moved).catch(() => undefined)
          cluster.close()
        })
        const { records, rejected, more } = page
        return { records, ...(rejected.length > 0 && { rejected }), cursor: next as unknown as Json, more, ...(kept && { settle }) }
      } finally {
        if (!kept) cluster.close()
      }
    })
  },
} as const satisfies PollTrigger

function readCursor(cursor: Json | undefined): Cursor {
  return isRecord(cursor) ? (cursor as unknown as Cursor) : { offsets: {}, turn: 0 }
}

async function positionsOf(
  partitions: readonly Partition[],
  { offsets }: Cursor,
  begin: (unknown: readonly Partition[]) => Promise<Readonly<Record<string, bigint>>>,
): Promise<ReadonlyMap<string, bigint>> {
  const unknown = partitions.filter(({ topic, partition }) => offsets[nameOf(topic, partition)] === undefined)
  const begun = unknown.length > 0 ? await begin(unknown) : {}
  return new Map(
    partitions.map(({ topic, partition }) => {
      const name = nameOf(topic, partition)
      const stored = offsets[name]
      return [name, stored === undefined ? (begun[name] ?? 0n) : BigInt(stored)]
    }),
  )
}

const turned = <T>(list: readonly T[], turn: number): readonly T[] =>
  list.length === 0 ? list : [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)]

interface Page {
  readonly records: readonly PollRecord[]
  readonly rejected: readonly RejectedRecord[]
  readonly positions: ReadonlyMap<string, bigint>
  readonly more: boolean
}

async function readPage(
  cluster: Cluster,
  partitions: readonly Partition[],
  from: ReadonlyMap<string, bigint>,
  limit: number,
): Promise<Page> {
  const positions = new Map(from)
  const records: PollRecord[] = []
  const rejected: RejectedRecord[] = []
  let more = true
  for (let round = 0; records.length + rejected.length < limit; round++) {
    let found = false
    for (const [leader, led] of Map.groupBy(partitions, (one) => one.leader)) {
      const asked = led.map(({ topic, partition }) => ({ topic, partition, offset: positions.get(nameOf(topic, partition)) ?? 0n }))
      // Only the first look waits: what comes meanwhile is for the next page.
      for (const part of await fetchFrom(cluster.kafka, await cluster.broker(leader), asked, round === 0 ? WAIT_MS : 0)) {
        const before = positions.get(nameOf(part.topic, part.partition)) ?? 0n
        const after = take(part, before, limit - records.length - rejected.length, records, rejected)
        positions.set(nameOf(part.topic, part.partition), after)
        found ||= after !== before
      }
    }
    if (!found) {
      more = false
      break
    }
  }
  return { records, rejected, positions, more }
}

/** As many as there is room for; answers where to go on. */
function take(part: Fetched, before: bigint, room: number, records: PollRecord[], rejected: RejectedRecord[]): bigint {
  const { topic, partition, items, next, outOfRange } = part
  const place = nameOf(topic, partition)
  if (outOfRange) {
    const { logStart } = outOfRange
    // The log ends before what is wanted: the topic was made anew, and is read from its beginning.
    const isGone = logStart > before
    const reason = isGone
      ? `The messages ${before} to ${logStart - 1n} of ${place} were deleted by the broker before they were read: the topic keeps them too short a time.`
      : `${place} ends before message ${before}: it was deleted and made anew, or lost messages. It is read from its beginning.`
    rejected.push({
      key: `${place}/gap/${before}`,
      reason,
      text: JSON.stringify({ topic, partition, from: String(before), to: String(logStart) }),
    })
    return logStart
  }
  for (const [index, item] of items.entries()) {
    if (index >= room) return 'offset' in item ? item.offset : item.from
    if ('offset' in item) records.push(toRecord(topic, partition, item))
    else rejected.push(toRejected(place, item))
  }
  return next
}

function toRecord(topic: string, partition: number, { offset, timestamp, key, value, headers }: Message): PollRecord {
  return {
    key: `${topic}/${partition}/${offset}`,
    // Numbers begin anew where a topic is deleted and made again; times do not.
    version: String(timestamp),
    value: {
      topic,
      partition,
      offset: offset.toString(),
      key: key === null ? null : textOf(key),
      headers: Object.fromEntries(
        headers.flatMap(([name, text]) => (name === null || text === null ? [] : [[textOf(name), textOf(text)]])),
      ),
      body: value === null ? null : readBody(value),
      isDeletion: value === null,
      timestamp: new Date(Number(timestamp)).toISOString(),
    },
  }
}

function toRejected(place: string, { from, to, reason, bytes }: Unreadable): RejectedRecord {
  const which = from === to ? `Message ${from}` : `Messages ${from} to ${to}`
  return {
    key: `${place}/${from}`,
    reason: `${which} of ${place} cannot be read: ${reason}.`,
    text: bytes.subarray(0, MOST_SHOWN).toString('base64'),
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('base64')
  }
}
