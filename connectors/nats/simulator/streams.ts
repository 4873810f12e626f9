// Streams of the simulated JetStream: which subjects they take, their messages by number, and the ids they have seen. All of it are records.
import type { Json } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { headerOf, matches, type Message } from './protocol.ts'

/** An error of JetStream's API: an HTTP-like status, NATS' own number, a sentence. */
export class Refusal extends Error {
  readonly code: number
  readonly number: number
  constructor(code: number, number: number, description: string) {
    super(description)
    this.code = code
    this.number = number
  }
}

export interface Stored extends Message {
  readonly stream: string
  readonly sequence: number
  /** ISO. */
  readonly time: string
}

/** Two minutes, where nobody said otherwise. */
const WINDOW_NS = 120_000_000_000
const NAME = /^[^\s.*>/\\]{1,255}$/

export function createStreams(records: SimulatorRecords, now: () => Date) {
  const need = (name: string): SimulatorRecord => {
    const found = records.get('streams', name)
    if (!found) throw new Refusal(404, 10_059, 'stream not found')
    return found
  }
  const messagesOf = (stream: string) => records.list('messages').filter((message) => message['stream'] === stream)
  const subjectsOf = (stream: SimulatorRecord) => (stream['subjects'] as readonly string[] | undefined) ?? []
  const takerOf = (subject: string) => records.list('streams').find((stream) => subjectsOf(stream).some((one) => matches(one, subject)))

  function remove(name: string, kept: (message: SimulatorRecord) => boolean): number {
    const gone = messagesOf(name).filter((message) => !kept(message))
    for (const { sequence } of gone) records.remove('messages', `${name}/${String(sequence)}`)
    return gone.length
  }

  /** An id that came within the window is the message that came with it. */
  function known(stream: SimulatorRecord, id: string | undefined): number | undefined {
    if (id === undefined) return undefined
    const window = Number(stream['window']) / 1_000_000
    const since = new Date(now().getTime() - window).toISOString()
    const found = messagesOf(String(stream['name'])).find((message) => message['id'] === id && String(message['time']) >= since)
    return found && Number(found['sequence'])
  }

  return {
    need,
    create(name: string, config: Readonly<Record<string, Json>>): void {
      if (!NAME.test(name)) throw new Refusal(400, 10_003, 'bad request')
      const subjects =
        Array.isArray(config['subjects']) && config['subjects'].length > 0 ? (config['subjects'] as readonly string[]) : [name]
      const found = records.get('streams', name)
      if (found && JSON.stringify(found['subjects']) !== JSON.stringify(subjects))
        throw new Refusal(400, 10_058, 'stream name already in use with a different configuration')
      const others = records.list('streams').filter((stream) => stream['name'] !== name)
      if (others.some((stream) => subjectsOf(stream).some((one) => subjects.some((own) => matches(one, own) || matches(own, one)))))
        throw new Refusal(400, 10_065, 'subjects overlap with an existing stream')
      if (found) return
      const window = Number(config['duplicate_window'] ?? 0) || WINDOW_NS
      records.put('streams', name, { name, subjects, window, config, last: 0, created: now().toISOString() })
    },
    remove(name: string): void {
      need(name)
      remove(name, () => false)
      records.remove('streams', name)
    },
    purge(name: string): number {
      need(name)
      return remove(name, () => false)
    },
    names: () => records.list('streams').map(({ name }) => String(name)),
    /** The stream that takes the subject. */
    takerOf: (subject: string) => {
      const name = takerOf(subject)?.['name']
      return typeof name === 'string' ? name : undefined
    },
    /** Stores a message, unless its id is known. Durable when it returns. */
    store(message: Message): { readonly stream: string; readonly sequence: number; readonly isDuplicate: boolean } | undefined {
      const stream = takerOf(message.subject)
      if (!stream) return undefined
      const name = String(stream['name'])
      const wanted = headerOf(message.headers, 'Nats-Expected-Stream')
      if (wanted !== undefined && wanted !== name) throw new Refusal(400, 10_060, 'expected stream does not match')
      const id = headerOf(message.headers, 'Nats-Msg-Id')
      const before = known(stream, id)
      if (before !== undefined) return { stream: name, sequence: before, isDuplicate: true }
      const sequence = Number(stream['last']) + 1
      const { subject, headers, data } = message
      records.atomically(() => {
        records.put('streams', name, { ...stream, last: sequence })
        records.put('messages', `${name}/${sequence}`, {
          stream: name,
          sequence,
          subject,
          time: now().toISOString(),
          body: data.toString('utf8'),
          base64: data.toString('base64'),
          ...(headers && { headers: headers.toString('base64') }),
          ...(id !== undefined && { id }),
        })
      })
      return { stream: name, sequence, isDuplicate: false }
    },
    /** Those behind a number, in their order. */
    after: (stream: string, sequence: number): readonly Stored[] =>
      messagesOf(stream)
        .filter((message) => Number(message['sequence']) > sequence)
        .map(storedOf),
    at(stream: string, sequence: number): Stored | undefined {
      const found = records.get('messages', `${stream}/${sequence}`)
      return found && storedOf(found)
    },
    info(name: string): Readonly<Record<string, Json>> {
      const { config, created, last, subjects, window } = need(name)
      const all = messagesOf(name)
      const [first] = all
      return {
        config: {
          retention: 'limits',
          storage: 'file',
          max_consumers: -1,
          num_replicas: 1,
          ...(config as object),
          name,
          subjects,
          duplicate_window: window,
        } as Json,
        created: String(created),
        state: {
          messages: all.length,
          bytes: all.reduce((sum, message) => sum + Buffer.byteLength(String(message['body'])), 0),
          first_seq: first === undefined ? Number(last) + 1 : Number(first['sequence']),
          last_seq: Number(last),
          consumer_count: records.list('consumers').filter((consumer) => consumer['stream'] === name).length,
        },
      }
    },
  }
}

export type Streams = ReturnType<typeof createStreams>

const storedOf = ({ stream, sequence, subject, time, base64, headers }: SimulatorRecord): Stored => ({
  stream: String(stream),
  sequence: Number(sequence),
  subject: String(subject),
  time: String(time),
  data: Buffer.from(String(base64), 'base64'),
  ...(typeof headers === 'string' && { headers: Buffer.from(headers, 'base64') }),
})
