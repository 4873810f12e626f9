// Microsoft SQL Server and Azure SQL, by tedious.
import type { Connection } from 'tedious'
import type { Json } from '#shared/json.ts'
import { tlsOptions } from '#connectors/kit/network.ts'
import type { Dialect, Rows, SqlValue } from '../dialect.ts'
import { databaseError, type Refusal } from '../failures.ts'

const CONNECT_MS = 10_000
const REQUEST_MS = 100_000

export const sqlserver: Dialect = {
  async open(context, config, endpoint) {
    const tedious = await import('tedious')
    const isTls = config.encryption !== 'none' && !endpoint.isSimulator
    const connection = new tedious.Connection({
      server: endpoint.host,
      authentication: { type: 'default', options: { userName: config.username, password: context.secrets.get('password') } },
      options: {
        port: endpoint.port,
        database: config.name,
        connector: () => context.network.open(endpoint),
        encrypt: isTls,
        trustServerCertificate: false,
        cryptoCredentialsDetails: tlsOptions(endpoint, config.certificate),
        connectTimeout: CONNECT_MS,
        requestTimeout: REQUEST_MS,
        appName: 'Tillflow',
        useUTC: true,
        useColumnNames: false,
        rowCollectionOnRequestCompletion: false,
      },
    })
    const onAbort = () => connection.close()
    connection.on('error', () => undefined)
    context.signal.addEventListener('abort', onAbort, { once: true })
    const fail = (error: unknown) => databaseError(error, kindOf(error), endpoint)
    const close = async () => {
      context.signal.removeEventListener('abort', onAbort)
      connection.close()
    }
    try {
      await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
    } catch (error) {
      await close()
      throw fail((error as { readonly cause?: unknown }).cause ?? error)
    }
    return {
      run: (sql, values, most) =>
        query(tedious, connection, sql, values, most).catch((error: unknown) => {
          throw fail(error)
        }),
      close,
    }
  },
  parameter: (n) => `@p${n}`,
  quote: (name) => `[${name}]`,
  // It has no transactions in which it refuses writes: the rights of the user are what protects it.
  currentSchema: 'SCHEMA_NAME()',
  beginRead: 'BEGIN TRANSACTION',
  begin: 'BEGIN TRANSACTION',
  commit: 'COMMIT TRANSACTION',
  rollback: 'IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION',
  mostParameters: 2_000,
  asText: (column) => `CONVERT(nvarchar(60), ${column}, 121)`,
  limited: (columns, rest, limit) => `SELECT TOP (${limit}) ${columns} FROM ${rest}`,
  upsert({ table, columns, key, update, rows }) {
    const values = rows.map((row) => `(${row.join(', ')})`).join(', ')
    const same = key.map((name) => `t.${name} = s.${name}`).join(' AND ')
    const set = update.map((name) => `${name} = s.${name}`).join(', ')
    const matched = set === '' ? '' : ` WHEN MATCHED THEN UPDATE SET ${set}`
    const insert = `INSERT (${columns.join(', ')}) VALUES (${columns.map((name) => `s.${name}`).join(', ')})`
    // Without HOLDLOCK two sessions may both find the key missing.
    return `MERGE ${table} WITH (HOLDLOCK) AS t USING (VALUES ${values}) AS s (${columns.join(', ')}) ON ${same}${matched} WHEN NOT MATCHED THEN ${insert};`
  },
}

/** Deadlock victim, resources and limits of Azure SQL that pass, lock time-outs. */
const BUSY: ReadonlySet<number> = new Set([1205, 1222, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920])
const SIGN_IN: ReadonlySet<number> = new Set([4060, 18452, 18456, 18488])

function kindOf(error: unknown): Refusal | undefined {
  const { code, number } = (error ?? {}) as { readonly code?: string; readonly number?: number }
  if (code === 'ELOGIN' || (number !== undefined && SIGN_IN.has(number))) return 'sign-in'
  if (number !== undefined && BUSY.has(number)) return 'busy'
  return code === 'EREQUEST' && number !== undefined ? 'statement' : undefined
}

function query(
  { Request, TYPES }: typeof import('tedious'),
  connection: Connection,
  sql: string,
  values: readonly SqlValue[],
  most = Number.POSITIVE_INFINITY,
): Promise<Rows> {
  return new Promise((resolve, reject) => {
    const rows: Record<string, Json>[] = []
    let complete = true
    const request = new Request(sql, (error, affected) => {
      // Cancelled by ourselves: what was asked for is there.
      if (error && complete) reject(error)
      else resolve({ rows, complete, affected: affected ?? 0 })
    })
    for (const [index, value] of values.entries()) {
      const type =
        typeof value === 'boolean'
          ? TYPES.Bit
          : typeof value === 'number'
            ? Number.isInteger(value)
              ? TYPES.BigInt
              : TYPES.Float
            : TYPES.NVarChar
      request.addParameter(`p${index + 1}`, type, typeof value === 'number' && Number.isInteger(value) ? String(value) : value)
    }
    request.on('row', (columns: readonly { readonly metadata: { readonly colName: string }; readonly value: unknown }[]) => {
      if (rows.length < most)
        return void rows.push(Object.fromEntries(columns.map(({ metadata, value }) => [metadata.colName, toJson(value)])))
      complete = false
      request.cancel()
    })
    connection.execSql(request)
  })
}

function toJson(value: unknown): Json {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value.toString('base64')
  if (typeof value === 'bigint') return value.toString()
  return (value ?? null) as Json
}
