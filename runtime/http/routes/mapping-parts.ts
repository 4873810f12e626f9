// Mapping parts that a client's flows share with those of other clients.
import { AppError } from '#shared/errors.ts'
import { CreateMappingPart, PartScope, SaveMappingPart, ShowPartImpact } from '#shared/model/mapping-parts.ts'
import type { Principal } from '../../auth/principal.ts'
import { clientRoute, LARGE_BODY, param, query, type Route } from '../route.ts'

const OfScope = query({ scope: PartScope })

function mustSeeScope({ clientIds }: Principal, scope: PartScope): void {
  if (scope === 'partner' && clientIds !== null) {
    throw new AppError('not-allowed', {
      message: 'All clients share this part: only members who see all clients change it.',
      fix: 'Make a copy for this client instead.',
    })
  }
}

export const mappingPartRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/mapping-parts',
    permission: 'read',
    summary: 'Mapping parts that the client’s flows can use, in their newest versions',
    run: async ({ services, client }) => ({ items: await services.mappingParts.list(client) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/mapping-parts',
    permission: 'edit-mappings',
    summary: 'Make a mapping part, for all clients of the partner or for this one',
    body: CreateMappingPart,
    maxBytes: LARGE_BODY,
    status: 201,
    async run({ services, principal, client, body }) {
      const part = body as CreateMappingPart
      mustSeeScope(principal, part.scope)
      return services.mappingParts.create(principal, client, part)
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/mapping-parts/:name',
    permission: 'read',
    summary: 'One mapping part with all its versions',
    run: (call) => call.services.mappingParts.get(call.client, param(call, 'name')),
  }),
  clientRoute({
    method: 'POST',
    path: '/mapping-parts/:name/versions',
    permission: 'edit-mappings',
    summary: 'Save the next version; for a client’s first copy of a shared part, from version 0. Deployed flows keep theirs',
    body: SaveMappingPart,
    maxBytes: LARGE_BODY,
    status: 201,
    async run(call) {
      const body = call.body as SaveMappingPart
      mustSeeScope(call.principal, body.scope)
      return call.services.mappingParts.save(call.principal, call.client, param(call, 'name'), body)
    },
  }),
  clientRoute({
    method: 'DELETE',
    path: '/mapping-parts/:name',
    permission: 'edit-mappings',
    summary: 'Remove a mapping part that nothing uses, or a client’s copy; 409 while it is used',
    query: OfScope,
    status: 204,
    async run(call) {
      mustSeeScope(call.principal, call.query.scope)
      await call.services.mappingParts.remove(call.principal, call.client, param(call, 'name'), call.query.scope)
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/mapping-parts/:name/uses',
    permission: 'read',
    summary: 'The flows and parts that use a mapping part, of the clients that the caller sees',
    query: OfScope,
    run: (call) => call.services.mappingParts.uses(call.client, param(call, 'name'), call.query.scope, call.principal.clientIds),
  }),
  clientRoute({
    method: 'POST',
    path: '/mapping-parts/:name/impact',
    permission: 'edit-mappings',
    summary: 'What flows that use the part would give on their samples if it said this',
    body: ShowPartImpact,
    maxBytes: LARGE_BODY,
    run: (call) =>
      call.services.mappingParts.impact(call.client, param(call, 'name'), call.body as ShowPartImpact, call.principal.clientIds),
  }),
]
