// Where reading begins: behind what a flow stored, behind what its group committed, or at a time.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Broker, Cluster, Topic } from './cluster.ts'
import { kafkaError } from './errors.ts'
import type { Position } from './fetch.ts'

const DESCRIBE_GROUPS = 15
const LATEST = -1n
const READ_COMMITTED = 1

export interface Partition {
  readonly topic: string
  readonly partition: number
  readonly leader: number
}

/** In the order of topics and their partitions. */
export const partitionsOf = (topics: readonly Topic[]): readonly Partition[] =>
  topics
    .flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, leaderId }) => ({ topic: name, partition: partitionIndex, leader: leaderId })),
    )
    .toSorted((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))

const byTopic = (partitions: readonly Partition[]) => [...Map.groupBy(partitions, ({ topic }) => topic)]

/**
 * A flow is the only reader of its group, and takes all partitions: the runtime sees to it that one worker at a time looks. Where other consumers are
 * members of the group, the broker would refuse its offsets; throws `vendor-rejected`.
 */
export async function refuseForeignMembers({ kafka }: Cluster, { connection, server, speaks }: Broker, group: string): Promise<void> {
  if (!speaks(DESCRIBE_GROUPS, 3)) return
  const { groups } = await kafka.describeGroupsV3.api.async(connection, [group], false).catch((error: unknown) => {
    throw kafkaError(error, server, { what: `group ${group}` })
  })
  const members = groups.flatMap((one) => one.members)
  if (members.length === 0) return
  throw new AppError('vendor-rejected', {
    message: say`${server.host}: ${members.length} other ${members.length === 1 ? 'consumer is' : 'consumers are'} active in the group ${group}.`,
    fix: 'Give the flow a group of its own.',
    details: { group, members: members.length },
  })
}

export async function committed(
  { kafka }: Cluster,
  { connection, server }: Broker,
  group: string,
  partitions: readonly Partition[],
): Promise<ReadonlyMap<string, bigint>> {
  const topics = byTopic(partitions).map(([name, parts]) => ({ name, partitionIndexes: parts.map(({ partition }) => partition) }))
  const answer = await kafka.offsetFetchV5.api.async(connection, [{ groupId: group, topics }], false).catch((error: unknown) => {
    throw kafkaError(error, server, { what: `group ${group}` })
  })
  const found = answer.topics.flatMap(({ name, partitions: parts }) =>
    parts.map(({ partitionIndex, committedOffset }) => [nameOf(name, partitionIndex), committedOffset] as const),
  )
  return new Map(found.filter(([, offset]) => offset >= 0n))
}

/** The first message of this time or later; the end where there is none. */
export async function offsetsAt(cluster: Cluster, partitions: readonly Partition[], since: Date): Promise<ReadonlyMap<string, bigint>> {
  const found = new Map<string, bigint>()
  for (const [leader, led] of Map.groupBy(partitions, (one) => one.leader)) {
    const { connection, server } = await cluster.broker(leader)
    const ask = async (wanted: readonly Partition[], timestamp: bigint) => {
      const topics = byTopic(wanted).map(([name, parts]) => ({
        name,
        partitions: parts.map(({ partition }) => ({ partitionIndex: partition, currentLeaderEpoch: -1, timestamp })),
      }))
      const answer = await cluster.kafka.listOffsetsV2.api.async(connection, -1, READ_COMMITTED, topics).catch((error: unknown) => {
        throw kafkaError(error, server, { what: topics.map(({ name }) => name).join(', ') })
      })
      for (const { name, partitions: parts } of answer.topics)
        for (const part of parts) if (part.offset >= 0n) found.set(nameOf(name, part.partitionIndex), part.offset)
    }
    await ask(led, BigInt(since.getTime()))
    const without = led.filter(({ topic, partition }) => !found.has(nameOf(topic, partition)))
    if (without.length > 0) await ask(without, LATEST)
  }
  return found
}

/** Tells the group how far the flow is. As a reader without membership: generation -1, no member. */
export async function commit(
  { kafka }: Cluster,
  { connection, server }: Broker,
  group: string,
  positions: readonly Position[],
): Promise<void> {
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([name, parts]) => ({
    name,
    partitions: parts.map(({ partition, offset }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: -1,
      committedMetadata: '',
    })),
  }))
  await kafka.offsetCommitV7.api.async(connection, group, -1, '', null, topics).catch((error: unknown) => {
    throw kafkaError(error, server, { what: `group ${group}` })
  })
}

export const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`
