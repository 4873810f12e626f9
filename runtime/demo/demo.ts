// Makes the demo installation on the first start and starts its simulators on each. Until it is complete every part is made where it is
// missing, so that a first start that was interrupted is finished by the next one; after that what a user deletes stays deleted.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CloneTemplate, CreateConnection } from '#shared/api/contract.ts'
import { newId } from '#shared/ids.ts'
import type { Client, Partner } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { SimulatorHost } from '../simulators/host.ts'
import type { FlowStore, TenancyStore } from '../store/ports.ts'
import {
  DEMO_CLIENTS,
  DEMO_PARTNER,
  DEMO_SIGN_IN,
  DEMO_TEMPLATE,
  demoSystems,
  moreSimulators,
  simulatorSpec,
  type DemoSystem,
} from './plan.ts'

export interface DemoOptions {
  readonly dataDir: string
  readonly installationKey: Uint8Array
  readonly tenancy: TenancyStore
  readonly flows: FlowStore
  readonly accounts: {
    createUser(user: { readonly name: string; readonly email: string; readonly password: string }): Promise<{ readonly id: string }>
  }
  readonly connections: {
    list(clientId: string): Promise<readonly Connection[]>
    create(clientId: string, body: CreateConnection): Promise<Connection>
  }
  readonly simulators: SimulatorHost
  readonly clone: (clientId: string, templateId: string, body: CloneTemplate) => Promise<unknown>
  readonly now: () => Date
}

const MARKER = 'demo.json'

/** `undefined` in a data directory that is no demo. */
export function demoState(dataDir: string): 'making' | 'made' | undefined {
  try {
    return (JSON.parse(readFileSync(join(dataDir, MARKER), 'utf8')) as { state: 'making' | 'made' }).state
  } catch {
    return undefined
  }
}

/** Written before anything is made: from then on this directory is a demo, finished or not. */
export function markDemo(dataDir: string, state: 'making' | 'made'): void {
  writeFileSync(join(dataDir, MARKER), `${JSON.stringify({ state })}\n`)
}

export async function startDemo(options: DemoOptions): Promise<void> {
  const making = demoState(options.dataDir) !== 'made'
  if (making) await ensureUser(options, await ensurePartner(options))
  const partner = (await options.tenancy.partners()).find(({ name }) => name === DEMO_PARTNER)
  if (!partner) return
  for (const [index, plan] of DEMO_CLIENTS.entries()) {
    const client = making ? await ensureClient(options, partner, plan) : await options.tenancy.client(partner.id, plan.slug)
    if (!client) continue
    const systems = demoSystems(client.slug, options.installationKey)
    for (const system of systems) options.simulators.start(simulatorSpec(system, client))
    for (const simulator of moreSimulators(client, options.installationKey)) options.simulators.start(simulator)
    if (!making) continue
    const connections = await ensureConnections(options, client, systems)
    if (index === 0) await ensureFlow(options, client, connections)
  }
  if (making) markDemo(options.dataDir, 'made')
}

async function ensurePartner({ tenancy, now }: DemoOptions): Promise<Partner> {
  const existing = (await tenancy.partners()).find(({ name }) => name === DEMO_PARTNER)
  if (existing) return existing
  const partner = { id: newId('part'), name: DEMO_PARTNER, createdAt: now().toISOString() }
  await tenancy.createPartner(partner)
  return partner
}

async function ensureUser({ accounts, tenancy }: DemoOptions, partner: Partner): Promise<void> {
  const members = await tenancy.members(partner.id)
  if (members.length > 0) return
  const user = await accounts.createUser(DEMO_SIGN_IN)
  await tenancy.putMembership({ userId: user.id, partnerId: partner.id, role: 'partner-admin', clientIds: null })
}

async function ensureClient(
  { tenancy, now }: DemoOptions,
  partner: Partner,
  plan: { readonly name: string; readonly slug: string },
): Promise<Client> {
  const existing = await tenancy.client(partner.id, plan.slug)
  if (existing) return existing
  const client = { id: newId('client'), partnerId: partner.id, ...plan, createdAt: now().toISOString() }
  await tenancy.createClient(client)
  return client
}

async function ensureConnections(
  { connections }: DemoOptions,
  client: Client,
  systems: readonly DemoSystem[],
): Promise<readonly Connection[]> {
  const existing = await connections.list(client.id)
  const made: Connection[] = []
  for (const { name, environment, connector, config, secrets } of systems) {
    const found = existing.find((connection) => connection.name === name && connection.environment === environment)
    made.push(found ?? (await connections.create(client.id, { name, environment, connector, config, secrets })))
  }
  return made
}

async function ensureFlow({ flows, clone }: DemoOptions, client: Client, connections: readonly Connection[]): Promise<void> {
  // One that is there without the mark that all is made may lack its version, deployment or webhook: it is made anew.
  for (const flow of await flows.list(client.id)) if (flow.name === DEMO_TEMPLATE.name) await flows.remove(client.id, flow.id)
  const live = (connector: string) =>
    connections.find((connection) => connection.environment === 'live' && connection.connector === connector)?.id ?? ''
  await clone(client.id, DEMO_TEMPLATE.id, {
    name: DEMO_TEMPLATE.name,
    version: DEMO_TEMPLATE.version,
    environment: 'live',
    answers: {},
    connections: { shop: live('shopify'), erp: live('odoo') },
  })
}
