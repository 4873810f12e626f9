// Connections of a client: made, changed, tested, removed. Secrets go in and never come out.
import { randomBytes } from 'node:crypto'
import type { Static } from 'typebox'
import { AppError, toErrorData, type Issue } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import type { ConnectionTest, CreateConnection, UpdateConnection } from '#shared/api/contract.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { ConnectionState, FlowControlDetail, FlowSettings } from '#shared/model/flow-control.ts'
import { createCallContext, simulatorOf } from '#connectors/kit/call-context.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { redactError } from '#connectors/kit/redact.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { ConnectionStore, FlowStore } from '../store/ports.ts'
import type { FlowControl } from '../flow-control/flow-control.ts'
import type { ConnectionOpener } from './open-connection.ts'
import type { Vault } from './vault.ts'

export interface ConnectionService {
  list(clientId: string, environment?: Environment): Promise<readonly Connection[]>
  get(clientId: string, connectionId: string): Promise<Connection | undefined>
  /** Throws `invalid-request` with the issues of settings and secrets. */
  create(clientId: string, body: Static<typeof CreateConnection>): Promise<Connection>
  /** `config` replaces the settings; secrets that are not named stay. */
  update(clientId: string, connectionId: string, body: Static<typeof UpdateConnection>): Promise<Connection>
  /** Throws `conflict` while a deployment uses it. */
  remove(clientId: string, connectionId: string): Promise<void>
  /** Asks the other system, and remembers the answer as the connection's status. Where it works, runs that wait for it go on. */
  test(clientId: string, connectionId: string): Promise<ConnectionTest>
  /** Remembers why a sign-in did not work as the connection's status. */
  failed(clientId: string, connectionId: string, message: string): Promise<void>
  /** How the client's connections stand with their limits, breakers and windows. */
  states(clientId: string): Promise<readonly ConnectionState[]>
  flowControl(clientId: string, connectionId: string): Promise<FlowControlDetail>
  /** Throws `invalid-request` with the issues. */
  saveFlowControl(clientId: string, connectionId: string, settings: FlowSettings): Promise<FlowControlDetail>
  /** What waits for the connection is tried at once. */
  tryNow(clientId: string, connectionId: string): Promise<FlowControlDetail>
}

export interface ConnectionServiceOptions {
  readonly store: ConnectionStore
  readonly flows: Pick<FlowStore, 'deployments'>
  readonly connectors: readonly Connector[]
  readonly vault: Vault
  readonly opener: ConnectionOpener
  readonly flowControl: Pick<FlowControl, 'ease' | 'states' | 'detail' | 'saveSettings'>
  readonly resolveSimulator?: (name: string, clientId: string) => string | undefined
  /** What a client's simulator accepts: nobody has to enter secrets that the installation made up itself. */
  readonly simulatorSecrets?: (name: string, clientId: string) => Readonly<Record<string, string>> | undefined
  readonly now: () => Date
}

const TEST_MS = 20_000

