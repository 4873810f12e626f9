// A message to a topic, confirmed when all copies in step have it. Within one try the producer is idempotent: a lost answer is asked for again with the
// same number, and the partition keeps one (KIP-98). A later try is another producer, which no broker can know.
import { Type, type Static } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { Body, Headers, messageId, writeBody } from '#connectors/kit/messages/payload.ts'
import { openCluster, type Cluster } from './cluster.ts'
import { kafkaError, protocolNames } from './errors.ts'
import { TOPIC } from './messages.ts'

const Input = Type.Object(
  {
    topic: Type.String({ title: 'Topic', pattern: TOPIC }),
    key: Type.Optional(
      Type.String({
        title: 'Key',
        description: 'Messages of one key stay in their order, such as an order number. Empty: any partition.',
        maxLength: 4_000,
      }),
    ),
    body: Body,
    headers: Headers,
    deletes: Type.Optional(
      Type.Boolean({ title: 'Delete', description: 'Sends no body: a compacted topic then forgets what has this key.' }),
    ),
    partition: Type.Optional(
      Type.Integer({ title: 'Partition', description: 'Empty: chosen by the key, as all Kafka clients do.', minimum: 0, maximum: 100_000 }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  topic: Type.String({ title: 'Topic' }),
  partition: Type.Integer({ title: 'Partition' }),
  offset: Type.Union([Type.String(), Type.Null()], {
    title: 'Offset',
    description: 'Of the message in its partition; nothing where the broker had it already and does not say where.',
  }),
  messageId: Type.String({ title: 'Message id', description: 'The same for every try of a record.' }),
})

const MOST = 16 * 1024 * 1024
const ALL_COPIES = -1
const BROKER_MS = 15_000
const TRIES = 3
const ID_HEADER = 'message-id'

// Another try of the same record may stand at another place: only its id is said.
const OutputWithId = Type.Object({ topic: Output.properties.topic, messageId: Output.properties.messageId })

const common = { effect: 'write', input: Input } as const

export const publish = {
  ...common,
  id: 'publish',
  label: 'Publish',
  description: 'Sends a message. After a lost confirmation a person decides; where consumers take each id once, use "Publish with id".',
  safety: 'none',
  output: Output,
  example: { topic: 'orders', partition: 2, offset: '1042', messageId: '0f3c…' },
  run: async (input, context) => ({ ...(await send(input, context, false)) }),
} as const satisfies Action

export const publishWithId = {
  ...common,
  id: 'publish-with-id',
  label: 'Publish with id',
  description:
    'The same with an id in the header message-id, for consumers that take each id once: after a lost confirmation the message is sent again with its id.',
  safety: 'key',
  output: OutputWithId,
  example: { topic: 'orders', messageId: '0f3c…' },
  async run(input, context) {
    const { topic, messageId: id } = await send(input, context, true)
    return { topic, messageId: id }
  },
} as const satisfies Action

async function send(input: Json, context: ActionContext, hasId: boolean): Promise<Static<typeof Output>> {
  const { topic, key, body, headers = {}, deletes, partition: wanted } = input as Static<typeof Input>
  if (deletes === true && key === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'What is to be deleted is named by its key.',
      issues: [{ path: '/key', code: 'required', message: 'Give the key of what is to be deleted.' }],
    })
  }
  const id = messageId(context.idempotencyKey)
  const message = {
    topic,
    // A deletion is a message whose value is null, which the types of the library do not say.
    value: (deletes === true ? null : writeBody(body, MOST)) as Buffer,
    timestamp: BigInt(context.now().getTime()),
    headers: new Map(
      Object.entries({ ...headers, ...(hasId && { [ID_HEADER]: id }) }).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]),
    ),
    ...(key !== undefined && { key: Buffer.from(key) }),
  }
  return await context.network.session(async () => {
    const cluster = await openCluster(context)
    try {
      const producer = await producerOf(cluster)
      const chosen = await choosePartition(cluster, topic, message.key, wanted)
      for (let tried = 1, lost = false; ; tried++) {
        try {
          const offset = await produce(cluster, { ...message, partition: chosen }, producer, !hasId)
          return { topic, partition: chosen, offset, messageId: id }
        } catch (error) {
          const code = hasErrorCode(error) ? error.code : ''
          const isUnclear = code === 'outcome-unknown' || code === 'connection-failed' || code === 'call-timeout'
          lost ||= code === 'outcome-unknown'
          const isAgain = producer !== undefined && tried < TRIES && (isUnclear || code === 'vendor-unavailable') && !context.signal.aborted
          // Once an answer was lost, no later failure says that nothing was written.
          if (!isAgain) throw lost && !hasId && code !== 'outcome-unknown' ? unknownOutcome(topic, error) : error
          cluster.forget()
          await cluster.topics([topic]).catch(() => undefined)
        }
      }
    } finally {
      cluster.close()
    }
  })
}

