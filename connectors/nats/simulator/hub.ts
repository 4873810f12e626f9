// Core NATS of the simulated server: connections, sign-in, subscriptions with queue groups, messages to whoever subscribed, and 503 where nobody did.
import type { Socket } from 'node:net'
import { matches, MAX_PAYLOAD, readOperation, statusHeaders, writeMessage, type Message, type Operation } from './protocol.ts'

export interface HubOptions {
  readonly wantsSignIn: boolean
  readonly accepts: (options: Readonly<Record<string, unknown>>) => boolean
  /** What the server itself does with a message, such as an API of JetStream or a stream that keeps it; true: somebody took it. */
  readonly takes: (message: Message) => boolean
}

interface Subscription {
  readonly client: Client
  readonly subject: string
  readonly sid: string
  readonly group?: string
  /** How many more it wants; undefined: all. */
  left?: number
}

interface Client {
  readonly id: number
  readonly write: (bytes: Buffer | string) => void
  echo: boolean
  isVerbose: boolean
  knowsNobody: boolean
}

const PING_MS = 120_000

export type Hub = ReturnType<typeof createHub>

export function createHub({ wantsSignIn, accepts, takes }: HubOptions) {
  let subscriptions: readonly Subscription[] = []
  let count = 0
  let turn = 0

  const of = (subject: string) => subscriptions.filter((one) => matches(one.subject, subject))

  function give(to: readonly Subscription[], message: Message): void {
    for (const subscription of to) {
      subscription.client.write(writeMessage(subscription.sid, message))
      if (subscription.left !== undefined && --subscription.left <= 0) subscriptions = subscriptions.filter((one) => one !== subscription)
    }
  }

  /** To each subscription, and to one of each queue group. */
  function spread(all: readonly Subscription[]): readonly Subscription[] {
    const groups = Map.groupBy(
      all.filter(({ group }) => group !== undefined),
      ({ group, subject }) => `${group} ${subject}`,
    )
    turn += 1
    const chosen = [...groups.values()].flatMap((members) => members[turn % members.length] ?? [])
    return [...all.filter(({ group }) => group === undefined), ...chosen]
  }

  function publish(message: Message, from?: Client): void {
    const isTaken = takes(message)
    const to = spread(of(message.subject).filter(({ client }) => client !== from || client.echo))
    give(to, message)
    const { reply } = message
    if (isTaken || to.length > 0 || reply === undefined || from?.knowsNobody !== true) return
    give(of(reply), { subject: reply, headers: statusHeaders('503'), data: Buffer.alloc(0) })
  }

  function serve(socket: Socket): void {
    let buffer: Buffer = Buffer.alloc(0)
    let isSignedIn = !wantsSignIn
    let unanswered = 0
    const client: Client = {
      id: ++count,
      write: (bytes) => void (socket.destroyed || socket.write(bytes)),
      echo: true,
      isVerbose: false,
      knowsNobody: false,
    }
    const info = {
      server_id: 'TILLFLOWSIMULATOR',
      server_name: 'simulator',
      version: '2.9.25',
      proto: 1,
      headers: true,
      max_payload: MAX_PAYLOAD,
      jetstream: true,
      client_id: client.id,
      ...(wantsSignIn && { auth_required: true }),
    }
    client.write(`INFO ${JSON.stringify(info)}\r\n`)
    const beat = setInterval(() => {
      if (unanswered >= 2) return refuse('Stale Connection')
      unanswered += 1
      client.write('PING\r\n')
    }, PING_MS)
    beat.unref()

    function refuse(say: string): void {
      client.write(`-ERR '${say}'\r\n`)
      socket.end()
      buffer = Buffer.alloc(0)
    }

    function run(operation: Operation): void {
      if (operation.op === 'wrong') return refuse(operation.say)
      if (!isSignedIn && operation.op !== 'connect') return refuse('Authorization Violation')
      switch (operation.op) {
        case 'connect': {
          const { options } = operation
          if (wantsSignIn && !accepts(options)) return refuse('Authorization Violation')
          isSignedIn = true
          client.echo = options['echo'] !== false
          client.isVerbose = options['verbose'] === true
          client.knowsNobody = options['no_responders'] === true && options['headers'] === true
          break
        }
        case 'ping':
          return client.write('PONG\r\n')
        case 'pong':
          unanswered = 0
          return
        case 'sub': {
          const { subject, sid, group } = operation
          subscriptions = [...subscriptions, { client, subject, sid, ...(group !== undefined && { group }) }]
          break
        }
        case 'unsub': {
          const found = subscriptions.find((one) => one.client === client && one.sid === operation.sid)
          if (found && operation.after !== undefined) found.left = operation.after
          else subscriptions = subscriptions.filter((one) => one !== found)
          break
        }
        case 'pub':
          publish(operation.message, client)
      }
      if (client.isVerbose) client.write('+OK\r\n')
    }

    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk])
      for (let next = readOperation(buffer); next; next = readOperation(buffer)) {
        buffer = buffer.subarray(next.size)
        try {
          run(next.operation)
        } catch (error) {
          // What nobody foresaw ends the connection that asked for it, and no other.
          refuse(`Simulator: ${error instanceof Error ? error.message : 'it failed'}`)
        }
        if (socket.writableEnded) return
      }
    })
    socket.once('close', () => {
      clearInterval(beat)
      subscriptions = subscriptions.filter((one) => one.client !== client)
    })
  }

  return {
    serve,
    publish,
    /** Whether anybody would get what is sent there. */
    isHeard: (subject: string) => of(subject).length > 0,
    /** A message to whoever listens at an address, under its own subject: what a stream gives. */
    send(address: string, message: Message): void {
      give(of(address), message)
    },
  }
}
