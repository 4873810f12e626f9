// Limits, maintenance windows and the state of a client's connections, and the alerts they raise.
import { FlowSettings } from '#shared/model/flow-control.ts'
import { clientRoute, param, type Route } from '../route.ts'

export const flowControlRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/connection-states',
    permission: 'read',
    summary: 'How the connections stand with their limits: ok, slowed, in maintenance, down, or waiting for credentials',
    run: async ({ services, client }) => ({ items: await services.connections.states(client.id) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/connections/:connection/flow-control',
    permission: 'read',
    summary: "A connection's limits and maintenance windows, declared and set, and its state",
    run: (call) => call.services.connections.flowControl(call.client.id, param(call, 'connection')),
  }),
  clientRoute({
    method: 'PUT',
    path: '/connections/:connection/flow-control',
    permission: 'connect',
    summary: 'Set own limits and maintenance windows; what waits is asked again under them',
    body: FlowSettings,
    run: async (call) => {
      const { services, principal, client, body } = call
      const target = param(call, 'connection')
      const detail = await services.connections.saveFlowControl(client.id, target, body)
      await services.audit.record(principal, { action: 'connection.flow-control', target, clientId: client.id, details: { ...body } })
      return detail
    },
  }),
  clientRoute({
    method: 'POST',
    path: '/connections/:connection/try-now',
    permission: 'connect',
    summary: 'Let waiting calls go at once instead of at their time',
    run: async (call) => {
      const { services, principal, client } = call
      const target = param(call, 'connection')
      const detail = await services.connections.tryNow(client.id, target)
      await services.audit.record(principal, { action: 'connection.try-now', target, clientId: client.id })
      return detail
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/alerts',
    permission: 'read',
    summary: 'Alerts about connections: those that stand, then those that are over',
    run: async ({ services, client }) => ({ items: await services.alerts(client.id) }),
  }),
]