export function createConnectionService(options: ConnectionServiceOptions): ConnectionService {
  const { store, vault, opener, flowControl, now } = options
  const seal = (clientId: string, connectionId: string, secrets: Readonly<Record<string, string>>) =>
    Promise.all(Object.entries(secrets).map(([field, text]) => vault.seal(clientId, connectionId, field, text)))

  function secretsFor(
    connector: Connector,
    clientId: string,
    config: Readonly<Record<string, unknown>>,
    entered: Readonly<Record<string, string>> | undefined,
  ) {
    const simulator = simulatorOf(config)
    const known = simulator === undefined ? {} : (options.simulatorSecrets?.(simulator, clientId) ?? {})
    // One simulator may be reached by several connectors: each gets its own.
    const own = Object.entries(known).filter(([field]) => Object.hasOwn(connector.secrets, field))
    return { ...Object.fromEntries(own), ...given(entered) }
  }

  async function mustGet(clientId: string, connectionId: string): Promise<Connection> {
    const connection = await store.get(clientId, connectionId)
    if (!connection) throw new AppError('not-found')
    return connection
  }

  function configIssues(connector: Connector, clientId: string, config: Readonly<Record<string, unknown>>): readonly Issue[] {
    const issues = validate(connector.config, config).map((issue) => ({ ...issue, path: `/config${issue.path}` }))
    const simulator = simulatorOf(config)
    if (simulator === undefined || options.resolveSimulator?.(simulator, clientId) !== undefined) return issues
    return [
      ...issues,
      {
        path: '/config/simulator',
        code: 'unknown-simulator',
        ...spoken(say`This client has no simulator named "${simulator}".`),
      },
    ]
  }

  return {
    list: (clientId, environment) => store.list(clientId, environment),
    get: (clientId, connectionId) => store.get(clientId, connectionId),

    async create(clientId, body) {
      const connector = options.connectors.find(({ id }) => id === body.connector)
      if (!connector) {
        throw invalid([{ path: '/connector', code: 'unknown-connector', ...spoken(say`There is no connector "${body.connector}".`) }])
      }
      const entered = secretsFor(connector, clientId, body.config, body.secrets)
      const secrets = { ...generateMissing(connector, entered), ...entered }
      const missing = Object.entries(connector.secrets)
        .filter(([field, { required }]) => required && secrets[field] === undefined)
        .map(([field, { label }]) => ({ path: `/secrets/${field}`, code: 'required', ...spoken(say`"${label}" is required.`) }))
      const issues = [...configIssues(connector, clientId, body.config), ...unknownSecrets(connector, body.secrets), ...missing]
      if (issues.length > 0) throw invalid(issues)
      const at = now().toISOString()
      const connection: Connection = {
        id: newId('conn', now().getTime()),
        clientId,
        environment: body.environment,
        connector: connector.id,
        name: body.name,
        config: body.config,
        secretsSet: Object.keys(secrets).toSorted(),
        status: 'untested',
        createdAt: at,
        updatedAt: at,
      }
      await store.create(connection, await seal(clientId, connection.id, secrets))
      return connection
    },

    async update(clientId, connectionId, body) {
      const before = await mustGet(clientId, connectionId)
      const connector = options.connectors.find(({ id }) => id === before.connector)
      if (!connector) throw new AppError('not-found', { message: say`The connector ${before.connector} is gone.` })
      const config = body.config ?? before.config
      const secrets = body.config === undefined ? given(body.secrets) : secretsFor(connector, clientId, config, body.secrets)
      const issues = [...configIssues(connector, clientId, config), ...unknownSecrets(connector, body.secrets)]
      if (issues.length > 0) throw invalid(issues)
      const moved = moveIssues(connector, before, config, secrets)
      if (moved.length > 0) throw invalid(moved)
      const changed = body.config !== undefined || Object.keys(secrets).length > 0
      const { statusMessage: _, checkedAt: __, ...rest } = before
      const connection: Connection = {
        ...(changed ? { ...rest, status: 'untested' } : before),
        name: body.name ?? before.name,
        config,
        secretsSet: [...new Set([...before.secretsSet, ...Object.keys(secrets)])].toSorted(),
        updatedAt: now().toISOString(),
      }
      await store.update(connection, await seal(clientId, connectionId, secrets))
      opener.forget(connectionId)
      return connection
    },

    async remove(clientId, connectionId) {
      await mustGet(clientId, connectionId)
      const deployments = await options.flows.deployments(clientId)
      if (deployments.some(({ active, slots }) => active && Object.values(slots).includes(connectionId))) {
        throw new AppError('conflict', {
          message: 'A deployed flow uses this connection.',
          fix: 'Deploy the flow with another connection, or stop it, first.',
        })
      }
      await store.remove(clientId, connectionId)
      opener.forget(connectionId)
    },

    async test(clientId, connectionId) {
      const connection = await mustGet(clientId, connectionId)
      opener.forget(connectionId)
      const outcome = await attempt(clientId, connectionId)
      const checkedAt = now().toISOString()
      // A test takes seconds: what somebody changed meanwhile stays, and was not what was tested.
      const latest = await store.get(clientId, connectionId)
      if (latest?.updatedAt === connection.updatedAt) {
        await store.update({ ...latest, status: outcome.ok ? 'ok' : 'failed', statusMessage: outcome.message, checkedAt }, [])
      }
      opener.forget(connectionId)
      // Whatever stopped its calls is over, as far as anybody can tell: what waits goes on.
      if (outcome.ok) await flowControl.ease(controlledOf(connection))
      return { ...outcome, checkedAt }
    },

    async failed(clientId, connectionId, message) {
      const connection = await mustGet(clientId, connectionId)
      await store.update({ ...connection, status: 'failed', statusMessage: message, checkedAt: now().toISOString() }, [])
      opener.forget(connectionId)
    },

    async states(clientId) {
      const connections = await store.list(clientId)
      return flowControl.states(clientId, connections.map(controlledOf))
    },
    async flowControl(clientId, connectionId) {
      return flowControl.detail(controlledOf(await mustGet(clientId, connectionId)))
    },
    async saveFlowControl(clientId, connectionId, settings) {
      const controlled = controlledOf(await mustGet(clientId, connectionId))
      await flowControl.saveSettings(controlled, settings)
      opener.forget(connectionId)
      return flowControl.detail(controlled)
    },
    async tryNow(clientId, connectionId) {
      const controlled = controlledOf(await mustGet(clientId, connectionId))
      await flowControl.ease(controlled)
      return flowControl.detail(controlled)
    },
  }

  function controlledOf({ clientId, id, connector }: Connection) {
    const declared = options.connectors.find((known) => known.id === connector)?.limits
    return { clientId, connectionId: id, ...(declared && { declared }) }
  }

  async function attempt(clientId: string, connectionId: string): Promise<Omit<ConnectionTest, 'checkedAt'>> {
    try {
      const { connector, parts, gate } = await opener.open(clientId, connectionId)
      const context = createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(TEST_MS) })
      const { summary } = await connector.test(context).catch((error: unknown) => {
        throw redactError(error, context.redactor)
      })
      return { ok: true, message: summary }
    } catch (error) {
      const { message, fix } = toErrorData(error)
      return { ok: false, message, fix }
    }
  }
}

