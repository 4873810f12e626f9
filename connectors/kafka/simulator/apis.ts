// What the simulated broker answers (https://kafka.apache.org/protocol): the APIs and versions that the connector uses, and those next to them by which
// other clients can read and write.
import { Writer, type Reader } from '@platformatic/kafka'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Log } from './log.ts'

export interface BrokerState {
  readonly log: Log
  readonly records: SimulatorRecords
  /** Where it listens: what it tells clients. */
  readonly port: () => number
}
type Handler = (request: Reader, version: number, state: BrokerState) => Writer | Promise<Writer>

interface Api {
  readonly versions: readonly [least: number, most: number]
  readonly answer: Handler
}

const NODES = [1, 2]
const HOST = '127.0.0.1'
const [OFFSET_OUT_OF_RANGE, UNKNOWN_TOPIC, UNKNOWN_MEMBER, DUPLICATE_SEQUENCE] = [1, 3, 25, 46]
const list = <T>(writer: Writer, items: readonly T[], write: (writer: Writer, item: T) => void): Writer =>
  writer.appendArray([...items], (w, item) => write(w, item), false, false)
const text = (r: Reader) => r.readString(false)
const array = <T>(r: Reader, read: (r: Reader) => T): T[] => r.readNullableArray(read, false, false) ?? []
const leaderOf = (partition: number): number => NODES[partition % NODES.length] ?? 1

export const API_KEYS = { produce: 0, fetch: 1, apiVersions: 18, saslHandshake: 17, saslAuthenticate: 36 } as const

export const APIS: Readonly<Record<number, Api>> = {
  [API_KEYS.produce]: {
    versions: [3, 7],
    answer(r, version, { log }) {
      r.readNullableString(false)
      r.readInt16()
      r.readInt32()
      const topics = array(r, (t) => ({ name: text(t), parts: array(t, (p) => ({ partition: p.readInt32(), bytes: p.readBytes(false) })) }))
      const writer = list(Writer.create(), topics, (w, { name, parts }) =>
        list(w.appendString(name, false), parts, (x, { partition, bytes }) => {
          const isKnown = partition < (log.partitionsOf(name) ?? 0)
          const offset = isKnown ? log.write(name, partition, bytes) : 0
          const error = !isKnown ? UNKNOWN_TOPIC : offset === 'duplicate' ? DUPLICATE_SEQUENCE : 0
          x.appendInt32(partition)
            .appendInt16(error)
            .appendInt64(error === 0 ? BigInt(offset) : -1n)
            .appendInt64(-1n)
          if (version >= 5) x.appendInt64(0n)
        }),
      )
      return writer.appendInt32(0)
    },
  },
  [API_KEYS.fetch]: { versions: [4, 11], answer: fetch },
  2: {
    versions: [1, 5],
    answer(r, version, { log }) {
      r.readInt32()
      if (version >= 2) r.readInt8()
      const topics = array(r, (t) => ({
        name: text(t),
        parts: array(t, (p) => {
          const partition = p.readInt32()
          if (version >= 4) p.readInt32()
          return { partition, time: Number(p.readInt64()) }
        }),
      }))
      const writer = Writer.create()
      if (version >= 2) writer.appendInt32(0)
      return list(writer, topics, (w, { name, parts }) =>
        list(w.appendString(name, false), parts, (x, { partition, time }) => {
          const found = time >= 0 ? log.at(name, partition, time) : undefined
          const offset =
            time === -1 ? log.endOf(name, partition) : time === -2 ? log.startOf(name, partition) : Number(found?.['offset'] ?? -1)
          x.appendInt32(partition)
            .appendInt16(0)
            .appendInt64(BigInt(Number(found?.['timestamp'] ?? -1)))
            .appendInt64(BigInt(offset))
          if (version >= 4) x.appendInt32(-1)
        }),
      )
    },
  },
  3: {
    versions: [0, 4],
    answer(r, version, { log, port }) {
      const asked = r.readNullableArray(text, false, false)
      const known = log.topics()
      const isAll = asked === null || (version === 0 && asked.length === 0)
      const topics = isAll ? known : asked.map((name) => known.find((one) => one.name === name) ?? { name, partitions: undefined })
      const writer = Writer.create()
      if (version >= 3) writer.appendInt32(0)
      list(writer, NODES, (w, node) => {
        w.appendInt32(node).appendString(HOST, false).appendInt32(port())
        if (version >= 1) w.appendString(null, false)
      })
      if (version >= 2) writer.appendString('tillflow-simulator', false)
      if (version >= 1) writer.appendInt32(1)
      return list(writer, topics, (w, { name, partitions }) => {
        w.appendInt16(partitions === undefined ? UNKNOWN_TOPIC : 0).appendString(name, false)
        if (version >= 1) w.appendBoolean(false)
        list(
          w,
          Array.from({ length: partitions ?? 0 }, (_, at) => at),
          (x, partition) => {
            x.appendInt16(0).appendInt32(partition).appendInt32(leaderOf(partition))
            list(
              list(x, NODES, (y, node) => void y.appendInt32(node)),
              NODES,
              (y, node) => void y.appendInt32(node),
            )
          },
        )
      })
    },
  },
  8: {
    versions: [7, 7],
    answer(r, _version, { log, records }) {
      const group = text(r)
      const generation = r.readInt32()
      text(r)
      r.readNullableString(false)
      const topics = array(r, (t) => ({
        name: text(t),
        parts: array(t, (p) => {
          const part = { partition: p.readInt32(), offset: Number(p.readInt64()) }
          p.readInt32()
          p.readNullableString(false)
          return part
        }),
      }))
      const isForeign = generation < 0 && membersOf(records, group) > 0
      return list(Writer.create().appendInt32(0), topics, (w, { name, parts }) =>
        list(w.appendString(name, false), parts, (x, { partition, offset }) => {
          const isKnown = partition < (log.partitionsOf(name) ?? 0)
          if (isKnown && !isForeign) records.put('offsets', `${group} ${name}/${partition}`, { group, topic: name, partition, offset })
          x.appendInt32(partition).appendInt16(isForeign ? UNKNOWN_MEMBER : isKnown ? 0 : UNKNOWN_TOPIC)
        }),
      )
    },
  },
  9: {
    versions: [1, 5],
    answer(r, version, { records }) {
      const group = text(r)
      const topics = array(r, (t) => ({ name: text(t), parts: array(t, (p) => p.readInt32()) }))
      const writer = Writer.create()
      if (version >= 3) writer.appendInt32(0)
      list(writer, topics, (w, { name, parts }) =>
        list(w.appendString(name, false), parts, (x, partition) => {
          const offset = records.get('offsets', `${group} ${name}/${partition}`)?.['offset'] as number | undefined
          x.appendInt32(partition).appendInt64(BigInt(offset ?? -1))
          if (version >= 5) x.appendInt32(-1)
          x.appendString('', false).appendInt16(0)
        }),
      )
      return version >= 2 ? writer.appendInt16(0) : writer
    },
  },
  10: {
    versions: [0, 2],
    answer(_r, version, { port }) {
      const writer = Writer.create()
      if (version >= 1) writer.appendInt32(0)
      writer.appendInt16(0)
      if (version >= 1) writer.appendString(null, false)
      return writer.appendInt32(1).appendString(HOST, false).appendInt32(port())
    },
  },
  15: {
    versions: [3, 3],
    answer: (r, _version, { records }) =>
      list(Writer.create().appendInt32(0), array(r, text), (w, group) => {
        const members = Array.from({ length: membersOf(records, group) }, (_, at) => `member-${at}`)
        w.appendInt16(0)
          .appendString(group, false)
          .appendString(members.length > 0 ? 'Stable' : 'Empty', false)
        w.appendString('consumer', false).appendString('', false)
        list(w, members, (x, member) => {
          x.appendString(member, false).appendString('another', false).appendString('/127.0.0.1', false)
          x.appendBytes(Buffer.alloc(0), false).appendBytes(Buffer.alloc(0), false)
        }).appendInt32(0)
      }),
  },
  [API_KEYS.apiVersions]: { versions: [0, 2], answer: (_r, version) => versions(version, 0) },
  22: {
    versions: [0, 1],
    answer: (_r, _version, { records }) =>
      Writer.create()
        .appendInt32(0)
        .appendInt16(0)
        .appendInt64(BigInt(records.nextId('_producer-ids')))
        .appendInt16(0),
  },
  [API_KEYS.saslHandshake]: { versions: [0, 1], answer: () => Writer.create() },
  [API_KEYS.saslAuthenticate]: { versions: [0, 1], answer: () => Writer.create() },
}

