// Topics on PostgreSQL: their schemas, their events, and who listens.
import { TOPIC_RETENTION_DAYS } from '#shared/model/topics.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { TopicStore } from '../ports.ts'
import { toJson } from '../rows/json.ts'
import { toEvent, toSubscription, toTopic, type EventRow, type SubscriptionRow, type TopicRow } from '../rows/topics.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'
import { where } from './run-lists.ts'

export function createTopicStore({ read, change }: Connections): TopicStore {
  return {
    list: async (clientId) =>
      (await read<TopicRow>(clientId, 'SELECT * FROM topics WHERE client_id = ? ORDER BY environment, name', [clientId])).map(toTopic),
    async get(clientId, environment, name) {
      const sql = 'SELECT * FROM topics WHERE client_id = ? AND environment = ? AND name = ?'
      const [row] = await read<TopicRow>(clientId, sql, [clientId, environment, name])
      return row && toTopic(row)
    },
    async put({ clientId, environment, name, schema, retentionDays, updatedAt }) {
      await change(
        clientId,
        `INSERT INTO topics (client_id, environment, name, schema, retention_days, updated_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (client_id, environment, name) DO UPDATE SET schema = excluded.schema, retention_days = excluded.retention_days,
           updated_at = excluded.updated_at`,
        [clientId, environment, name, toJson(schema), retentionDays, updatedAt],
      )
    },
    async events(clientId, environment, topic, page) {
      const limit = pageLimit(page)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['environment = ?', environment],
        ['topic = ?', topic],
        ['id < ?', page.cursor === undefined ? undefined : decodeCursor(page.cursor).id],
      ])
      const rows = await read<EventRow>(clientId, `SELECT * FROM topic_events WHERE ${sql} ORDER BY id DESC LIMIT ?`, [
        ...values,
        limit + 1,
      ])
      return toPage(rows.map(toEvent), limit, ({ publishedAt, id }) => ({ at: publishedAt, id }))
    },
    async sweep(now) {
      const sql = `DELETE FROM topic_events WHERE published_at <= ? - 86400000 * COALESCE(
        (SELECT t.retention_days FROM topics t WHERE t.client_id = topic_events.client_id AND t.environment = topic_events.environment
         AND t.name = topic_events.topic), ?)`
      return (await change(EVERY_CLIENT, sql, [now.getTime(), TOPIC_RETENTION_DAYS])).count
    },
    async subscribe({ clientId, flowId, environment, topic, ordered }) {
      await change(
        clientId,
        `INSERT INTO subscriptions (client_id, flow_id, environment, topic, ordered) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (client_id, flow_id, environment) DO UPDATE SET topic = excluded.topic, ordered = excluded.ordered`,
        [clientId, flowId, environment, topic, ordered ? 1 : 0],
      )
    },
    async unsubscribe(clientId, flowId, environment) {
      await change(clientId, 'DELETE FROM subscriptions WHERE client_id = ? AND flow_id = ? AND environment = ?', [
        clientId,
        flowId,
        environment,
      ])
    },
    async subscriptions(clientId) {
      const sql = 'SELECT * FROM subscriptions WHERE client_id = ? ORDER BY environment, topic, flow_id'
      return (await read<SubscriptionRow>(clientId, sql, [clientId])).map(toSubscription)
    },
  }
}
