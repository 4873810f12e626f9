// A client's connections and webhook addresses.
import { Type } from 'typebox'
import { CreateConnection, UpdateConnection } from '#shared/api/contract.ts'
import { ReadSystemFields } from '#shared/api/system-fields.ts'
import { AppError } from '#shared/errors.ts'
import { Environment } from '#shared/model/accounts.ts'
import { isAllowed } from '../../auth/principal.ts'
import { allowedOrigins } from '../../auth/origins.ts'
import { SIGN_IN_PATH, signInCookie } from '../sign-in.ts'
import { clientRoute, param, query, type Route } from '../route.ts'

const InSomeEnvironment = query({ environment: Type.Optional(Environment) })

const connections: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/connections',
    permission: 'read',
    summary: 'Connections, without their secrets',
    query: InSomeEnvironment,
    run: async ({ services, client, query: { environment } }) => ({ items: await services.connections.list(client.id, environment) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/connections',
    permission: 'connect',
    summary: 'Make a connection; secrets are never read back',
    body: CreateConnection,
    status: 201,
    run: async ({ services, principal, client, body }) => {
      const foreign = services.connectors.list().find(({ id }) => id === body.connector)?.custom?.partnerId
      if (foreign !== undefined && foreign !== principal.partnerId) {
        const message = `There is no connector "${body.connector}".`
        throw new AppError('invalid-request', { message, issues: [{ path: '/connector', code: 'unknown-connector', message }] })
      }
      const connection = await services.connections.create(client.id, body)
      const details = { connector: connection.connector, environment: connection.environment, name: connection.name }
      await services.audit.record(principal, { action: 'connection.create', target: connection.id, clientId: client.id, details })
      return connection
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/connections/:connection',
    permission: 'read',
    summary: 'One connection',
    run: async (call) => {
      const connection = await call.services.connections.get(call.client.id, param(call, 'connection'))
      if (!connection) throw new AppError('not-found')
      return connection
    },
  }),
  clientRoute({
    method: 'PATCH',
    path: '/connections/:connection',
    permission: 'connect',
    summary: 'Change settings; secrets that are not named stay',
    body: UpdateConnection,
    run: async (call) => {
      const { services, principal, client, body } = call
      const connection = await services.connections.update(client.id, param(call, 'connection'), body)
      const details = { changed: Object.keys(body), secrets: Object.keys(body.secrets ?? {}) }
      await services.audit.record(principal, { action: 'connection.update', target: connection.id, clientId: client.id, details })
      return connection
    },
  }),
  clientRoute({
    method: 'DELETE',
    path: '/connections/:connection',
    permission: 'connect',
    summary: 'Remove a connection that no deployment uses',
    status: 204,
    run: async (call) => {
      const target = param(call, 'connection')
      await call.services.connections.remove(call.client.id, target)
      await call.services.audit.record(call.principal, { action: 'connection.remove', target, clientId: call.client.id })
    },
  }),
  clientRoute({
    method: 'POST',
    path: '/connections/:connection/test',
    permission: 'connect',
    summary: 'Prove that the credentials work',
    run: (call) => call.services.connections.test(call.client.id, param(call, 'connection')),
  }),
  clientRoute({
    method: 'POST',
    path: '/connections/:connection/fields',
    permission: 'edit-mappings',
    summary: 'The fields that the connected system has for an action, list or event: as read before, or with refresh as it says now',
    body: ReadSystemFields,
    run: async (call) => {
      const { refresh = false, ...of } = call.body
      const [client, connection] = [call.client.id, param(call, 'connection')]
      const { systemFields } = call.services
      const fields = refresh ? await systemFields.read(client, connection, of) : await systemFields.kept(client, connection, of)
      return fields ? { fields } : {}
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/connections/:connection/query-schema',
    permission: 'edit-mappings',
    summary: 'What may be asked for in the query language of the connected system, such as the schema of a GraphQL API',
    run: (call) => call.services.querySchemas.read(call.client.id, param(call, 'connection')),
  }),
  clientRoute({
    method: 'POST',
    path: '/connections/:connection/sign-in',
    permission: 'connect',
    summary: 'Begin a sign-in at the other system: the browser goes to the answer’s address and comes back to /oauth/callback',
    run: async (call) => {
      const { services, principal, client, headers, setCookies } = call
      const connectionId = param(call, 'connection')
      if (!(await services.connections.get(client.id, connectionId))) throw new AppError('not-found')
      if (principal.kind !== 'user') {
        throw new AppError('not-allowed', {
          message: 'A person signs in to the other system in the browser.',
          fix: 'Open the connection in Tillflow and press "Sign in" there.',
        })
      }
      const baseUrl = services.config.baseUrl()
      // A loopback address has several names, and the cookie belongs to the one the browser uses.
      const origin = headers.get('origin') ?? ''
      const own = allowedOrigins(baseUrl).includes(origin) ? origin : baseUrl
      const redirectUri = own + SIGN_IN_PATH
      const { url, cookie } = await services.signIns.begin({ clientId: client.id, connectionId, principalId: principal.id, redirectUri })
      setCookies([signInCookie(baseUrl, cookie)])
      return { url }
    },
  }),
]

const hooks: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/hooks',
    permission: 'read',
    summary: 'Webhook addresses; their secrets only on request, to those who may connect systems',
    query: query({ 'show-secret': Type.Optional(Type.Boolean()) }),
    run: async ({ services, principal, client, query: asked }) => {
      const showSecret = asked['show-secret'] === true
      if (showSecret) {
        if (!isAllowed(principal, 'connect')) throw new AppError('not-allowed')
        await services.audit.record(principal, { action: 'hooks.show-secrets', target: client.id, clientId: client.id })
      }
      return { items: await services.hooks.list(client.id, showSecret) }
    },
  }),
]

export const settingRoutes: readonly Route[] = [...connections, ...hooks]
