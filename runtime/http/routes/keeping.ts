// How long a client's runs are kept, and the end of a client.
import { DeleteClient } from '#shared/api/contract.ts'
import { Retention } from '#shared/model/retention.ts'
import { clientRoute, type Route } from '../route.ts'

export const keepingRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/retention',
    permission: 'read',
    summary: 'How many days ended runs are kept',
    run: ({ services, client }) => services.retention.get(client.id),
  }),
  clientRoute({
    method: 'PUT',
    path: '/retention',
    permission: 'deploy',
    summary: 'Keep ended runs for longer or shorter; what is over goes within an hour',
    body: Retention,
    run: ({ services, principal, client, body }) => services.retention.put(principal, client.id, body),
  }),
  clientRoute({
    method: 'DELETE',
    path: '',
    permission: 'administer',
    summary: 'Delete the client with everything it has: at once it is there for nobody, its rows follow',
    body: DeleteClient,
    status: 204,
    run: ({ services, principal, client, body }) => services.clientRemoval.remove(principal, client, body),
  }),
]
