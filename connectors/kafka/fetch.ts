// Reads from partitions (Fetch, version 11). The library's own reading of the answer fails as a whole where one batch cannot be unpacked; here such a
// batch is told with its offsets, so that one bad sender does not stop everybody. Aborted transactions are left out (KIP-98, read_committed).
import type { RecordsBatch } from '@platformatic/kafka'
import { AppError } from '#shared/errors.ts'
import type { Broker, Kafka } from './cluster.ts'
import { kafkaError } from './errors.ts'

export interface Position {
  readonly topic: string
  readonly partition: number
  /** The first message that is wanted. */
  readonly offset: bigint
}

export interface Message {
  readonly offset: bigint
  readonly timestamp: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [Buffer | null, Buffer | null])[]
}

/** Offsets of messages that cannot be read, the last one included. */
export interface Unreadable {
  readonly from: bigint
  readonly to: bigint
  readonly reason: string
  readonly bytes: Buffer
}

export interface Fetched {
  readonly topic: string
  readonly partition: number
  readonly items: readonly (Message | Unreadable)[]
  /** Behind everything that was read, what is no message included. */
  readonly next: bigint
  /** What was asked for is not there any more, or not yet: where the log begins now. */
  readonly outOfRange?: { readonly logStart: bigint }
}

const FETCH = 1
const VERSION = 11
const OFFSET_OUT_OF_RANGE = 1
const READ_COMMITTED = 1
/** Of all partitions together, and of each: as much as a page can hold with room to spare. The first batch comes even where it is larger. */
const MOST_BYTES = 3_000_000
const MOST_OF_ONE = 1_000_000

interface Part {
  readonly topic: string
  readonly partition: number
  readonly error: number
  readonly logStart: bigint
  readonly aborted: readonly { readonly producerId: bigint; readonly firstOffset: bigint }[]
  readonly bytes: Buffer
}

export async function fetchFrom(
  kafka: Kafka,
  { connection, server }: Broker,
  positions: readonly Position[],
  waitMs: number,
): Promise<readonly Fetched[]> {
  const topics = [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, parts]) => ({
    topicId: topic,
    partitions: parts.map(({ partition, offset }) => ({
      partition,
      currentLeaderEpoch: -1,
      fetchOffset: offset,
      lastFetchedEpoch: -1,
      partitionMaxBytes: MOST_OF_ONE,
    })),
  }))
  const parts = await new Promise<readonly Part[]>((resolve, reject) => {
    connection.send<readonly Part[]>(
      FETCH,
      VERSION,
      () => kafka.fetchV11.createRequest(waitMs, 1, MOST_BYTES, READ_COMMITTED, 0, -1, topics, [], ''),
      (_id, apiKey, apiVersion, reader) => parseParts(kafka, apiKey, apiVersion, reader),
      false,
      false,
      (error, answer) => (error ? reject(kafkaError(error, server)) : resolve(answer ?? [])),
    )
  })
  return parts.map((part) => {
    if (part.error !== 0 && part.error !== OFFSET_OUT_OF_RANGE) {
      const error = new kafka.ResponseError(FETCH, VERSION, { '': [part.error, null] }, {})
      throw kafkaError(error, server, { what: `${part.topic}/${part.partition}` })
    }
    const wanted = positions.find(({ topic, partition }) => topic === part.topic && partition === part.partition)?.offset ?? 0n
    const { topic, partition } = part
    if (part.error === OFFSET_OUT_OF_RANGE) return { topic, partition, items: [], next: wanted, outOfRange: { logStart: part.logStart } }
    return { topic, partition, ...readLog(kafka, part, wanted) }
  })
}

