// MySQL and MariaDB, by mysql2. Dates, decimals and long numbers come as texts.
import type { Connection, FieldPacket } from 'mysql2'
import type { Json } from '#shared/json.ts'
import { tlsOptions } from '#connectors/kit/network.ts'
import type { Dialect, Rows, SqlValue } from '../dialect.ts'
import { databaseError, refusalOf, type Refusal } from '../failures.ts'

const CONNECT_MS = 10_000
/** Tinyint(1) is how a boolean is declared; bit(1) too. */
const [TINY, BIT] = [1, 16]

export const mysql: Dialect = {
  async open(context, config, endpoint) {
    const { createConnection } = (await import('mysql2')).default
    const isTls = config.encryption !== 'none' && !endpoint.isSimulator
    const socket = await context.network.open(endpoint)
    const { ca } = tlsOptions(endpoint, config.certificate)
    const connection = createConnection({
      // For the certificate only: the socket is connected to the checked address.
      host: endpoint.host,
      stream: socket,
      database: config.name,
      user: config.username,
      password: context.secrets.get('password'),
      ...(isTls && { ssl: { rejectUnauthorized: true, verifyIdentity: true, ...(ca !== undefined && { ca }) } }),
      connectTimeout: CONNECT_MS,
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      decimalNumbers: false,
      jsonStrings: false,
      multipleStatements: false,
      // A server may ask for any file of this machine otherwise.
      flags: ['-LOCAL_FILES'],
      infileStreamFactory: () => {
        throw new Error('not allowed')
      },
    })
    const onAbort = () => connection.destroy()
    connection.on('error', () => undefined)
    context.signal.addEventListener('abort', onAbort, { once: true })
    const fail = (error: unknown) => databaseError(error, kindOf(error), endpoint)
    const close = async () => {
      context.signal.removeEventListener('abort', onAbort)
      connection.destroy()
    }
    try {
      await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
    } catch (error) {
      await close()
      throw fail(error)
    }
    return {
      run: (sql, values, most) =>
        query(connection, sql, values, most).catch((error: unknown) => {
          throw fail(error)
        }),
      close,
    }
  },
  parameter: () => '?',
  quote: (name) => `\`${name}\``,
  currentSchema: 'DATABASE()',
  beginRead: 'START TRANSACTION READ ONLY',
  begin: 'START TRANSACTION',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  mostParameters: 60_000,
  asText: (column) => `CAST(${column} AS CHAR)`,
  limited: (columns, rest, limit) => `SELECT ${columns} FROM ${rest} LIMIT ${limit}`,
  upsert({ table, columns, key, update, rows }) {
    // `VALUES(column)` is what both MySQL and MariaDB understand. Without columns to update the row stays as it is.
    const [first = ''] = key
    const set = update.length > 0 ? update.map((name) => `${name} = VALUES(${name})`).join(', ') : `${first} = ${first}`
    const values = rows.map((row) => `(${row.join(', ')})`).join(', ')
    return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ON DUPLICATE KEY UPDATE ${set}`
  },
}

/** Error numbers that SQLSTATE does not tell apart: too many connections, lock waits, read only while a replica takes over. */
const BUSY: ReadonlySet<number> = new Set([1040, 1203, 1205, 1213, 1290, 1836])
const SIGN_IN: ReadonlySet<number> = new Set([1044, 1045, 1049, 1130, 1698])

function kindOf(error: unknown): Refusal | undefined {
  const { errno, sqlState, fatal } = (error ?? {}) as { readonly errno?: number; readonly sqlState?: string; readonly fatal?: boolean }
  if (errno !== undefined && BUSY.has(errno)) return 'busy'
  if (errno !== undefined && SIGN_IN.has(errno)) return 'sign-in'
  if (sqlState === undefined) return fatal === false ? 'statement' : undefined
  return refusalOf(sqlState)
}

function query(connection: Connection, sql: string, values: readonly SqlValue[], most = Number.POSITIVE_INFINITY): Promise<Rows> {
  return new Promise((resolve, reject) => {
    const rows: Record<string, Json>[] = []
    let fields: readonly FieldPacket[] = []
    let affected = 0
    // Prepared on the server: values never stand in the text of the statement, whatever is in them.
    const running = connection.execute(sql, [...values])
    running.on('error', reject)
    running.on('fields', (found: unknown) => (fields = (found as FieldPacket[] | undefined) ?? []))
    running.on('result', (row: unknown) => {
      const header = row as { readonly affectedRows?: unknown }
      if (fields.length === 0) affected = Number(header.affectedRows ?? 0)
      else if (rows.length < most) rows.push(toRow(row as Record<string, unknown>, fields))
      else {
        resolve({ rows, complete: false, affected: 0 })
        connection.destroy()
      }
    })
    running.on('end', () => resolve({ rows, complete: true, affected }))
  })
}

function toRow(row: Readonly<Record<string, unknown>>, fields: readonly FieldPacket[]): Record<string, Json> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = row[field.name]
      const { columnType, columnLength } = field as { readonly columnType?: number; readonly columnLength?: number }
      const isFlag = columnLength === 1 && (columnType === TINY || columnType === BIT)
      if (isFlag && value !== null) return [field.name, Buffer.isBuffer(value) ? value[0] === 1 : Number(value) === 1]
      if (Buffer.isBuffer(value)) return [field.name, value.toString('base64')]
      return [field.name, (value ?? null) as Json]
    }),
  )
}
