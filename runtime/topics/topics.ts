// Topics: what flows of a client tell each other. A topic is there as soon as a flow listens to it; a person may give it a schema and say how
// long its events can be looked at.
import type { Logger } from 'pino'
import type { SaveTopic, TopicSummary } from '#shared/api/contract.ts'
import { AppError, toErrorData } from '#shared/errors.ts'
import { plainSchemaIssues } from '#shared/flow/plain-schema.ts'
import { ENVIRONMENTS, type Environment } from '#shared/model/accounts.ts'
import { TOPIC_RETENTION_DAYS, type TopicEvent } from '#shared/model/topics.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { TopicSource } from '../engine/ports.ts'
import type { Page, PageRequest, TopicStore } from '../store/ports.ts'

export interface Topics {
  list(clientId: string): Promise<readonly TopicSummary[]>
  /** Throws `invalid-request` with issues for a schema that cannot be used. */
  save(by: Actor, clientId: string, environment: Environment, name: string, body: SaveTopic): Promise<TopicSummary>
  /** Newest first. */
  events(clientId: string, environment: Environment, name: string, page: PageRequest): Promise<Page<TopicEvent>>
}

export interface TopicsOptions {
  readonly topics: TopicStore
  readonly audit: Audit
  readonly now: () => Date
}

export const createTopicSource = (topics: Pick<TopicStore, 'get'>): TopicSource => ({
  schema: async (clientId, environment, name) => (await topics.get(clientId, environment, name))?.schema,
})

export function createTopics({ topics, audit, now }: TopicsOptions): Topics {
  async function list(clientId: string): Promise<readonly TopicSummary[]> {
    const [stored, subscriptions] = await Promise.all([topics.list(clientId), topics.subscriptions(clientId)])
    return ENVIRONMENTS.flatMap((environment) => {
      const mine = subscriptions.filter((one) => one.environment === environment)
      const names = new Set(
        [...stored.filter((one) => one.environment === environment), ...mine.map(({ topic: name }) => ({ name }))].map((one) => one.name),
      )
      return [...names]
        .toSorted((a, b) => a.localeCompare(b))
        .map((name): TopicSummary => {
          const topic = stored.find((one) => one.environment === environment && one.name === name)
          return {
            name,
            environment,
            ...(topic?.schema !== undefined && { schema: topic.schema }),
            retentionDays: topic?.retentionDays ?? TOPIC_RETENTION_DAYS,
            listeners: mine.filter((one) => one.topic === name).map(({ flowId }) => flowId),
          }
        })
    })
  }
  return {
    list,
    async save(by, clientId, environment, name, { schema, retentionDays }) {
      const issues = schema === undefined ? [] : plainSchemaIssues(schema, '/schema')
      if (issues.length > 0) throw new AppError('invalid-request', { message: 'The schema cannot be used.', issues })
      const updatedAt = now().toISOString()
      await topics.put({ clientId, environment, name, ...(schema !== undefined && { schema }), retentionDays, updatedAt })
      await audit.record(by, { action: 'topic.save', target: name, clientId, details: { environment } })
      const saved = (await list(clientId)).find((one) => one.environment === environment && one.name === name)
      if (!saved) throw new AppError('not-found')
      return saved
    },
    events: (clientId, environment, name, page) => topics.events(clientId, environment, name, page),
  }
}

const SWEEP_EVERY_MS = 3_600_000

/** Removes events that nobody needs to look at any more. */
export function createTopicSweeper({ topics, log, now }: { readonly topics: TopicStore; readonly log: Logger; readonly now: () => Date }) {
  let timer: NodeJS.Timeout | undefined
  let sweeping: Promise<unknown> = Promise.resolve()
  const sweep = () => {
    sweeping = topics
      .sweep(now())
      .catch((error: unknown) => log.error({ err: toErrorData(error) }, 'old events of topics could not be removed'))
  }
  return {
    start() {
      timer = setInterval(sweep, SWEEP_EVERY_MS)
      sweep()
    },
    async stop() {
      clearInterval(timer)
      await sweeping
    },
  }
}
