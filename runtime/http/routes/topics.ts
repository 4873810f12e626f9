// Topics: what flows of a client tell each other.
import { SaveTopic } from '#shared/api/contract.ts'
import { READABLE_ID } from '#shared/flow/document.ts'
import { AppError } from '#shared/errors.ts'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, PAGE, pageOf, param, query, type PublicCall, type Route } from '../route.ts'

function topicParam(call: PublicCall): string {
  const name = param(call, 'topic')
  if (!new RegExp(READABLE_ID).test(name) || name.length > 64) throw new AppError('not-found')
  return name
}

export const topicRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/topics',
    permission: 'read',
    summary: 'Topics with the flows that listen',
    run: async ({ services, client }) => ({ items: await services.topics.list(client.id) }),
  }),
  clientRoute({
    method: 'PUT',
    path: '/topics/:topic',
    permission: 'design',
    summary: 'Give a topic a schema, and say how long its events can be looked at',
    query: query({ environment: Environment }),
    body: SaveTopic,
    run: (call) => call.services.topics.save(call.principal, call.client.id, call.query.environment, topicParam(call), call.body),
  }),
  clientRoute({
    method: 'GET',
    path: '/topics/:topic/events',
    permission: 'read',
    summary: 'What was published, newest first',
    query: query({ ...PAGE, environment: Environment }),
    run: (call) => {
      const { environment, ...page } = call.query
      return call.services.topics.events(call.client.id, environment, topicParam(call), pageOf(page))
    },
  }),
]