interface Producer {
  readonly producerId: bigint
  readonly producerEpoch: number
}

/** Undefined where the cluster does not let the user be one: then nothing is sent twice within a try. */
async function producerOf({ kafka, first }: Cluster): Promise<Producer | undefined> {
  try {
    const { producerId, producerEpoch } = await kafka.initProducerIdV1.api.async(first.connection, null, BROKER_MS)
    return { producerId, producerEpoch }
  } catch (error) {
    if (protocolNames(error).includes('CLUSTER_AUTHORIZATION_FAILED')) return undefined
    throw kafkaError(error, first.server)
  }
}

async function choosePartition(cluster: Cluster, topic: string, key: Buffer | undefined, wanted: number | undefined): Promise<number> {
  const [found] = await cluster.topics([topic])
  const count = found?.partitions.length ?? 0
  if (wanted !== undefined) {
    if (found?.partitions.some(({ partitionIndex }) => partitionIndex === wanted)) return wanted
    throw new AppError('vendor-rejected', { message: say`The topic ${topic} has no partition ${wanted}; it has ${count}.` })
  }
  if (count === 0) throw new AppError('vendor-unavailable', { message: say`The topic ${topic} has no partitions at the moment.` })
  // As Java's client: what other programs write with the same key goes to the same partition.
  return key ? (cluster.kafka.murmur2(key) & 0x7fffffff) % count : Math.floor(Math.random() * count)
}

type Produced = Parameters<Awaited<ReturnType<typeof openCluster>>['kafka']['produceV7']['createRequest']>[2][number]

/** `isOnce`: a lost answer must not be taken for a failure. Answers the offset; null for a double that the broker does not place. */
async function produce(cluster: Cluster, message: Produced, producer: Producer | undefined, isOnce: boolean): Promise<string | null> {
  const { kafka } = cluster
  const { topic, partition = 0 } = message
  const [found] = await cluster.topics([topic])
  const leader = found?.partitions.find(({ partitionIndex }) => partitionIndex === partition)?.leaderId ?? -1
  const { connection, server } = await cluster.broker(leader)
  const options = { compression: 'none', ...producer } as const
  try {
    const answer = await kafka.produceV7.api.async(connection, ALL_COPIES, BROKER_MS, [{ ...message }], options)
    const offset = typeof answer === 'boolean' ? undefined : answer.responses[0]?.partitionResponses[0]?.baseOffset
    return offset === undefined || offset < 0n ? null : offset.toString()
  } catch (error) {
    // It has this number of this producer: an earlier try arrived.
    if (protocolNames(error).includes('DUPLICATE_SEQUENCE_NUMBER')) return null
    throw kafkaError(error, server, { lost: isOnce, what: `${topic}/${partition}` })
  }
}

const unknownOutcome = (topic: string, cause: unknown): AppError =>
  new AppError('outcome-unknown', { message: say`Nobody knows whether the message to ${topic} arrived: its confirmation was lost.`, cause })
