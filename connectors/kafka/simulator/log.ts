// Topics and their messages: the simulator's records. Batches are kept as producers sent them, message by message, and given as new ones.
import { createRecordsBatch, readRecordsBatches, Reader } from '@platformatic/kafka'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export interface Stored {
  readonly key?: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const PART = (topic: string, partition: number) => `${topic}/${partition}`

export function openLog(records: SimulatorRecords, now: () => Date) {
  const partitionsOf = (topic: string): number | undefined => records.get('topics', topic)?.['partitions'] as number | undefined
  const list = (topic: string, partition: number) =>
    records.list('messages').filter((one) => one['topic'] === topic && one['partition'] === partition)
  const startOf = (topic: string, partition: number): number =>
    (records.get('_starts', PART(topic, partition))?.['offset'] as number | undefined) ?? 0
  const endOf = (topic: string, partition: number): number =>
    (records.get('_ends', PART(topic, partition))?.['offset'] as number | undefined) ?? 0

  function append(topic: string, partition: number, message: SimulatorRecord): number {
    const offset = endOf(topic, partition)
    records.put('_ends', PART(topic, partition), { offset: offset + 1 })
    records.put('messages', `${PART(topic, partition)}/${offset}`, { topic, partition, offset, timestamp: now().getTime(), ...message })
    return offset
  }

  return {
    topics: () => records.list('topics').map(({ name, partitions }) => ({ name: String(name), partitions: Number(partitions) })),
    partitionsOf,
    startOf,
    endOf,
    append: (topic: string, partition: number, { key = null, body, headers = {} }: Stored) =>
      append(topic, partition, {
        key: key === null ? null : Buffer.from(key).toString('base64'),
        value: body === undefined ? null : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64'),
        headers: Object.entries(headers).map(([name, text]) => [
          Buffer.from(name).toString('base64'),
          Buffer.from(text).toString('base64'),
        ]),
        body: body ?? null,
      }),
    /** As a sender with a compression that nobody knows would. */
    poison: (topic: string, partition: number) => append(topic, partition, { raw: true }),
    /** As retention does. */
    trim: (topic: string, partition: number, before: number) => {
      records.put('_starts', PART(topic, partition), { offset: before })
      for (const { offset } of list(topic, partition))
        if (Number(offset) < before) records.remove('messages', `${PART(topic, partition)}/${String(offset)}`)
    },
    /** Answers the offset of the first message, or `duplicate` for a batch that this producer sent before. */
    write(topic: string, partition: number, bytes: Buffer): number | 'duplicate' {
      return records.atomically(() => {
        let first: number | undefined
        for (const batch of readRecordsBatches(Reader.from(bytes))) {
          const producer = `${batch.producerId} ${PART(topic, partition)}`
          const known = records.get('_producers', producer)
          if (batch.producerId >= 0n && known && Number(known['sequence']) >= batch.firstSequence) return 'duplicate'
          for (const record of batch.records) {
            const offset = append(topic, partition, {
              key: record.key?.toString('base64') ?? null,
              value: record.value?.toString('base64') ?? null,
              headers: record.headers.map(([name, text]) => [name?.toString('base64') ?? '', text?.toString('base64') ?? '']),
              timestamp: Number(batch.firstTimestamp + record.timestampDelta),
              body: record.value?.toString() ?? null,
            })
            first ??= offset
          }
          if (batch.producerId >= 0n) records.put('_producers', producer, { sequence: batch.firstSequence + batch.lastOffsetDelta })
        }
        return first ?? endOf(topic, partition)
      })
    },
    /** Batches from an offset on. */
    read(topic: string, partition: number, from: number, most: number): Buffer {
      const batches: Buffer[] = []
      let size = 0
      for (const message of list(topic, partition).filter(({ offset }) => Number(offset) >= from)) {
        if (size > 0 && size >= most) break
        const batch = batchOf(message)
        batches.push(batch)
        size += batch.length
      }
      return Buffer.concat(batches)
    },
    /** The first message of a time or later. */
    at: (topic: string, partition: number, time: number) => list(topic, partition).find(({ timestamp }) => Number(timestamp) >= time),
  }
}
export type Log = ReturnType<typeof openLog>

function batchOf(message: SimulatorRecord): Buffer {
  const bytes = (text: unknown) => (typeof text === 'string' ? Buffer.from(text, 'base64') : null)
  const batch = createRecordsBatch([
    {
      topic: String(message['topic']),
      value: bytes(message['value']) as Buffer,
      timestamp: BigInt(Number(message['timestamp'])),
      headers: new Map(
        ((message['headers'] ?? []) as [string, string][]).map(([name, text]) => [
          Buffer.from(name, 'base64'),
          Buffer.from(text, 'base64'),
        ]),
      ),
      ...(typeof message['key'] === 'string' && { key: Buffer.from(message['key'], 'base64') }),
    },
  ]).buffer
  batch.writeBigInt64BE(BigInt(Number(message['offset'])), 0)
  // What was changed on its way does not fit its checksum any more.
  if (message['raw'] === true) batch.writeUInt8((batch[batch.length - 1] ?? 0) ^ 0xff, batch.length - 1)
  return batch
}
