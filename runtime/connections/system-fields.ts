// The fields of connected systems that only they know: asked when a person wants it, kept with their time, one asking at a time for the same thing.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { SystemFieldsRead, SystemFieldsOf } from '#shared/api/system-fields.ts'
import type { Json } from '#shared/json.ts'
import { createCallContext } from '#connectors/kit/call-context.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { cutFields, type Discovery } from '#connectors/kit/discover.ts'
import { redactError } from '#connectors/kit/redact.ts'
import type { ConnectionOpener, OpenConnection } from './open-connection.ts'

export interface SystemFields {
  /** What was read before, by this process; undefined where nobody has. Asks nobody. */
  kept(clientId: string, connectionId: string, of: SystemFieldsOf): Promise<SystemFieldsRead | undefined>
  /**
   * Asks the system. Throws `not-found` for a connection, action or list that is not there, `invalid-request` where there is nothing to ask for or
   * a value is missing that decides it, and what the vendor fails with.
   */
  read(clientId: string, connectionId: string, of: SystemFieldsOf): Promise<SystemFieldsRead>
}

/** With all its requests. */
const READ_MS = 45_000
const MOST_KEPT = 500

export function createSystemFields({ opener, now }: { readonly opener: ConnectionOpener; readonly now: () => Date }): SystemFields {
  const kept = new Map<string, SystemFieldsRead>()
  const running = new Map<string, Promise<SystemFieldsRead>>()

  async function find(clientId: string, connectionId: string, of: SystemFieldsOf) {
    const opened = await opener.open(clientId, connectionId)
    const { discover, label } = partOf(opened.connector, of)
    if (!discover) {
      throw new AppError('invalid-request', {
        message: `${opened.connector.name} does not tell which fields "${label}" has beyond those that are known.`,
      })
    }
    const known = knownFor(discover, of.known ?? {}, label)
    const { connection } = opened
    // Settings that changed may lead to another system.
    const key = keyOf([clientId, connectionId, connection.config, of.part, of.id, known])
    return { opened, discover, known, key }
  }

  async function ask(
    { parts, gate }: OpenConnection,
    discover: Discovery,
    known: Readonly<Record<string, Json>>,
  ): Promise<SystemFieldsRead> {
    const context = createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(READ_MS) })
    const found = await discover.read(known, context).catch((error: unknown) => {
      throw redactError(error, context.redactor)
    })
    const [input, output] = [cutFields(found.input), cutFields(found.output)]
    return { readAt: now().toISOString(), input, output }
  }

  return {
    async kept(clientId, connectionId, of) {
      return kept.get((await find(clientId, connectionId, of)).key)
    },
    async read(clientId, connectionId, of) {
      const { opened, discover, known, key } = await find(clientId, connectionId, of)
      const underWay = running.get(key)
      if (underWay) return await underWay
      const work = ask(opened, discover, known)
      running.set(key, work)
      try {
        const read = await work
        kept.delete(key)
        kept.set(key, read)
        const [oldest] = kept.keys()
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
        return read
      } finally {
        running.delete(key)
      }
    },
  }
}

function partOf(connector: Connector, { part, id }: SystemFieldsOf): { readonly discover?: Discovery; readonly label: string } {
  const parts = { action: connector.actions, trigger: connector.triggers, poll: connector.polls ?? [] }[part]
  const found = parts.find((one) => one.id === id)
  if (!found) throw new AppError('not-found', { message: `The connector ${connector.name} has no ${part} "${id}".` })
  return found
}

function knownFor(
  { needs = [], also = [] }: Discovery,
  given: Readonly<Record<string, Json>>,
  label: string,
): Readonly<Record<string, Json>> {
  const missing = needs.filter((name) => given[name] === undefined || given[name] === '' || given[name] === null)
  if (missing.length > 0) {
    throw new AppError('invalid-request', {
      message: `Which fields "${label}" has depends on ${missing.map((name) => `"${name}"`).join(', ')}.`,
      fix: 'Give it a fixed value in the step first.',
      issues: missing.map((name) => ({ path: `/known/${name}`, code: 'required', message: `"${name}" is needed.` })),
    })
  }
  return Object.fromEntries([...needs, ...also].flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const])))
}

/** Documents of GraphQL are long. */
const keyOf = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