const invalid = (issues: readonly Issue[]) =>
  new AppError('invalid-request', { message: issues.map(({ message }) => message).join(' '), issues })

/** An empty field of a form is no secret. */
const given = (secrets: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(secrets).filter(([, text]) => text !== ''))

function unknownSecrets(connector: Connector, secrets: Readonly<Record<string, string>> = {}): readonly Issue[] {
  return Object.keys(secrets)
    .filter((field) => !Object.hasOwn(connector.secrets, field))
    .map((field) => ({
      path: `/secrets/${field}`,
      code: 'unknown-member',
      ...spoken(say`${connector.name} has no secret "${field}".`),
    }))
}

function generateMissing(connector: Connector, secrets: Readonly<Record<string, string>>): Record<string, string> {
  const fields = Object.entries(connector.secrets).filter(([field, { generated }]) => generated === true && !secrets[field])
  return Object.fromEntries(fields.map(([field]) => [field, randomBytes(32).toString('base64url')]))
}

/** Who may change an address must not thereby learn the secrets: a new address needs them again. */
function moveIssues(
  connector: Connector,
  before: Connection,
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>>,
): readonly Issue[] {
  const target = (settings: Readonly<Record<string, unknown>>) =>
    simulatorOf(settings) ?? [connector.baseUrl(settings), ...(connector.otherAddresses?.(settings) ?? [])].map(originOf).join(' ')
  if (target(before.config) === target(config)) return []
  return before.secretsSet
    .filter((field) => connector.secrets[field]?.generated !== true && secrets[field] === undefined)
    .map((field) => ({
      path: `/secrets/${field}`,
      code: 'required',
      ...spoken(say`Enter "${connector.secrets[field]?.label ?? field}" again: the connection gets another address.`),
    }))
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : '')
