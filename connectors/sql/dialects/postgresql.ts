// PostgreSQL, by pg. Everything is asked for as text, so that no digit and no microsecond is lost; types with an exact JSON form become it.
import type { Client, QueryConfig } from 'pg'
import type { Json } from '#shared/json.ts'
import { parseExact } from '#connectors/kit/exact-json.ts'
import { tlsOptions } from '#connectors/kit/network.ts'
import type { Dialect, Rows } from '../dialect.ts'
import { databaseError, refusalOf } from '../failures.ts'

const CONNECT_MS = 10_000

export const postgresql: Dialect = {
  async open(context, config, endpoint) {
    const pg = (await import('pg')).default
    const isTls = config.encryption !== 'none' && !endpoint.isSimulator
    const client = new pg.Client({
      host: endpoint.address,
      port: endpoint.port,
      database: config.name,
      user: config.username,
      password: context.secrets.get('password'),
      ssl: isTls ? { ...tlsOptions(endpoint, config.certificate), rejectUnauthorized: true } : false,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'Tillflow',
      types: { getTypeParser: (oid: number) => (text: string | Buffer) => toJson(oid, text.toString()) } as never,
    })
    const onAbort = () => void client.end().catch(() => undefined)
    // A connection that is cut between two statements is noticed by the next one.
    client.on('error', () => undefined)
    const fail = (error: unknown) => databaseError(error, refusalOf(stateOf(error)), endpoint)
    if (context.signal.aborted) throw databaseError(undefined, undefined, endpoint)
    context.signal.addEventListener('abort', onAbort, { once: true })
    await client.connect().catch((error: unknown) => {
      throw fail(error)
    })
    return {
      run: (sql, values, most) =>
        query(client, { text: sql, values: values.map((value) => value) }, most).catch((error: unknown) => {
          throw fail(error)
        }),
      async close() {
        context.signal.removeEventListener('abort', onAbort)
        await client.end().catch(() => undefined)
      },
    }
  },
  parameter: (n) => `$${n}`,
  quote: (name) => `"${name}"`,
  currentSchema: 'current_schema()',
  beginRead: 'BEGIN READ ONLY',
  begin: 'BEGIN',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  mostParameters: 60_000,
  asText: (column) => `CAST(${column} AS text)`,
  limited: (columns, rest, limit) => `SELECT ${columns} FROM ${rest} LIMIT ${limit}`,
  upsert({ table, columns, key, update, rows }) {
    const set = update.map((name) => `${name} = excluded.${name}`).join(', ')
    const values = rows.map((row) => `(${row.join(', ')})`).join(', ')
    const then = set === '' ? 'DO NOTHING' : `DO UPDATE SET ${set}`
    return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ON CONFLICT (${key.join(', ')}) ${then}`
  },
}

const stateOf = (error: unknown): string => {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : ''
}

/** Row by row, so that a large answer is not held before it is cut. */
async function query(client: Client, config: QueryConfig, most = Number.POSITIVE_INFINITY): Promise<Rows> {
  const pg = (await import('pg')).default
  return await new Promise((resolve, reject) => {
    const rows: Record<string, Json>[] = []
    const running = client.query(new pg.Query(config))
    running.on('row', (row: Record<string, Json>) => {
      if (rows.length < most) return void rows.push(row)
      // Nobody wants the rest: the session ends with the answer.
      resolve({ rows, complete: false, affected: 0 })
      client.end().catch(() => undefined)
    })
    running.on('error', reject)
    running.on('end', (result) => resolve({ rows, complete: true, affected: result.rowCount ?? 0 }))
  })
}

/** By type (pg_type.oid): bool, small and whole numbers, JSON; all else is the text that PostgreSQL writes. */
function toJson(oid: number, text: string): Json {
  switch (oid) {
    case 16:
      return text === 't'
    case 21:
    case 23:
      return Number(text)
    case 114:
    case 3802:
      return parseExact(text)
    case 17:
      return Buffer.from(text.replace(/^\\x/, ''), 'hex').toString('base64')
    case 1114:
      return text.replace(' ', 'T')
    case 1184:
      return text
        .replace(' ', 'T')
        .replace(/([+-]\d\d)$/, '$1:00')
        .replace('+00:00', 'Z')
    default:
      return text
  }
}