/** A version that is not known is answered in version 0, with the versions that are. */
export function versions(version: number, error: number): Writer {
  const writer = list(Writer.create().appendInt16(error), Object.entries(APIS), (w, [key, api]) => {
    w.appendInt16(Number(key)).appendInt16(api.versions[0]).appendInt16(api.versions[1])
  })
  return version >= 1 && error === 0 ? writer.appendInt32(0) : writer
}

const membersOf = (records: SimulatorRecords, group: string): number =>
  (records.get('members', group)?.['count'] as number | undefined) ?? 0

async function fetch(r: Reader, version: number, { log }: BrokerState): Promise<Writer> {
  r.readInt32()
  const waitMs = r.readInt32()
  r.readInt32()
  r.readInt32()
  r.readInt8()
  if (version >= 7) r.skip(8)
  const topics = array(r, (t) => ({
    name: text(t),
    parts: array(t, (p) => {
      const partition = p.readInt32()
      if (version >= 9) p.readInt32()
      const offset = Number(p.readInt64())
      if (version >= 5) p.readInt64()
      return { partition, offset, most: p.readInt32() }
    }),
  }))
  const hasSome = () => topics.some(({ name, parts }) => parts.some(({ partition, offset }) => offset !== log.endOf(name, partition)))
  for (let waited = 0; !hasSome() && waited < Math.min(waitMs, 1_000); waited += 20) await new Promise((resolve) => setTimeout(resolve, 20))
  const writer = Writer.create().appendInt32(0)
  if (version >= 7) writer.appendInt16(0).appendInt32(0)
  return list(writer, topics, (w, { name, parts }) =>
    list(w.appendString(name, false), parts, (x, { partition, offset, most }) => {
      const [start, end] = [log.startOf(name, partition), log.endOf(name, partition)]
      const isKnown = partition < (log.partitionsOf(name) ?? 0)
      const error = !isKnown ? UNKNOWN_TOPIC : offset < start || offset > end ? OFFSET_OUT_OF_RANGE : 0
      x.appendInt32(partition).appendInt16(error).appendInt64(BigInt(end)).appendInt64(BigInt(end))
      if (version >= 5) x.appendInt64(BigInt(start))
      x.appendArray(null, () => undefined, false, false)
      if (version >= 11) x.appendInt32(-1)
      x.appendBytes(error === 0 ? log.read(name, partition, offset, most) : Buffer.alloc(0), false)
    }),
  )
}
