// What a flow reads page by page: polls and files, and sending it a file.
import { Type } from 'typebox'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, PAGE, pageOf, param, query, type Route } from '../route.ts'

export const feedRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/feeds',
    permission: 'read',
    summary: 'What the flow reads: its poll and its files, how far, and what went wrong',
    query: query({ ...PAGE, environment: Environment }),
    run: (call) => {
      const { environment, ...page } = call.query
      return call.services.feeds.list(call.client.id, param(call, 'flow'), { ...pageOf(page), environment })
    },
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/files',
    permission: 'operate',
    summary: 'A file for the flow: its bytes as the body. Answered when they are stored; reading goes on by itself',
    query: query({
      environment: Environment,
      name: Type.String({ minLength: 1, maxLength: 200 }),
      again: Type.Optional(Type.Boolean({ description: 'Read it although the same file was read before.' })),
    }),
    streamed: true,
    status: 201,
    run: (call) => {
      const { environment, name, again = false } = call.query
      const file = { clientId: call.client.id, flowId: param(call, 'flow'), environment, name, again }
      return call.services.feeds.sendFile(call.principal, file, call.stream)
    },
  }),
]
