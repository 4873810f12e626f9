// A client's lookup tables, and the inbox of the keys they lack.
import { Type } from 'typebox'
import { CreateLookupTable, MapKey, ReleaseKey, SaveLookupTable } from '#shared/api/lookups.ts'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, LARGE_BODY, param, query, type Route } from '../route.ts'

const InEnvironment = query({ environment: Environment })
const InSomeEnvironment = query({ environment: Type.Optional(Environment) })

export const lookupRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/lookup-tables',
    permission: 'read',
    summary: 'Lookup tables',
    query: InSomeEnvironment,
    run: async ({ services, client, query: { environment } }) => ({ items: await services.lookupTables.list(client.id, environment) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/lookup-tables',
    permission: 'edit-mappings',
    summary: 'Make a lookup table',
    body: CreateLookupTable,
    maxBytes: LARGE_BODY,
    status: 201,
    run: ({ services, principal, client, body }) => services.lookupTables.create(principal, client.id, body),
  }),
  clientRoute({
    method: 'GET',
    path: '/lookup-tables/:name',
    permission: 'read',
    summary: 'One lookup table',
    query: InEnvironment,
    run: (call) => call.services.lookupTables.get(call.client.id, call.query.environment, param(call, 'name')),
  }),
  clientRoute({
    method: 'PUT',
    path: '/lookup-tables/:name',
    permission: 'edit-mappings',
    summary: 'Replace the rows, and what stands for a key that is not there; 409 when somebody saved a newer revision',
    query: InEnvironment,
    body: SaveLookupTable,
    maxBytes: LARGE_BODY,
    run: (call) => call.services.lookupTables.save(call.principal, call.client.id, call.query.environment, param(call, 'name'), call.body),
  }),
  clientRoute({
    method: 'GET',
    path: '/lookup-inbox',
    permission: 'read',
    summary: 'Keys that lookup tables lack, with the records that wait for them, the most awaited first',
    query: InSomeEnvironment,
    run: async ({ services, client, query: { environment } }) => ({ items: await services.lookupInbox.list(client.id, environment) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/lookup-inbox/map',
    permission: 'edit-mappings',
    summary: 'Put a key that is awaited into its lookup table, and replay the records that wait for it',
    body: MapKey,
    status: 201,
    run: (call) => call.services.lookupInbox.map(call.principal, call.client.id, call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/lookup-inbox/release',
    permission: 'operate',
    summary: 'Replay the records that waited for a key that is in its lookup table now',
    body: ReleaseKey,
    status: 201,
    run: (call) => call.services.lookupInbox.release(call.principal, call.client.id, call.body),
  }),
]
