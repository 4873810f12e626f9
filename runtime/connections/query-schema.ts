// The schema of a connected system's query language, for completion while a query is written: asked through the connection, kept for a while.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { QuerySchema } from '#shared/api/query-schema.ts'
import { createCallContext } from '#connectors/kit/call-context.ts'
import { redactError } from '#connectors/kit/redact.ts'
import type { ConnectionOpener } from './open-connection.ts'

export interface QuerySchemas {
  /** Throws `not-found`, `invalid-request` where the system has no query language, and what the system fails with. */
  read(clientId: string, connectionId: string): Promise<QuerySchema>
}

const READ_MS = 20_000
/** Schemas change with releases of a system; a person who writes a query asks again and again. */
const KEEP_MS = 10 * 60_000
/** Of some megabytes each. */
const MOST_KEPT = 20
/** More is no help while writing, and a burden for the browser. */
const MOST_CHARACTERS = 4_000_000

export function createQuerySchemas({ opener, now }: { readonly opener: ConnectionOpener; readonly now: () => Date }): QuerySchemas {
  const kept = new Map<string, { readonly until: number; readonly schema: Promise<QuerySchema> }>()

  return {
    async read(clientId, connectionId) {
      const { connection, connector, parts, gate } = await opener.open(clientId, connectionId)
      const { querySchema } = connector
      if (!querySchema) throw new AppError('invalid-request', { message: say`${connector.name} has no query language.` })
      const ask = async (): Promise<QuerySchema> => {
        const context = createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(READ_MS) })
        const text = await querySchema(context).catch((error: unknown) => {
          throw redactError(error, context.redactor)
        })
        if (text.length > MOST_CHARACTERS)
          throw new AppError('vendor-answer-invalid', { message: 'The schema of this API is too large to help while a query is written.' })
        return { readAt: now().toISOString(), text }
      }
      // Settings that changed may lead to another system.
      const key = createHash('sha256')
        .update(JSON.stringify([clientId, connectionId, connection.config]))
        .digest('base64url')
      const before = kept.get(key)
      if (before && before.until > now().getTime()) return await before.schema
      const schema = ask()
      kept.delete(key)
      kept.set(key, { until: now().getTime() + KEEP_MS, schema })
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      schema.catch(() => {
        if (kept.get(key)?.schema === schema) kept.delete(key)
      })
      return await schema
    },
  }
}
