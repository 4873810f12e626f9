// A session with a Kafka cluster: connections and protocol of @platformatic/kafka, addresses of the kit. Each broker that the cluster names is resolved
// and checked as the servers of the settings are: a cluster must not lead connections into a network that is not its own.
import type { Connection, ConnectionOptions, metadataV4 } from '@platformatic/kafka'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { readConfig, serverOf, type Server } from './config.ts'
import { kafkaError } from './errors.ts'

export type Kafka = typeof import('@platformatic/kafka')
type Metadata = metadataV4.MetadataResponse
export type Topic = Metadata['topics'][number]

/** A connected broker, and its name for sentences. */
export interface Broker {
  readonly connection: Connection
  readonly server: Server
  /** Whether it speaks an API in this version. */
  speaks(apiKey: number, version: number): boolean
}

export interface Cluster {
  readonly kafka: Kafka
  /** The one that answered first. */
  readonly first: Broker
  readonly brokers: number
  /** Throws `vendor-rejected` for a topic that is not there. Makes none. */
  topics(names: readonly string[]): Promise<readonly Topic[]>
  /** By the number that the cluster gave it. */
  broker(nodeId: number): Promise<Broker>
  /** The broker that keeps a consumer group's offsets. */
  coordinatorOf(group: string): Promise<Broker>
  /** After a broken connection: brokers are asked for anew, on new connections. */
  forget(): void
  close(): void
}

const CONNECT_MS = 10_000
const ANSWER_MS = 20_000
const METADATA = 3
const GROUP = 0
const CLIENT = 'tillflow'

export async function openCluster(context: CallContext): Promise<Cluster> {
  const config = readConfig(context.config)
  if (context.signal.aborted) throw socketError(undefined, serverOf(config.servers[0] ?? ''))
  const kafka = await import('@platformatic/kafka')
  const isTls = config.encryption !== 'none'
  const open = new Map<string, Promise<Broker>>()
  let nodes = new Map<number, Server>()

  async function connect(server: Server): Promise<Broker> {
    const endpoint = await context.network.resolve(server.host, server.port)
    const encrypted = isTls && !endpoint.isSimulator
    mustBeEncrypted(endpoint, encrypted)
    const sasl = saslOptions(config, context)
    const { host: _, ...tls } = tlsOptions(endpoint, config.certificate)
    const options: ConnectionOptions = {
      connectTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      ...(encrypted && { tls }),
      ...(sasl && { sasl }),
    }
    const connection = new kafka.Connection(CLIENT, options)
    // A connection that ends between two requests is noticed by the next one.
    connection.on('error', () => undefined)
    try {
      await connection.connect(endpoint.address, endpoint.port)
      const { apiKeys } = await kafka.apiVersionsV1.api.async(connection, CLIENT, '1')
      const known = new Map(apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, [minVersion, maxVersion] as const]))
      const speaks = (apiKey: number, version: number) => {
        const [least, most] = known.get(apiKey) ?? [1, 0]
        return least <= version && version <= most
      }
      return { connection, server, speaks }
    } catch (error) {
      void connection.close().catch(() => undefined)
      throw kafkaError(error, server)
    }
  }
  function connected(server: Server): Promise<Broker> {
    const name = `${server.host}:${server.port}`
    const known = open.get(name) ?? connect(server)
    open.set(name, known)
    known.catch(() => open.delete(name))
    return known
  }
  function close(): void {
    context.signal.removeEventListener('abort', close)
    for (const broker of open.values()) void broker.then(({ connection }) => connection.close()).catch(() => undefined)
    open.clear()
  }

  let first: Broker | undefined
  let failure: unknown
  for (const text of config.servers) {
    try {
      first = await connected(serverOf(text))
      break
    } catch (error) {
      failure = error
      // The next one would refuse them too.
      if ((error as AppError).code === 'credentials-invalid' || context.signal.aborted) break
    }
  }
  if (!first) throw failure
  context.signal.addEventListener('abort', close, { once: true })
  const entry = first

  async function ask(names: readonly string[]): Promise<Metadata> {
    const what = names.length === 0 ? {} : { what: `topic ${names.join(', ')}` }
    const { connection, server, speaks } = await connected(entry.server)
    try {
      // Version 4 can say that no topic shall be made by asking for it.
      const metadata = speaks(METADATA, 4) ? kafka.metadataV4 : kafka.metadataV2
      const answer = await metadata.api.async(connection, [...names], false, false)
      nodes = new Map(answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]))
      return answer
    } catch (error) {
      throw kafkaError(error, server, what)
    }
  }

  try {
    const { brokers } = await ask([])
    return {
      kafka,
      first: entry,
      brokers: brokers.length,
      topics: async (names) => (await ask(names)).topics,
      async broker(nodeId) {
        const server = nodes.get(nodeId)
        if (!server) {
          throw new AppError('vendor-unavailable', {
            message: say`${entry.server.host}:${entry.server.port}: a partition has no leader at the moment.`,
          })
        }
        return await connected(server)
      },
      async coordinatorOf(group) {
        const { connection, server } = await connected(entry.server)
        const what = { what: `group ${group}` }
        try {
          const { coordinators } = await kafka.findCoordinatorV2.api.async(connection, GROUP, [group])
          const [found] = coordinators
          if (!found || found.nodeId < 0)
            throw new AppError('vendor-unavailable', { message: say`${server.host}: no broker keeps the group ${group} yet.` })
          return await connected({ host: found.host, port: found.port })
        } catch (error) {
          throw kafkaError(error, server, what)
        }
      },
      forget() {
        for (const broker of open.values()) void broker.then(({ connection }) => connection.close()).catch(() => undefined)
        open.clear()
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

function saslOptions(
  { signIn = 'none', username = '' }: ReturnType<typeof readConfig>,
  { secrets }: CallContext,
): ConnectionOptions['sasl'] {
  switch (signIn) {
    case 'none':
      return undefined
    case 'plain':
      return { mechanism: 'PLAIN', username, password: secrets.get('password') }
    case 'scram-sha-256':
      return { mechanism: 'SCRAM-SHA-256', username, password: secrets.get('password') }
    case 'scram-sha-512':
      return { mechanism: 'SCRAM-SHA-512', username, password: secrets.get('password') }
  }
}
