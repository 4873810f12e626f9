// Windows of aggregate and join steps.
import { Type } from 'typebox'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, PAGE, pageOf, param, query, type Route } from '../route.ts'

export const windowRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/windows',
    permission: 'read',
    summary: 'What steps have collected, newest first; open windows unless asked otherwise',
    query: query({
      ...PAGE,
      flow: Type.Optional(Type.String({ maxLength: 64 })),
      environment: Type.Optional(Environment),
      status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])),
    }),
    run: ({ services, client, query: { limit, cursor, flow, environment, status } }) =>
      services.windows.list(client.id, {
        ...pageOf({ ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) }),
        status: status ?? 'open',
        ...(flow !== undefined && { flowId: flow }),
        ...(environment !== undefined && { environment }),
      }),
  }),
  clientRoute({
    method: 'GET',
    path: '/windows/:window',
    permission: 'read',
    summary: 'One window',
    run: (call) => call.services.windows.get(call.client.id, param(call, 'window')),
  }),
  clientRoute({
    method: 'GET',
    path: '/windows/:window/records',
    permission: 'read',
    summary: 'Its records in the order they came; the next page begins after the last seq',
    query: query({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      after: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    run: async (call) => ({
      items: await call.services.windows.records(call.client.id, param(call, 'window'), {
        after: call.query.after ?? 0,
        limit: call.query.limit ?? 50,
      }),
    }),
  }),
  clientRoute({
    method: 'POST',
    path: '/windows/:window/close',
    permission: 'operate',
    summary: 'Close a window now: its run begins',
    run: (call) => call.services.windows.close(call.principal, call.client.id, param(call, 'window')),
  }),
]
