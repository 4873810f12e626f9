// What this installation offers: clients, connectors, templates, simulators, its own schemas.
import { CloneTemplate, ListTemplateValues, CreateClient, PlayDay, UpgradeFlow } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { Language } from '#shared/language.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { Type } from 'typebox'
import type { Principal } from '../../auth/principal.ts'
import { clientRoute, param, partnerRoute, query, type Route } from '../route.ts'

export const catalogRoutes: readonly Route[] = [
  partnerRoute({
    method: 'GET',
    path: '/clients',
    permission: 'read',
    summary: 'The clients one may see',
    run: async ({ services, principal }) => ({ items: await services.tenancy.clients(principal) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/clients',
    permission: 'administer',
    summary: 'Add a client',
    body: CreateClient,
    status: 201,
    run: ({ services, principal, body }) => services.tenancy.createClient(principal, body),
  }),
  partnerRoute({
    method: 'GET',
    path: '/connectors',
    permission: 'read',
    summary: 'Connectors with their actions, triggers and settings',
    run: async ({ services, principal }) => ({ items: services.connectors.list().filter(isSeenBy(principal)) }),
  }),
  partnerRoute({
    method: 'GET',
    path: '/connectors/:id',
    permission: 'read',
    summary: 'One connector',
    run: async (call) => {
      const connector = call.services.connectors.list().find((one) => one.id === param(call, 'id') && isSeenBy(call.principal)(one))
      if (!connector) throw new AppError('not-found')
      return connector
    },
  }),
  partnerRoute({
    method: 'GET',
    path: '/templates',
    permission: 'read',
    summary: 'Flow templates',
    query: query({ language: Type.Optional(Language) }),
    run: async ({ services, query: { language } }) => ({ items: await services.templates.list(language) }),
  }),
  partnerRoute({
    method: 'GET',
    path: '/templates/:id',
    permission: 'read',
    summary: 'One template with its questions and samples',
    query: query({ language: Type.Optional(Language) }),
    run: async (call) => {
      const template = await call.services.templates.get(param(call, 'id'), call.query.language)
      if (!template) throw new AppError('not-found')
      return template
    },
  }),
  partnerRoute({
    method: 'GET',
    path: '/simulators',
    permission: 'read',
    summary: 'Simulated systems of the clients one may see (demo)',
    run: async ({ services, principal }) => {
      const clients = await services.tenancy.clients(principal)
      return { items: await services.simulators.list(clients.map(({ id }) => id)) }
    },
  }),
  clientRoute({
    method: 'GET',
    path: '/simulators/:simulator',
    permission: 'read',
    summary: 'A simulated system of this client and the kinds of records it holds (demo)',
    run: async (call) => found(await call.services.simulators.look(call.client.id, param(call, 'simulator'))),
  }),
  clientRoute({
    method: 'GET',
    path: '/simulators/:simulator/records/:type',
    permission: 'read',
    summary: "Records of a simulated system in the vendor's own shape, newest first (demo)",
    run: async (call) => ({
      items: found(await call.services.simulators.records(call.client.id, param(call, 'simulator'), param(call, 'type'))),
    }),
  }),
  clientRoute({
    method: 'POST',
    path: '/simulators/:simulator/day',
    permission: 'deploy',
    summary: "Play a retailer's day on a simulated shop: orders, sales, returns, cancellations, the same for the same seed (demo)",
    body: PlayDay,
    status: 201,
    run: async (call) => found(await call.services.simulators.playDay(call.client.id, param(call, 'simulator'), call.body)),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/simulators/:simulator/day',
    permission: 'deploy',
    summary: 'Stop the day that is played (demo)',
    run: async (call) => found(call.services.simulators.stopDay(call.client.id, param(call, 'simulator'))),
  }),
  clientRoute({
    method: 'POST',
    path: '/simulated-day',
    permission: 'deploy',
    summary:
      "Play one retailer's day on all simulated systems of this client that have a part in it, so that shops, tills and payouts match (demo)",
    body: PlayDay,
    status: 201,
    run: async ({ services, client, body }) => ({ items: await services.simulators.playDayEverywhere(client.id, body) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/simulated-day',
    permission: 'read',
    summary: 'The last day of each simulated system of this client (demo)',
    run: async ({ services, client }) => ({ items: services.simulators.days(client.id) }),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/simulated-day',
    permission: 'deploy',
    summary: 'Stop the day on all simulated systems of this client (demo)',
    run: async ({ services, client }) => ({ items: services.simulators.stopDays(client.id) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/templates/:template/clone',
    permission: 'design',
    summary: 'Make a flow of this client from a template, publish and deploy it',
    body: CloneTemplate,
    status: 201,
    run: (call) => call.services.templates.clone(call.principal, call.client.id, param(call, 'template'), call.body),
  }),
  clientRoute({
    method: 'POST',
    path: '/templates/:template/values',
    permission: 'design',
    summary: 'The values that a connected system lists for the table of a question, by name',
    body: ListTemplateValues,
    run: async (call) => ({ items: await call.services.listValues(call.client.id, param(call, 'template'), call.body) }),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/upgrade',
    permission: 'read',
    summary: 'What the newest version of its template would change in a cloned flow; null when there is none',
    query: query({ language: Type.Optional(Language) }),
    run: async (call) => ({ upgrade: await call.services.templates.upgrade(call.client.id, param(call, 'flow'), call.query.language) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/upgrade',
    permission: 'design',
    summary: 'Merge the newest version of its template into the draft; nothing is published',
    body: UpgradeFlow,
    run: (call) => call.services.templates.applyUpgrade(call.principal, call.client.id, param(call, 'flow'), call.body),
  }),
]

/** Its own, and those that come with Tillflow. */
const isSeenBy =
  ({ partnerId }: Principal) =>
  ({ custom }: ConnectorDescriptor) =>
    custom === undefined || custom.partnerId === partnerId

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('not-found')
  return value
}
