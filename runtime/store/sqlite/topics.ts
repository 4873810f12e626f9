// Topics on SQLite: their schemas, their events, and who listens.
import type { Database } from 'better-sqlite3'
import { TOPIC_RETENTION_DAYS } from '#shared/model/topics.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { TopicStore } from '../ports.ts'
import { toJson } from '../rows/json.ts'
import { toEvent, toSubscription, toTopic, type EventRow, type SubscriptionRow, type TopicRow } from '../rows/topics.ts'
import type { Writer } from './writer.ts'

export function createTopicStore(database: Database, writer: Writer): TopicStore {
  const list = database.prepare<[string], TopicRow>('SELECT * FROM topics WHERE client_id = ? ORDER BY environment, name')
  const get = database.prepare<[string, string, string], TopicRow>(
    'SELECT * FROM topics WHERE client_id = ? AND environment = ? AND name = ?',
  )
  const put = database.prepare<(string | number | null)[]>(
    `INSERT INTO topics (client_id, environment, name, schema, retention_days, updated_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, environment, name) DO UPDATE SET schema = excluded.schema, retention_days = excluded.retention_days,
       updated_at = excluded.updated_at`,
  )
  const events = database.prepare<[string, string, string, string, number], EventRow>(
    'SELECT * FROM topic_events WHERE client_id = ? AND environment = ? AND topic = ? AND id < ? ORDER BY id DESC LIMIT ?',
  )
  const sweep = database.prepare<[number, number]>(
    `DELETE FROM topic_events WHERE published_at <= ? - 86400000 * COALESCE(
       (SELECT t.retention_days FROM topics t WHERE t.client_id = topic_events.client_id AND t.environment = topic_events.environment
        AND t.name = topic_events.topic), ?)`,
  )
  const subscribe = database.prepare<[string, string, string, string, number]>(
    `INSERT INTO subscriptions (client_id, flow_id, environment, topic, ordered) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (client_id, flow_id, environment) DO UPDATE SET topic = excluded.topic, ordered = excluded.ordered`,
  )
  const unsubscribe = database.prepare<[string, string, string]>(
    'DELETE FROM subscriptions WHERE client_id = ? AND flow_id = ? AND environment = ?',
  )
  const subscriptions = database.prepare<[string], SubscriptionRow>(
    'SELECT * FROM subscriptions WHERE client_id = ? ORDER BY environment, topic, flow_id',
  )
  return {
    list: async (clientId) => list.all(clientId).map(toTopic),
    async get(clientId, environment, name) {
      const row = get.get(clientId, environment, name)
      return row && toTopic(row)
    },
    put: ({ clientId, environment, name, schema, retentionDays, updatedAt }) =>
      writer.write(() => void put.run(clientId, environment, name, toJson(schema), retentionDays, updatedAt)),
    async events(clientId, environment, topic, page) {
      const limit = pageLimit(page)
      // Ids are small letters and digits: all of them stand before this.
      const before = page.cursor === undefined ? '~' : decodeCursor(page.cursor).id
      const rows = events.all(clientId, environment, topic, before, limit + 1)
      return toPage(rows.map(toEvent), limit, ({ publishedAt, id }) => ({ at: publishedAt, id }))
    },
    sweep: (now) => writer.write(() => sweep.run(now.getTime(), TOPIC_RETENTION_DAYS).changes),
    subscribe: ({ clientId, flowId, environment, topic, ordered }) =>
      writer.write(() => void subscribe.run(clientId, flowId, environment, topic, ordered ? 1 : 0)),
    unsubscribe: (clientId, flowId, environment) => writer.write(() => void unsubscribe.run(clientId, flowId, environment)),
    subscriptions: async (clientId) => subscriptions.all(clientId).map(toSubscription),
  }
}
