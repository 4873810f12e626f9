// What happens with a client's data: overview, runs, the exception desk.
import { Type } from 'typebox'
import { AskedFilter, ConfirmArrival, DiscardException, ReplayException } from '#shared/api/contract.ts'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, LARGE_BODY, PAGE, pageOf, param, query, type Route } from '../route.ts'

const RunState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('waiting'),
  Type.Literal('succeeded'),
  Type.Literal('parked'),
  Type.Literal('cancelled'),
  Type.Literal('quarantined'),
  Type.Literal('skipped'),
])
const ExceptionState = Type.Union([Type.Literal('open'), Type.Literal('replayed'), Type.Literal('discarded')])
const OfFlow = { flow: Type.Optional(Type.String({ maxLength: 64 })), environment: Type.Optional(Environment) }

/** `flow` in addresses is `flowId` in the store. */
const filterOf = <S>({ flow, environment, status, label }: { flow?: string; environment?: Environment; status?: S; label?: string }) => ({
  ...(label !== undefined && { label }),
  ...(flow !== undefined && { flowId: flow }),
  ...(environment !== undefined && { environment }),
  ...(status !== undefined && { status }),
})

export const operationRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/overview',
    permission: 'read',
    summary: 'The client at a glance',
    run: ({ services, client }) => services.overview(client),
  }),
  clientRoute({
    method: 'GET',
    path: '/runs',
    permission: 'read',
    summary: 'Runs, newest first',
    query: query({
      ...PAGE,
      ...OfFlow,
      status: Type.Optional(RunState),
      label: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    }),
    run: ({ services, client, query: { limit, cursor, ...filter } }) =>
      services.runs.list(client.id, { ...pageOf({ limit, cursor }), ...filterOf(filter) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/runs/:run',
    permission: 'read',
    summary: 'A run with its steps and events',
    run: (call) => call.services.runs.view(call.client.id, param(call, 'run')),
  }),
  clientRoute({
    method: 'GET',
    path: '/runs/:run/input',
    permission: 'read',
    summary: "The event's body as it came",
    run: async (call) => ({ body: await call.services.runs.input(call.client.id, param(call, 'run')) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/runs/:run/cancel',
    permission: 'operate',
    summary: 'Stop a run that has not ended',
    run: (call) => call.services.runs.cancel(call.principal, call.client.id, param(call, 'run')),
  }),
  clientRoute({
    method: 'GET',
    path: '/exceptions',
    permission: 'read',
    summary: 'Parked records, newest first',
    query: query({ ...PAGE, ...AskedFilter, status: Type.Optional(ExceptionState) }),
    run: ({ services, client, query: { limit, cursor, node, code, ...filter } }) =>
      services.exceptions.list(client.id, {
        ...pageOf({ limit, cursor }),
        ...filterOf(filter),
        ...(node !== undefined && { nodeId: node }),
        ...(code !== undefined && { code }),
      }),
  }),
  clientRoute({
    method: 'GET',
    path: '/exceptions/:exception',
    permission: 'read',
    summary: 'A parked record with its cause',
    run: (call) => call.services.exceptions.get(call.client.id, param(call, 'exception')),
  }),
  clientRoute({
    method: 'POST',
    path: '/exceptions/:exception/replay',
    permission: 'operate',
    summary: 'Go on from the failed step, with the version of then or of now and perhaps an edited record',
    body: ReplayException,
    maxBytes: LARGE_BODY,
    status: 201,
    run: (call) => call.services.exceptions.replay(call.principal, call.client.id, param(call, 'exception'), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/exceptions/:exception/confirm',
    permission: 'operate',
    summary: 'Say that an uncertain call arrived: it is not made again, and the run goes on behind it',
    body: ConfirmArrival,
    maxBytes: LARGE_BODY,
    status: 201,
    run: (call) => call.services.exceptions.confirm(call.principal, call.client.id, param(call, 'exception'), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/exceptions/:exception/discard',
    permission: 'operate',
    summary: 'Close a parked record with a reason',
    body: DiscardException,
    run: (call) => call.services.exceptions.discard(call.principal, call.client.id, param(call, 'exception'), call.body.reason),
  }),
]
