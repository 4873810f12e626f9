// Pull consumers of the simulated JetStream: what each has given, what waits for an acknowledgement and until when, and who waits for messages. What a
// consumer remembers are records; who waits is remembered only while the server runs.
import type { Json } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Hub } from './hub.ts'
import { matches, statusHeaders, textOf } from './protocol.ts'
import { Refusal, type Stored, type Streams } from './streams.ts'

interface Given {
  /** The number of the delivery. */
  readonly delivery: number
  readonly times: number
  /** Milliseconds: then it comes again. */
  readonly due: number
}

interface State {
  readonly stream: string
  readonly name: string
  readonly config: Readonly<Record<string, Json>>
  readonly created: string
  /** The last message of the stream that was given, or passed over. */
  readonly reached: number
  readonly deliveries: number
  /** By number in the stream. */
  readonly pending: Readonly<Record<string, Given>>
}

interface Pull {
  readonly reply: string
  left: number
  readonly timers: readonly NodeJS.Timeout[]
}

const NS_PER_MS = 1_000_000
const ACK_WAIT_NS = 30_000 * NS_PER_MS
const MAX_PENDING = 1_000
const NOTHING = Buffer.alloc(0)

export function createConsumers(records: SimulatorRecords, streams: Streams, now: () => Date, hub: () => Hub) {
  const waiting = new Map<string, Pull[]>()
  const wakes = new Map<string, NodeJS.Timeout>()
  const keyOf = (stream: string, name: string) => `${stream}/${name}`
  const save = (state: State) => records.put('consumers', keyOf(state.stream, state.name), { ...state })
  const find = (stream: string, name: string) => records.get('consumers', keyOf(stream, name)) as State | undefined
  const need = (stream: string, name: string): State => {
    streams.need(stream)
    const found = find(stream, name)
    if (!found) throw new Refusal(404, 10_014, 'consumer not found')
    return found
  }
  const wants = ({ config }: State, { subject }: Stored) => {
    const filters = Array.isArray(config['filter_subjects']) ? config['filter_subjects'] : [config['filter_subject'] ?? '>']
    return filters.some((filter) => matches(textOf(filter), subject))
  }
  const ackWait = ({ config }: State) => (Number(config['ack_wait'] ?? 0) || ACK_WAIT_NS) / NS_PER_MS
  const next = (state: State): Stored | undefined => streams.after(state.stream, state.reached).find((message) => wants(state, message))
  const remaining = (state: State) => streams.after(state.stream, state.reached).filter((message) => wants(state, message)).length

  /** The message that is due again, else the next one. */
  function choose(state: State): { readonly message: Stored; readonly times: number } | undefined {
    const most = Number(state.config['max_deliver'] ?? -1)
    for (const [sequence, { due, times }] of Object.entries(state.pending)) {
      if (due > now().getTime() || (most > 0 && times >= most)) continue
      const message = streams.at(state.stream, Number(sequence))
      if (message) return { message, times: times + 1 }
    }
    const limit = Number(state.config['max_ack_pending'] ?? 0) || MAX_PENDING
    if (Object.keys(state.pending).length >= limit) return undefined
    const message = next(state)
    return message && { message, times: 1 }
  }

  function give(state: State, pull: Pull, message: Stored, times: number): void {
    const delivery = state.deliveries + 1
    const reached = Math.max(state.reached, message.sequence)
    const isAcknowledged = state.config['ack_policy'] === 'none'
    const due = now().getTime() + ackWait(state)
    const pending = isAcknowledged ? state.pending : { ...state.pending, [message.sequence]: { delivery, times, due } }
    const after = { ...state, deliveries: delivery, reached, pending }
    save(after)
    pull.left -= 1
    const at = BigInt(Date.parse(message.time)) * BigInt(NS_PER_MS)
    const reply = `$JS.ACK.${state.stream}.${state.name}.${times}.${message.sequence}.${delivery}.${at}.${remaining(after)}`
    hub().send(pull.reply, { subject: message.subject, reply, data: message.data, ...(message.headers && { headers: message.headers }) })
  }

  const end = (pull: Pull) => pull.timers.forEach((timer) => clearTimeout(timer))

  /** Gives who waits what there is. Whoever has gone is forgotten: nothing is sent to nobody. */
  function serve(stream: string, name: string): void {
    const key = keyOf(stream, name)
    for (;;) {
      const pulls = (waiting.get(key) ?? []).filter((pull) => {
        const stays = pull.left > 0 && hub().isHeard(pull.reply)
        if (!stays) end(pull)
        return stays
      })
      waiting.set(key, pulls)
      const state = find(stream, name)
      const [pull] = pulls
      const found = state && pull && choose(state)
      if (!state || !pull || !found) {
        if (state && pull) wakeAt(state)
        return
      }
      give(state, pull, found.message, found.times)
    }
  }

  /** When something that nobody acknowledged comes again. */
  function wakeAt({ stream, name, pending }: State): void {
    const key = keyOf(stream, name)
    clearTimeout(wakes.get(key))
    const due = Math.min(...Object.values(pending).map((given) => given.due))
    if (!Number.isFinite(due)) return
    const timer = setTimeout(() => serve(stream, name), Math.max(10, due - now().getTime()))
    timer.unref()
    wakes.set(key, timer)
  }

  function firstOf(stream: string, config: Readonly<Record<string, Json>>): number {
    const last = Number(streams.need(stream)['last'])
    const all = streams.after(stream, 0)
    switch (config['deliver_policy']) {
      case 'new':
        return last
      case 'last':
        return last - 1
      case 'by_start_sequence':
        return Number(config['opt_start_seq']) - 1
      case 'by_start_time': {
        const since = textOf(config['opt_start_time'])
        const first = all.find(({ time }) => Date.parse(time) >= Date.parse(since))
        return first ? first.sequence - 1 : last
      }
      default:
        return 0
    }
  }

  const api = {
    create(stream: string, name: string, config: Readonly<Record<string, Json>>): void {
      streams.need(stream)
      if (config['deliver_subject'] !== undefined) throw new Refusal(400, 10_003, 'the simulator has pull consumers only')
      const found = find(stream, name)
      if (found && JSON.stringify(found.config) !== JSON.stringify(config)) throw new Refusal(400, 10_148, 'consumer already exists')
      if (found) return
      const reached = firstOf(stream, config)
      save({ stream, name, config, created: now().toISOString(), reached, deliveries: 0, pending: {} })
    },
    remove(stream: string, name: string): void {
      need(stream, name)
      records.remove('consumers', keyOf(stream, name))
    },
    names: (stream: string) =>
      records
        .list('consumers')
        .filter((consumer) => consumer['stream'] === stream)
        .map((consumer: SimulatorRecord) => String(consumer['name'])),
    info(stream: string, name: string): Readonly<Record<string, Json>> {
      const state = need(stream, name)
      const pending = Object.values(state.pending)
      const first = Math.min(...Object.keys(state.pending).map(Number))
      const floor = Math.min(...pending.map(({ delivery }) => delivery))
      const isDone = pending.length === 0
      return {
        stream_name: stream,
        name,
        created: state.created,
        config: {
          ack_policy: 'explicit',
          ack_wait: ACK_WAIT_NS,
          deliver_policy: 'all',
          max_deliver: -1,
          replay_policy: 'instant',
          ...state.config,
          name,
        } as Json,
        delivered: { consumer_seq: state.deliveries, stream_seq: state.reached },
        ack_floor: { consumer_seq: isDone ? state.deliveries : floor - 1, stream_seq: isDone ? state.reached : first - 1 },
        num_ack_pending: pending.length,
        num_redelivered: pending.filter(({ times }) => times > 1).length,
        num_waiting: waiting.get(keyOf(stream, name))?.length ?? 0,
        num_pending: remaining(state),
      }
    },
    /** Somebody waits for messages at an address. Undefined where the consumer is not there: then nobody answers. */
    pull(stream: string, name: string, reply: string, wish: Readonly<Record<string, Json>>): boolean {
      if (!find(stream, name)) return false
      const left = Number(wish['batch'] ?? 1) || 1
      const key = keyOf(stream, name)
      const timers: NodeJS.Timeout[] = []
      const pull: Pull = { reply, left, timers }
      waiting.set(key, [...(waiting.get(key) ?? []), pull])
      serve(stream, name)
      const say = (status: string, more: Readonly<Record<string, string | number>> = {}) =>
        hub().send(reply, { subject: reply, headers: statusHeaders(status, more), data: NOTHING })
      const leave = (status: string) => {
        end(pull)
        const before = waiting.get(key) ?? []
        if (!before.includes(pull)) return
        waiting.set(
          key,
          before.filter((one) => one !== pull),
        )
        if (pull.left > 0) say(status, { 'Nats-Pending-Messages': pull.left, 'Nats-Pending-Bytes': 0 })
      }
      const expires = Number(wish['expires'] ?? 0) / NS_PER_MS
      const beats = Number(wish['idle_heartbeat'] ?? 0) / NS_PER_MS
      if (pull.left <= 0) return true
      if (wish['no_wait'] === true && expires === 0) leave('404 No Messages')
      else {
        if (expires > 0) timers.push(setTimeout(() => leave('408 Request Timeout'), expires))
        if (beats > 0) timers.push(setInterval(() => say('100 Idle Heartbeat'), beats))
        for (const timer of timers) timer.unref()
      }
      return true
    },
    /** What a client says of a message: taken, not taken, work goes on, never again. */
    acknowledge(stream: string, name: string, sequence: number, word: string): void {
      const state = find(stream, name)
      const given = state?.pending[sequence]
      if (!state || !given) return
      const verb = word.slice(0, 4)
      if (verb === '-NAK' || verb === '+WPI') {
        const delay = Number((/"delay"\s*:\s*(\d+)/.exec(word) ?? [])[1] ?? 0) / NS_PER_MS
        const due = now().getTime() + (verb === '+WPI' ? ackWait(state) : delay)
        save({ ...state, pending: { ...state.pending, [sequence]: { ...given, due } } })
      } else {
        const isAll = state.config['ack_policy'] === 'all'
        const left = Object.entries(state.pending).filter(([one]) => (isAll ? Number(one) > sequence : Number(one) !== sequence))
        save({ ...state, pending: Object.fromEntries(left) })
      }
      serve(stream, name)
    },
    /** A message has come into the stream. */
    arrived(stream: string): void {
      for (const name of api.names(stream)) serve(stream, name)
    },
    close(): void {
      for (const timer of wakes.values()) clearTimeout(timer)
      for (const pulls of waiting.values()) pulls.forEach(end)
      waiting.clear()
    },
  }
  return api
}

export type Consumers = ReturnType<typeof createConsumers>
