// Connectors that a partner makes without code.
import { AppError } from '#shared/errors.ts'
import { ReadDescription, SaveCustomConnector } from '#shared/model/custom-connectors.ts'
import type { Principal } from '../../auth/principal.ts'
import { LARGE_BODY, param, partnerRoute, type Route } from '../route.ts'

/** A description, and the JSON around it. */
const DESCRIPTION_BYTES = 16_000_000

/** All clients of the partner share them. */
function mustSeeAllClients({ clientIds }: Principal): void {
  if (clientIds !== null) {
    throw new AppError('not-allowed', { message: 'All clients share these connectors: only members who see all clients change them.' })
  }
}

export const customConnectorRoutes: readonly Route[] = [
  partnerRoute({
    method: 'GET',
    path: '/custom-connectors',
    permission: 'read',
    summary: 'Connectors that this partner made without code, in their newest versions',
    run: async ({ services, principal }) => ({ items: await services.customConnectors.list(principal.partnerId) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/custom-connectors/read',
    permission: 'connect',
    summary: 'What an OpenAPI, Swagger, Postman or GraphQL description offers; nothing is stored',
    body: ReadDescription,
    maxBytes: DESCRIPTION_BYTES,
    run: ({ services, body }) => services.customConnectors.read(body as ReadDescription),
  }),
  partnerRoute({
    method: 'POST',
    path: '/custom-connectors',
    permission: 'connect',
    summary: 'Make a connector from a definition',
    body: SaveCustomConnector,
    maxBytes: LARGE_BODY,
    status: 201,
    async run({ services, principal, body }) {
      mustSeeAllClients(principal)
      return services.customConnectors.create(principal, body as SaveCustomConnector)
    },
  }),
  partnerRoute({
    method: 'GET',
    path: '/custom-connectors/:id/versions',
    permission: 'read',
    summary: 'All versions, newest first',
    run: async (call) => ({ items: await call.services.customConnectors.versions(call.principal.partnerId, param(call, 'id')) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/custom-connectors/:id/versions',
    permission: 'connect',
    summary: 'Save the next version; 409 when a deployed flow uses an operation that would be gone',
    body: SaveCustomConnector,
    maxBytes: LARGE_BODY,
    status: 201,
    async run(call) {
      mustSeeAllClients(call.principal)
      return call.services.customConnectors.save(call.principal, param(call, 'id'), call.body as SaveCustomConnector)
    },
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/custom-connectors/:id',
    permission: 'connect',
    summary: 'Remove a connector that no connection uses, with all its versions',
    status: 204,
    async run(call) {
      mustSeeAllClients(call.principal)
      await call.services.customConnectors.remove(call.principal, param(call, 'id'))
    },
  }),
]