function parseParts(kafka: Kafka, apiKey: number, apiVersion: number, reader: InstanceType<Kafka['Reader']>): readonly Part[] {
  reader.readInt32()
  const error = reader.readInt16()
  if (error !== 0) throw new kafka.ResponseError(apiKey, apiVersion, { '': [error, null] }, {})
  reader.readInt32()
  return reader
    .readArray(
      (r) => {
        const topic = r.readString(false)
        return r.readArray(
          (p): Part => {
            const [partition, code] = [p.readInt32(), p.readInt16()]
            p.readInt64()
            p.readInt64()
            const logStart = p.readInt64()
            const aborted = p.readNullableArray((a) => ({ producerId: a.readInt64(), firstOffset: a.readInt64() }), false, false) ?? []
            p.readInt32()
            return { topic, partition, error: code, logStart, aborted, bytes: p.readNullableBytes(false) ?? Buffer.alloc(0) }
          },
          false,
          false,
        )
      },
      false,
      false,
    )
    .flat()
}

/** Bytes of a batch before its length counts, and up to the number of its last message: RecordBatch, magic 2. */
const HEAD = 12
const LEAST = 61

function readLog(kafka: Kafka, { bytes, aborted }: Part, wanted: bigint): Pick<Fetched, 'items' | 'next'> {
  const items: (Message | Unreadable)[] = []
  const ahead = [...aborted].toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1))
  const undone = new Set<bigint>()
  let next = wanted
  // The last batch of an answer may be cut off.
  for (let at = 0; bytes.length - at >= LEAST;) {
    const size = HEAD + bytes.readInt32BE(at + 8)
    if (size < LEAST)
      throw new AppError('vendor-answer-invalid', {
        message: 'The broker sent messages in a form older than Kafka 0.11, which is not read.',
      })
    if (bytes.length - at < size) break
    const part = bytes.subarray(at, at + size)
    at += size
    const firstOffset = part.readBigInt64BE(0)
    const last = firstOffset + BigInt(part.readInt32BE(23))
    if (last < wanted) continue
    next = last + 1n
    const read = readBatch(kafka, part)
    if ('reason' in read) {
      items.push({ from: firstOffset < wanted ? wanted : firstOffset, to: last, reason: read.reason, bytes: part })
      continue
    }
    for (let first = ahead[0]; first && first.firstOffset <= last; first = ahead[0]) {
      undone.add(first.producerId)
      ahead.shift()
    }
    if ((read.attributes & kafka.IS_CONTROL) !== 0) {
      // The marker that ends a transaction that was undone.
      if (isAbort(read)) undone.delete(read.producerId)
      continue
    }
    if ((read.attributes & kafka.IS_TRANSACTIONAL) !== 0 && undone.has(read.producerId)) continue
    for (const record of read.records) {
      const offset = firstOffset + BigInt(record.offsetDelta)
      if (offset < wanted) continue
      const { key, value, headers } = record
      items.push({ offset, timestamp: timestampOf(read, record.timestampDelta), key, value, headers })
    }
  }
  return { items, next }
}

function readBatch(kafka: Kafka, part: Buffer): RecordsBatch | { readonly reason: string } {
  if (part.readInt8(16) !== 2) return { reason: `it is of form ${part.readInt8(16)}, and only 2 is known` }
  // The checksum covers what stands behind it.
  if (kafka.crc32c(part.subarray(21)) !== part.readUInt32BE(17)) return { reason: 'its checksum is wrong' }
  try {
    return kafka.readRecordsBatch(kafka.Reader.from(part))
  } catch (error) {
    return { reason: error instanceof Error ? error.message.replace(/\.$/, '') : 'it cannot be unpacked' }
  }
}

const LOG_APPEND_TIME = 0b1000
const timestampOf = (batch: RecordsBatch, delta: bigint): bigint =>
  (batch.attributes & LOG_APPEND_TIME) !== 0 ? batch.maxTimestamp : batch.firstTimestamp + delta

/** Key of a control record: version, then 0 for abort. */
const isAbort = ({ records: [marker] }: RecordsBatch): boolean => marker?.key?.length === 4 && marker.key.readInt16BE(2) === 0
