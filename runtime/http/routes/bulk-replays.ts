// Many parked records at once: what they have in common, and replaying them as one job.
import { Type } from 'typebox'
import { AskedFilter, StartBulkReplay } from '#shared/api/contract.ts'
import { filterOf } from '../../exceptions/bulk-replays.ts'
import { clientRoute, param, query, type Route } from '../route.ts'

export const bulkReplayRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/exception-causes',
    permission: 'read',
    summary: 'Open exceptions put together by flow, step and reason, the most frequent first',
    query: query(AskedFilter),
    run: async ({ services, client, query: filter }) => ({ items: await services.bulkReplays.causes(client.id, filterOf(filter)) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/bulk-replays/preview',
    permission: 'read',
    summary: 'What a bulk replay would replay, and what it would leave',
    query: query({ ...AskedFilter, version: Type.Optional(Type.Union([Type.Literal('original'), Type.Literal('deployed')])) }),
    run: ({ services, client, query: { version, ...filter } }) =>
      services.bulkReplays.preview(client.id, filterOf(filter), version ?? 'deployed'),
  }),
  clientRoute({
    method: 'GET',
    path: '/bulk-replays',
    permission: 'read',
    summary: 'Bulk replays, newest first, and how far they are',
    run: async ({ services, client }) => ({ items: await services.bulkReplays.list(client.id) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/bulk-replays',
    permission: 'operate',
    summary: 'Replay all open exceptions that fit, oldest first, as one job',
    body: StartBulkReplay,
    status: 201,
    run: (call) => call.services.bulkReplays.begin(call.principal, call.client.id, call.body),
  }),
  clientRoute({
    method: 'GET',
    path: '/bulk-replays/:bulk',
    permission: 'read',
    summary: 'One bulk replay',
    run: (call) => call.services.bulkReplays.get(call.client.id, param(call, 'bulk')),
  }),
  clientRoute({
    method: 'POST',
    path: '/bulk-replays/:bulk/stop',
    permission: 'operate',
    summary: 'Stop a bulk replay; what was replayed stays so',
    run: (call) => call.services.bulkReplays.halt(call.principal, call.client.id, param(call, 'bulk')),
  }),
]
