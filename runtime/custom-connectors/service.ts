// Connectors that partners make without code: stored in versions, of which the newest is used, and put into the list of connectors that all
// parts of the runtime share.
import { randomBytes } from 'node:crypto'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import type { CustomConnector, DescribedApi, ReadDescription, SaveCustomConnector } from '#shared/model/custom-connectors.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { ConnectionStore, CustomConnectorStore, FlowStore, TenancyStore } from '../store/ports.ts'
import { definitionIssues } from './check.ts'

export interface CustomConnectors {
  /** What a description offers; nothing is stored. */
  read(request: ReadDescription): Promise<DescribedApi>
  /** The newest version of each of the partner's. */
  list(partnerId: string): Promise<readonly CustomConnector[]>
  /** Newest first. Throws `not-found`. */
  versions(partnerId: string, id: string): Promise<readonly CustomConnector[]>
  /** Throws `invalid-request` with the issues. */
  create(by: Actor, body: SaveCustomConnector): Promise<CustomConnector>
  /** The next version. Throws `conflict` when a deployed flow uses an operation that would be gone. */
  save(by: Actor, id: string, body: SaveCustomConnector): Promise<CustomConnector>
  /** Throws `conflict` while a connection uses it. */
  remove(by: Actor, id: string): Promise<void>
  /** Takes over what other processes have changed. */
  refresh(): Promise<void>
}

export interface CustomConnectorsOptions {
  readonly store: CustomConnectorStore
  readonly tenancy: Pick<TenancyStore, 'clients'>
  readonly connections: Pick<ConnectionStore, 'list'>
  readonly flows: Pick<FlowStore, 'deployments' | 'version'>
  readonly audit: Audit
  /** Reads a description beside the event loop. */
  readonly read: CustomConnectors['read']
  /** Makes a connector of a definition. */
  readonly compile: (id: string, definition: CustomConnector['definition']) => Connector
  /** The list that everybody looks into; its beginning is built in. */
  readonly connectors: Connector[]
  readonly descriptors: ConnectorDescriptor[]
  readonly now: () => Date
}

export function createCustomConnectors(options: CustomConnectorsOptions): CustomConnectors {
  const { store, connectors, descriptors, audit, now } = options
  const builtIn = { connectors: [...connectors], descriptors: [...descriptors] }
  let seen = ''

  async function refresh(): Promise<void> {
    const revision = await store.revision()
    if (revision === seen) return
    const custom = await store.newest()
    const made = custom.map(({ id, definition }) => options.compile(id, definition))
    connectors.splice(0, connectors.length, ...builtIn.connectors, ...made)
    const told = made.map((connector, index): ConnectorDescriptor => {
      const { partnerId = '', version = 1 } = custom[index] ?? {}
      return { ...describeConnector(connector), custom: { partnerId, version } }
    })
    descriptors.splice(0, descriptors.length, ...builtIn.descriptors, ...told)
    seen = revision
  }

  async function add(
    by: Actor,
    connector: CustomConnector,
    action: 'custom-connector.create' | 'custom-connector.save',
  ): Promise<CustomConnector> {
    if (!(await store.add(connector)))
      throw new AppError('conflict', { message: 'Somebody saved another version in the meantime.', fix: 'Reload, and save again.' })
    await refresh()
    const details = { name: connector.definition.name, version: connector.version, operations: connector.definition.operations.length }
    await audit.record(by, { action, target: connector.id, details })
    return connector
  }

  const stamped = (by: Actor, { definition, note }: SaveCustomConnector) => {
    const issues = definitionIssues(definition)
    if (issues.length > 0) throw invalid(issues)
    return { partnerId: by.partnerId, definition, ...(note !== undefined && { note }), createdAt: now().toISOString(), createdBy: by.actor }
  }

  async function mustVersions(partnerId: string, id: string): Promise<readonly [CustomConnector, ...CustomConnector[]]> {
    const [newest, ...older] = await store.versions(partnerId, id)
    if (!newest) throw new AppError('not-found')
    return [newest, ...older]
  }

  /** Operations of the connector that deployed flows of the partner call. */
  async function usedOperations(partnerId: string, id: string): Promise<ReadonlySet<string>> {
    const used = new Set<string>()
    for (const client of await options.tenancy.clients(partnerId)) {
      for (const { active, flowId, version } of await options.flows.deployments(client.id)) {
        const document = active ? (await options.flows.version(client.id, flowId, version))?.document : undefined
        for (const node of Object.values(document?.nodes ?? {}))
          if (node.kind === 'call' && document?.slots[node.config.slot]?.connector === id) used.add(node.config.action)
      }
    }
    return used
  }

  return {
    read: options.read,
    refresh,
    list: async (partnerId) => (await store.newest()).filter((connector) => connector.partnerId === partnerId),
    versions: mustVersions,
    create: (by, body) =>
      add(by, { ...stamped(by, body), id: newConnectorId(body.definition.name), version: 1 }, 'custom-connector.create'),
    async save(by, id, body) {
      const [{ version }] = await mustVersions(by.partnerId, id)
      const next = stamped(by, body)
      const kept = new Set(body.definition.operations.map((operation) => operation.id))
      const lost = [...(await usedOperations(by.partnerId, id))].filter((operation) => !kept.has(operation))
      if (lost.length > 0) {
        throw new AppError('conflict', {
          message: say`Deployed flows call ${lost.map((operation) => `"${operation}"`).join(', ')}, which this version does not have.`,
          fix: 'Keep the operations, or change the flows first.',
        })
      }
      return add(by, { ...next, id, version: version + 1 }, 'custom-connector.save')
    },
    async remove(by, id) {
      await mustVersions(by.partnerId, id)
      for (const client of await options.tenancy.clients(by.partnerId)) {
        const used = (await options.connections.list(client.id)).find(({ connector }) => connector === id)
        if (used)
          throw new AppError('conflict', {
            message: say`${client.name} has the connection "${used.name}" to it.`,
            fix: 'Delete its connections first.',
          })
      }
      await store.remove(by.partnerId, id)
      await refresh()
      await audit.record(by, { action: 'custom-connector.remove', target: id })
    },
  }
}

const invalid = (issues: readonly Issue[]) =>
  new AppError('invalid-request', {
    message: issues
      .map(({ message }) => message)
      .slice(0, 5)
      .join(' '),
    issues,
  })

/** Readable in flow documents, and never the same as another partner's. */
function newConnectorId(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  return ['custom', ...(words === '' ? [] : [words]), randomBytes(5).toString('hex')].join('-')
}
