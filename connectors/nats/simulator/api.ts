// JetStream's API of the simulated server: subjects such as `$JS.API.STREAM.INFO.ORDERS` with JSON in both directions, acknowledgements on `$JS.ACK.…`, and
// streams that keep what is published on their subjects.
import { isRecord, type Json } from '#shared/json.ts'
import type { Consumers } from './consumers.ts'
import type { Hub } from './hub.ts'
import { json, textOf, type Message } from './protocol.ts'
import { Refusal, type Streams } from './streams.ts'

const API = '$JS.API.'
const ACK = '$JS.ACK.'
const TYPE = 'io.nats.jetstream.api.v1.'
type Members = Readonly<Record<string, Json>>

/** Answers whether somebody took the message; what is no business of JetStream is nobody's here. */
export function createApi(streams: Streams, consumers: Consumers, hub: () => Hub, losesAnswer: () => boolean) {
  const answer = ({ reply }: Message, value: Members) => reply !== undefined && hub().publish({ subject: reply, data: json(value) })
  const refusal = (error: unknown): Members => {
    if (!(error instanceof Refusal)) throw error
    return { error: { code: error.code, err_code: error.number, description: error.message } }
  }
  const success = { success: true }
  const listed = (name: string, items: readonly Json[]): Members => ({ total: items.length, offset: 0, limit: 1_024, [name]: [...items] })

  /** By the words of the subject behind the prefix. */
  function run(
    [area = '', verb = '', stream = '', name = '', ...more]: readonly string[],
    wish: Members,
  ): { readonly type: string; readonly body: Members } {
    const config = isRecord(wish['config']) ? (wish['config'] as Members) : {}
    switch (`${area}.${verb}`) {
      case 'INFO.': {
        const names = streams.names()
        const held = names.flatMap((one) => consumers.names(one)).length
        const limits = { max_memory: -1, max_storage: -1, max_streams: -1, max_consumers: -1 }
        return {
          type: 'account_info',
          body: { memory: 0, storage: 0, streams: names.length, consumers: held, limits, api: { total: 0, errors: 0 } },
        }
      }
      case 'STREAM.CREATE':
        streams.create(stream, wish)
        return { type: 'stream_create', body: streams.info(stream) }
      case 'STREAM.INFO':
        return { type: 'stream_info', body: streams.info(stream) }
      case 'STREAM.DELETE':
        for (const one of consumers.names(stream)) consumers.remove(stream, one)
        streams.remove(stream)
        return { type: 'stream_delete', body: success }
      case 'STREAM.PURGE':
        return { type: 'stream_purge', body: { ...success, purged: streams.purge(stream) } }
      case 'STREAM.NAMES': {
        const subject = wish['subject']
        const found = typeof subject === 'string' ? [streams.takerOf(subject) ?? []].flat() : streams.names()
        return { type: 'stream_names', body: listed('streams', found) }
      }
      case 'STREAM.LIST':
        return {
          type: 'stream_list',
          body: listed(
            'streams',
            streams.names().map((one) => streams.info(one) as Json),
          ),
        }
      case 'STREAM.MSG': {
        // `STREAM.MSG.GET.<stream>`
        const found = stream === 'GET' ? streams.at(name, Number(wish['seq'])) : undefined
        if (!found) throw new Refusal(404, 10_037, 'no message found')
        const { subject, sequence, time, data } = found
        return { type: 'stream_msg_get', body: { message: { subject, seq: sequence, time, data: data.toString('base64') } } }
      }
      case 'CONSUMER.CREATE': {
        const own = name || textOf(config['durable_name']) || textOf(config['name'])
        if (own === '') throw new Refusal(400, 10_003, 'the simulator has consumers with names only')
        consumers.create(stream, own, config)
        return { type: 'consumer_create', body: consumers.info(stream, own) }
      }
      case 'CONSUMER.DURABLE': {
        // `CONSUMER.DURABLE.CREATE.<stream>.<consumer>`
        const [own = ''] = more
        consumers.create(name, own, config)
        return { type: 'consumer_create', body: consumers.info(name, own) }
      }
      case 'CONSUMER.INFO':
        return { type: 'consumer_info', body: consumers.info(stream, name) }
      case 'CONSUMER.DELETE':
        consumers.remove(stream, name)
        return { type: 'consumer_delete', body: success }
      case 'CONSUMER.NAMES':
        return { type: 'consumer_names', body: listed('consumers', consumers.names(stream)) }
      case 'CONSUMER.LIST':
        return {
          type: 'consumer_list',
          body: listed(
            'consumers',
            consumers.names(stream).map((one) => consumers.info(stream, one) as Json),
          ),
        }
      default:
        throw new Refusal(404, 10_003, `the simulator does not know ${area}.${verb}`)
    }
  }

  function ask(message: Message): boolean {
    const words = message.subject.slice(API.length).split('.')
    const wish = readWish(message.data)
    const [area, verb, next, stream = '', consumer = ''] = words
    if (area === 'CONSUMER' && verb === 'MSG' && next === 'NEXT') return consumers.pull(stream, consumer, message.reply ?? '', wish)
    try {
      const { type, body } = run(words, wish)
      answer(message, { type: `${TYPE}${type}_response`, ...body })
    } catch (error) {
      answer(message, { type: `${TYPE}${(area ?? '').toLowerCase()}_${(verb ?? '').toLowerCase()}_response`, ...refusal(error) })
    }
    return true
  }

  /** `$JS.ACK.<stream>.<consumer>.<times>.<number in the stream>.…` */
  function acknowledge(message: Message): boolean {
    const [stream = '', consumer = '', , sequence = ''] = message.subject.slice(ACK.length).split('.')
    consumers.acknowledge(stream, consumer, Number(sequence), message.data.toString('utf8'))
    if (message.reply !== undefined) hub().publish({ subject: message.reply, data: Buffer.alloc(0) })
    return true
  }

  function keep(message: Message): boolean {
    try {
      const stored = streams.store(message)
      if (!stored) return false
      const { stream, sequence, isDuplicate } = stored
      if (!losesAnswer()) answer(message, { stream, seq: sequence, ...(isDuplicate && { duplicate: true }) })
      if (!isDuplicate) consumers.arrived(stream)
    } catch (error) {
      answer(message, refusal(error))
    }
    return true
  }

  return (message: Message): boolean => {
    if (message.subject.startsWith(API)) return ask(message)
    if (message.subject.startsWith(ACK)) return acknowledge(message)
    return keep(message)
  }
}

function readWish(data: Buffer): Members {
  const text = data.toString('utf8')
  // The oldest wish for messages is a number.
  if (/^\d+$/.test(text)) return { batch: Number(text) }
  try {
    const wish: unknown = JSON.parse(text)
    return isRecord(wish) ? (wish as Members) : {}
  } catch {
    return {}
  }
}
