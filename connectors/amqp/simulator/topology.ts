// Exchanges, queues and bindings of the simulated broker, as its records: they are there after a restart.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

/** A reply code with RabbitMQ's sentence. It closes the channel, or the connection where that is said. */
export class Refusal extends Error {
  readonly code: number
  readonly closesConnection: boolean
  constructor(code: number, text: string, closesConnection = false) {
    super(text)
    this.code = code
    this.closesConnection = closesConnection
  }
}

const TYPES = ['direct', 'topic', 'fanout']

export interface ExchangeWish {
  readonly name: string
  readonly type: string
  readonly passive: boolean
  readonly durable: boolean
  readonly autoDelete: boolean
}
export interface QueueWish {
  readonly name: string
  readonly passive: boolean
  readonly durable: boolean
  readonly exclusive: boolean
  readonly autoDelete: boolean
}

export function createTopology(records: SimulatorRecords, host: string) {
  const exchangeOf = (name: string) => records.get('exchanges', name)
  const noQueue = (name: string) => new Refusal(404, `NOT_FOUND - no queue '${name}' in vhost '${host}'`)
  const needExchange = (name: string): SimulatorRecord => {
    const found = exchangeOf(name)
    if (!found) throw new Refusal(404, `NOT_FOUND - no exchange '${name}' in vhost '${host}'`)
    return found
  }
  const needQueue = (name: string): SimulatorRecord => {
    const found = records.get('queues', name)
    if (!found) throw noQueue(name)
    return found
  }
  /** What is there stays as it was declared: whoever wants it otherwise is refused. */
  function mustAgree(kind: 'exchange' | 'queue', found: SimulatorRecord, wish: Readonly<Record<string, string | boolean>>): void {
    for (const [member, name] of [
      ['type', 'type'],
      ['durable', 'durable'],
      ['autoDelete', 'auto_delete'],
    ] as const) {
      if (wish[member] === undefined || found[member] === wish[member]) continue
      throw new Refusal(
        406,
        `PRECONDITION_FAILED - inequivalent arg '${name}' for ${kind} '${String(found['name'])}' in vhost '${host}': received '${String(wish[member])}' but current is '${String(found[member])}'`,
      )
    }
  }
  const removeBindings = (matches: (binding: SimulatorRecord) => boolean) => {
    for (const binding of records.list('bindings').filter(matches)) records.remove('bindings', String(binding['id']))
  }

  return {
    needQueue,
    needExchange,
    declareExchange({ name, type, passive, durable, autoDelete }: ExchangeWish): void {
      const found = exchangeOf(name)
      if (passive) return void needExchange(name)
      if (found) return mustAgree('exchange', found, { type, durable, autoDelete })
      if (name === '' || name.startsWith('amq.'))
        throw new Refusal(403, `ACCESS_REFUSED - exchange name '${name}' contains reserved prefix 'amq.*'`)
      if (type === 'headers') throw new Refusal(540, 'NOT_IMPLEMENTED - the simulator has no exchanges of the type headers', true)
      if (!TYPES.includes(type)) throw new Refusal(503, `COMMAND_INVALID - unknown exchange type '${type}'`, true)
      records.put('exchanges', name, { name, type, durable, autoDelete })
    },
    deleteExchange(name: string, ifUnused: boolean): void {
      if (ifUnused && records.find('bindings', (binding) => binding['exchange'] === name))
        throw new Refusal(406, `PRECONDITION_FAILED - exchange '${name}' in vhost '${host}' in use`)
      removeBindings((binding) => binding['exchange'] === name)
      records.remove('exchanges', name)
    },
    /** `owner`: the connection that asks; another one's exclusive queue is locked. */
    declareQueue({ name, passive, durable, exclusive, autoDelete }: QueueWish, owner: string): string {
      if (name.startsWith('amq.') && !passive)
        throw new Refusal(403, `ACCESS_REFUSED - queue name '${name}' contains reserved prefix 'amq.*'`)
      const given = name === '' && !passive ? `amq.gen-${records.nextId('_generated')}` : name
      const found = records.get('queues', given)
      if (found?.['owner'] !== undefined && found['owner'] !== owner)
        throw new Refusal(405, `RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '${given}' in vhost '${host}'`)
      if (passive) return String(needQueue(given)['name'])
      if (found) mustAgree('queue', found, { durable, autoDelete })
      else records.put('queues', given, { name: given, durable, autoDelete, ...(exclusive && { owner }) })
      return given
    },
    removeQueue(name: string): void {
      removeBindings((binding) => binding['queue'] === name)
      records.remove('queues', name)
    },
    bind(queue: string, exchange: string, routingKey: string): void {
      needQueue(queue)
      if (exchange === '') throw new Refusal(403, 'ACCESS_REFUSED - operation not permitted on the default exchange')
      needExchange(exchange)
      const id = `${exchange} -> ${queue} by ${routingKey}`
      records.put('bindings', id, { id, exchange, queue, routingKey })
    },
    unbind(queue: string, exchange: string, routingKey: string): void {
      removeBindings((one) => one['queue'] === queue && one['exchange'] === exchange && one['routingKey'] === routingKey)
    },
    /** Names of the queues that take it, each once. */
    route(exchange: string, routingKey: string): readonly string[] {
      if (exchange === '') return records.get('queues', routingKey) ? [routingKey] : []
      const type = String(needExchange(exchange)['type'])
      const bindings = records.list('bindings').filter((binding) => binding['exchange'] === exchange)
      const taken = bindings.filter((binding) => matches(type, String(binding['routingKey']), routingKey))
      return [...new Set(taken.map((binding) => String(binding['queue'])))]
    },
  }
}

export function matches(type: string, pattern: string, routingKey: string): boolean {
  if (type === 'fanout') return true
  if (type === 'direct') return pattern === routingKey
  return matchesTopic(pattern.split('.'), routingKey.split('.'))
}

/** `*` is one word, `#` any number of them. */
function matchesTopic([first, ...pattern]: readonly string[], words: readonly string[]): boolean {
  if (first === undefined) return words.length === 0
  if (first === '#') return matchesTopic(pattern, words) || (words.length > 0 && matchesTopic(['#', ...pattern], words.slice(1)))
  return words.length > 0 && (first === '*' || first === words[0]) && matchesTopic(pattern, words.slice(1))
}
