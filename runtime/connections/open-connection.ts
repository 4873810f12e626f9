// Connections made ready for use: loaded, unsealed, with the gate that all their calls pass. Kept for a few seconds,
// because a busy flow asks for the same one hundreds of times a second.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { ConnectionParts } from '#connectors/kit/call-context.ts'
import { simulatorOf } from '#connectors/kit/call-context.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import type { Transport } from '#connectors/kit/transport.ts'
import type { FlowControl } from '../flow-control/flow-control.ts'
import type { ActionGate } from '../flow-control/gate.ts'
import type { ConnectionStore, TokenStore } from '../store/ports.ts'
import { createTokenKeepers } from './token-keeper.ts'
import type { Vault } from './vault.ts'

export interface OpenConnection {
  readonly connection: Connection
  readonly connector: Connector
  readonly secrets: Readonly<Record<string, string>>
  /** Everything a call needs but its signal and its gate. */
  readonly parts: Omit<ConnectionParts, 'signal' | 'gate'>
  /** For one action of a run; without a call for what a person does, which does not wait. */
  gate(call?: { readonly key: string; readonly runId: string }): ActionGate
}

export interface ConnectionOpener {
  /** Throws `not-found` or `secret-unreadable`. */
  open(clientId: string, connectionId: string): Promise<OpenConnection>
  /** The settings or secrets changed. */
  forget(connectionId: string): void
}

export interface OpenerOptions {
  readonly store: Pick<ConnectionStore, 'get' | 'secrets'>
  readonly connectors: readonly Connector[]
  readonly vault: Vault
  readonly transport: Transport
  readonly flowControl: Pick<FlowControl, 'settings' | 'gateOf'>
  readonly tokens: TokenStore
  /** Base URL of a client's built-in simulator; absent or undefined: there is none. */
  readonly resolveSimulator?: (name: string, clientId: string) => string | undefined
  /** `host:port` (or `host` for the usual port) of private systems that connections may call, also without HTTPS. Set by who runs the installation. */
  readonly allowedHosts?: readonly string[]
  readonly now: () => Date
}

// Settings changed through this process are forgotten at once; this is for changes made by another one.
const KEEP_MS = 10_000
const MOST_KEPT = 2_000

export function createConnectionOpener(options: OpenerOptions): ConnectionOpener {
  const { store, vault, now } = options
  const kept = new Map<string, { readonly until: number; readonly opened: Promise<OpenConnection> }>()
  const allowed = new Set(options.allowedHosts)
  const keeperOf = createTokenKeepers({ store: options.tokens, vault })

  async function load(clientId: string, connectionId: string): Promise<OpenConnection> {
    const connection = await store.get(clientId, connectionId)
    const connector = options.connectors.find(({ id }) => id === connection?.connector)
    if (!connection || !connector) throw new AppError('not-found', { message: 'The connection is gone.' })
    const sealed = await store.secrets(clientId, connectionId)
    const opened = await Promise.all(
      sealed.map(async (secret) => [secret.field, await vault.open(clientId, connectionId, secret)] as const),
    )
    const secrets = Object.fromEntries(opened)
    const simulator = simulatorOf(connection.config)
    const baseUrl = () => (simulator === undefined ? connector.baseUrl(connection.config) : simulatorUrl(simulator, clientId))
    const certificateAuthority = connector.certificateAuthority?.(connection.config)
    const parts = {
      transport: options.transport,
      baseUrl,
      isTrusted: (url: URL) => allowed.has(url.host) || (simulator !== undefined && isBelow(url, simulatorUrl(simulator, clientId))),
      ...(connector.limits?.throttledAnswers && { throttledAnswers: connector.limits.throttledAnswers }),
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      config: connection.config,
      secrets,
      tokens: keeperOf(clientId, connectionId),
      now,
    }
    const controlled = {
      clientId,
      connectionId,
      ...(connector.limits && { declared: connector.limits }),
      settings: await options.flowControl.settings(clientId, connectionId),
    }
    return { connection, connector, secrets, parts, gate: (call) => options.flowControl.gateOf(controlled, call) }
  }

  function simulatorUrl(name: string, clientId: string): string {
    const url = options.resolveSimulator?.(name, clientId)
    if (url === undefined) {
      throw new AppError('connection-failed', {
        message: say`The simulator ${name} does not run here.`,
        fix: 'Start with TILLFLOW_DEMO=on, or connect the real system.',
      })
    }
    return url
  }

  return {
    async open(clientId, connectionId) {
      const key = `${clientId}/${connectionId}`
      const found = kept.get(key)
      if (found && found.until > now().getTime()) return await found.opened
      if (kept.size >= MOST_KEPT) kept.clear()
      const opened = load(clientId, connectionId)
      kept.set(key, { until: now().getTime() + KEEP_MS, opened })
      opened.catch(() => kept.delete(key))
      return await opened
    },
    forget(connectionId) {
      for (const key of kept.keys()) if (key.endsWith(`/${connectionId}`)) kept.delete(key)
    },
  }
}

function isBelow(url: URL, base: string): boolean {
  const root = new URL(base)
  return url.origin === root.origin && url.pathname.startsWith(`${root.pathname.replace(/\/$/, '')}/`)
}
