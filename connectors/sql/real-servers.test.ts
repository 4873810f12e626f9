// The SQL connector against PostgreSQL and MariaDB, where they run: the same journey on each.
import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import type { PollRecord } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { sql } from './index.ts'

const servers = [
  { database: 'postgresql', name: 'postgres', ...(await realServer('postgres')), schema: 'tillflow_test' },
  { database: 'mysql', name: 'mysql', ...(await realServer('mariadb')), schema: 'tillflow_test' },
] as const
const transport = createTransport()

describe.each(servers)('$database $missing', ({ database, name, port, missing, schema }) => {
  const config = { database, host: '127.0.0.1', port, name, username: 'erp', encryption: 'none' }
  const context = (over: Record<string, unknown> = {}, password = 'erp-pw', isTrusted = true) =>
    createActionContext(
      {
        transport,
        baseUrl: () => '',
        isTrusted: () => isTrusted,
        gate: openGate,
        signal: AbortSignal.timeout(30_000),
        config: { ...config, ...over },
        secrets: { password },
      },
      { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
    )
  const run = (id: string, input: unknown) => sql.actions.find((action) => action.id === id)!.run(input as Json, context())
  const failure = (work: Promise<unknown>): Promise<ErrorData> =>
    work.then(
      () => expect.fail('it did not fail'),
      (error: ErrorData) => error,
    )
  const execute = (text: string) => run('execute', { sql: text })
  const table = `${schema}.things`

  it.skipIf(missing !== undefined)('keeps every digit, writes once, reads by cursor, and says what it refuses', async () => {
    const isPostgres = database === 'postgresql'
    await execute(`DROP TABLE IF EXISTS ${table}`)
    await execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
    const types = isPostgres ? ['timestamptz(6)', 'boolean', 'jsonb', 'bytea'] : ['datetime(6)', 'tinyint(1)', 'json', 'varbinary(20)']
    await execute(
      `CREATE TABLE ${table} (id bigint PRIMARY KEY, name varchar(80) NOT NULL, amount decimal(20, 4), changed ${types[0]}, flag ${types[1]}, extra ${types[2]}, raw ${types[3]}, small int)`,
    )
    const [, upsert] = sql.actions
    const columns = (await upsert.discover.read({ table }, context())).input ?? {}
    expect(Object.entries(columns).map(([path, { kind }]) => `${path} ${kind}`)).toEqual([
      'rows.id decimal',
      'rows.name text',
      'rows.amount decimal',
      isPostgres ? 'rows.changed date-time' : 'rows.changed text',
      isPostgres ? 'rows.flag boolean' : 'rows.flag integer',
      'rows.extra text',
      'rows.raw text',
      'rows.small integer',
    ])
    const rows = Array.from({ length: 25 }, (_, index) => ({
      id: String(9_007_199_254_740_993n + BigInt(index)),
      name: `O'Brien "${index}" \\ ; -- 🙂`,
      amount: `123456789012345.67${String(index).padStart(2, '0')}`,
      changed: `2026-03-01 10:00:00.00000${Math.floor(index / 10)}`,
      flag: index % 2 === 0,
      extra: '{"a":[1]}',
      raw: null,
      small: index,
    }))
    expect(await run('upsert-rows', { table, key: ['id'], rows })).toEqual({ rows: 25 })
    expect(
      await run('upsert-rows', { table, key: ['id'], rows: rows.map((row) => ({ ...row, name: 'changed' })), whenThere: 'leave' }),
    ).toEqual({ rows: 25 })
    const read = (await run('query', {
      sql: `SELECT id, name, amount, flag, small FROM ${table} WHERE name = :name OR small > :small ORDER BY id`,
      parameters: { name: rows[3]?.name, small: 23 },
    })) as { rows: Json[] }
    expect(read.rows).toEqual(
      [3, 24].map((index) => ({
        id: rows[index]?.id,
        name: rows[index]?.name,
        amount: rows[index]?.amount,
        flag: rows[index]?.flag,
        small: index,
      })),
    )

    // Times that differ in their microseconds only, ten rows of each.
    const options = { table, key: ['id'], changed: 'changed', kind: 'time', columns: ['small', 'changed'], overlap: 0 }
    const records: PollRecord[] = []
    for (let cursor: Json | undefined; ;) {
      const page = await sql.polls[0].poll({ cursor, since: new Date('2026-01-01T00:00:00Z'), limit: 4, options }, context())
      records.push(...page.records)
      cursor = page.cursor
      if (!page.more) break
    }
    expect(records.map(({ value }) => (value as { small: number }).small)).toEqual(rows.map(({ small }) => small))
    expect(records[24]?.version).toContain('10:00:00.000002')

    await run('delete-rows', { table, keys: [{ id: rows[0]?.id }, { id: '1' }] })
    expect(await run('query', { sql: `SELECT count(*) AS n FROM ${table}`, maxRows: 1 })).toMatchObject({ rows: [{ n: '24' }] })
    expect(await run('query', { sql: `SELECT a.id FROM ${table} a, ${table} b, ${table} c`, maxRows: 3 })).toMatchObject({
      complete: false,
    })
    expect(await failure(run('upsert-rows', { table, key: ['id'], rows: [{ id: '7', name: null }] }))).toMatchObject({
      code: 'vendor-rejected',
    })
    expect(await failure(run('upsert-rows', { table: `${schema}.nowhere`, key: ['id'], rows: [{ id: '7' }] }))).toMatchObject({
      code: 'vendor-rejected',
    })
  })

  it.skipIf(missing !== undefined)('refuses to write while it reads, whatever the statement calls', async () => {
    await execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
    const isPostgres = database === 'postgresql'
    // A SELECT that writes: the next number of a sequence.
    await execute(`CREATE SEQUENCE IF NOT EXISTS ${schema}.numbers`)
    const reading = isPostgres
      ? { sql: 'SELECT nextval(CAST(:name AS regclass)) AS n', parameters: { name: `${schema}.numbers` } }
      : { sql: `SELECT nextval(${schema}.numbers) AS n` }
    expect(await failure(run('query', reading))).toMatchObject({ code: 'vendor-rejected', details: { state: '25006' } })
    expect(await run('execute', reading)).toMatchObject({ rows: [{ n: expect.stringMatching(/^\d+$/) }] })
  })

  it.skipIf(missing !== undefined)('calls wrong credentials, missing databases and missing encryption by their names', async () => {
    expect((await failure(sql.test(context({}, 'wrong-password')))).code).toBe('credentials-invalid')
    expect((await failure(sql.test(context({ name: 'no_such_database' })))).code).toBe('credentials-invalid')
    expect((await failure(sql.test(context({ host: '8.8.8.8' }, 'erp-pw', false)))).code).toBe('connection-blocked')
    expect((await failure(sql.test(context({ encryption: 'tls' })))).code).toBe('connection-failed')
    await expect(sql.test(context())).resolves.toMatchObject({ summary: expect.stringContaining('Signed in') })
  })
})
