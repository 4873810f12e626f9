import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { postgresql } from './dialects/postgresql.ts'
import { mysql } from './dialects/mysql.ts'
import { sqlserver } from './dialects/sqlserver.ts'
import { sql } from './index.ts'
import { createSqlSimulator } from './simulator/index.ts'
import { mustRead, quoted, toStatement } from './statement.ts'

const config = { database: 'postgresql', host: 'db.harbour-finch.example', name: 'shop', username: 'tillflow' }
const secrets = { password: 'sql-pass-0123456789' }
const price = { sku: 'HF-NEW', price: '9.99', currency: 'GBP', updated_at: '2026-03-02 09:00:00+00' }

testSocketConnector({
  connector: sql,
  createSimulator: createSqlSimulator,
  config,
  secrets,
  badSecrets: { password: 'sql-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9 },
  actions: {
    query: { input: { sql: 'SELECT sku, price FROM prices WHERE sku = :sku', parameters: { sku: 'HF-MUG-NAVY' } } },
    'upsert-rows': { input: { table: 'prices', key: ['sku'], rows: [price] }, creates: 'prices' },
    'delete-rows': { input: { table: 'prices', keys: [{ sku: 'HF-TRAY-OAK' }] } },
    execute: { input: { sql: 'UPDATE prices SET price = :price WHERE sku = :sku', parameters: { price: '1.00', sku: 'HF-MUG-NAVY' } } },
  },
  polls: { rows: { options: { table: 'prices', key: ['sku'], changed: 'updated_at', kind: 'time' } } },
})

describe('statements', () => {
  it('get the parameters of each database', () => {
    const text = 'SELECT a::text, ":no" FROM t WHERE b = :b AND c > :c OR b = :b;'
    const values = { b: "x' OR 1=1 --", c: 2 }
    expect(toStatement(text, values, postgresql)).toEqual({
      sql: 'SELECT a::text, ":no" FROM t WHERE b = $1 AND c > $2 OR b = $3',
      values: [values.b, 2, values.b],
    })
    expect(toStatement(text, values, mysql).sql).toContain('b = ? AND c > ? OR b = ?')
    expect(toStatement(text, values, sqlserver).sql).toContain('b = @p1 AND c > @p2 OR b = @p3')
  })
  it.each([
    ["SELECT * FROM t WHERE name = 'O''Brien'", 'Values belong into parameters'],
    ['SELECT 1; DROP TABLE t', 'One step runs one statement'],
    ['SELECT 1 -- x', 'comment'],
    ['SELECT /* x */ 1', 'comment'],
    ['SELECT $$x$$', 'Values belong into parameters'],
    ['SELECT $tag$x$tag$', 'Values belong into parameters'],
    ['SELECT :gone', '":gone" has no value'],
    ['SELECT :constructor', '":constructor" has no value'],
  ])('%s is refused', (text, why) => {
    expect(() => toStatement(text, {}, postgresql)).toThrow(
      expect.objectContaining({ code: 'action-input-invalid', message: expect.stringContaining(why) }),
    )
  })
  it.each(['DELETE FROM t', 'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x', 'SELECT * INTO copy FROM t', 'CALL p()', 'EXEC p'])(
    'a reading step does not run %s',
    (text) => expect(() => mustRead(text)).toThrow('This step reads'),
  )
  it('may name columns like verbs', () => {
    expect(() => mustRead('SELECT "update", [into], updated_at FROM t')).not.toThrow()
  })
  it.each(['a b', 'a;b', 'a"b', "a'b", '', 'a.b.c.d', 'ä', '1a', 'a--'])('%j is no name of a table', (name) => {
    expect(() => quoted(name, postgresql, '/table')).toThrow(expect.objectContaining({ code: 'action-input-invalid' }))
  })
  it('writes rows in the words of each database', () => {
    const parts = { table: '[t]', columns: ['[a]', '[b]'], key: ['[a]'], update: ['[b]'], rows: [['@p1', '@p2']] }
    expect(sqlserver.upsert(parts)).toBe(
      'MERGE [t] WITH (HOLDLOCK) AS t USING (VALUES (@p1, @p2)) AS s ([a], [b]) ON t.[a] = s.[a] WHEN MATCHED THEN UPDATE SET [b] = s.[b] WHEN NOT MATCHED THEN INSERT ([a], [b]) VALUES (s.[a], s.[b]);',
    )
    expect(sqlserver.upsert({ ...parts, update: [] })).not.toContain('WHEN MATCHED')
    expect(mysql.upsert({ ...parts, table: 't', columns: ['a', 'b'], key: ['a'], update: ['b'], rows: [['?', '?']] })).toBe(
      'INSERT INTO t (a, b) VALUES (?, ?) ON DUPLICATE KEY UPDATE b = VALUES(b)',
    )
  })
})

describe('rows', () => {
  const at = simulated({ connector: sql, createSimulator: createSqlSimulator, config: { ...config, simulator: 'sim' }, secrets })
  const upsert = (rows: readonly Readonly<Record<string, Json>>[], more = {}) =>
    at.run('upsert-rows', { table: 'prices', key: ['sku'], rows: rows as Json, ...more })

  it('are written once for each key, the last one counts', async () => {
    await upsert([price, { ...price, price: '1.00' }, { ...price, sku: 'HF-2' }])
    await upsert([{ ...price, price: '2.00' }], { whenThere: 'leave' })
    const rows = await at.records('prices')
    expect(rows.filter(({ sku }) => sku === 'HF-NEW')).toEqual([{ ...price, price: '1.00' }])
    expect(rows).toHaveLength(5)
  })
  it('are written all or not at all', async () => {
    const error = await at.failure(upsert([price, { ...price, sku: 'HF-2', currency: null }]))
    expect(error).toMatchObject({ code: 'vendor-rejected', details: { state: '23502' } })
    expect(await at.records('prices')).toHaveLength(3)
  })
  it.each([
    [[{ sku: 'A' }, { sku: 'B', price: '1' }], 'Row 2 has "price"'],
    [[{ sku: 'A', price: '1' }, { sku: 'B' }], 'Row 2 has no "price"'],
    [[{ price: '1' }], 'Row 1 has no "sku", which is part of the key'],
    [[{ sku: null }], 'Row 1 has no value for "sku"'],
  ])('%j are refused', async (rows, why) => {
    expect(await at.failure(upsert(rows as never))).toMatchObject({ code: 'action-input-invalid', message: expect.stringContaining(why) })
  })
  it('are not all deleted by an empty key', async () => {
    expect((await at.failure(at.run('delete-rows', { table: 'prices', keys: [{}] }))).code).toBe('action-input-invalid')
    await at.run('delete-rows', { table: 'stock', keys: [{ sku: 'HF-MUG-NAVY', location: 'LON-1' }] })
    expect(await at.records('stock')).toEqual([])
  })
  it('are read up to a number of them', async () => {
    expect(await at.run('query', { sql: 'SELECT sku FROM prices ORDER BY sku', maxRows: 2 })).toEqual({
      rows: [{ sku: 'HF-MUG-NAVY' }, { sku: 'HF-MUG-SAND' }],
      complete: false,
    })
  })
  it('say what the database says', async () => {
    expect(await at.failure(at.run('query', { sql: 'SELECT * FROM nowhere' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'db.harbour-finch.example: no such table: nowhere.',
    })
  })
  it('are read by the poll in pages of any size, though several have the same time, and again when they change', async () => {
    const settings = { table: 'prices', key: ['sku'], changed: 'updated_at', kind: 'time' }
    for (const limit of [1, 2, 100]) {
      const rows = await at.poll('rows', { limit, settings })
      expect(rows.map(({ key }) => key)).toEqual(['HF-MUG-NAVY', 'HF-MUG-SAND', 'HF-TRAY-OAK'])
      expect(rows[0]).toEqual({
        key: 'HF-MUG-NAVY',
        version: '2026-03-01 10:00:00+00',
        value: { sku: 'HF-MUG-NAVY', price: '12.50', currency: 'GBP', updated_at: '2026-03-01 10:00:00+00' },
      })
    }
    expect(await at.poll('rows', { since: '2026-03-01T10:00:30Z', settings })).toHaveLength(2)
    expect(
      await at.poll('rows', {
        settings: { ...settings, table: 'orders', key: ['id'], changed: 'id', kind: 'number', columns: ['number'] },
      }),
    ).toEqual([{ key: '1001', version: '1001', value: { number: '#1001' } }])
  })
  it('begin a round a little before the last one ended', async () => {
    const [poll] = sql.polls
    const options = { table: 'prices', key: ['sku'], changed: 'updated_at', kind: 'time', overlap: 30 }
    const read = (cursor: Json | undefined) => poll.poll({ cursor, since: new Date(0), limit: 100, options }, at.context())
    const first = await read(undefined)
    expect(first.records).toHaveLength(3)
    expect((await read(first.cursor)).records.map(({ key }) => key)).toEqual(['HF-MUG-SAND', 'HF-TRAY-OAK'])
    await upsert([{ ...price, sku: 'LATE', updated_at: '2026-03-01 10:00:40+00' }])
    expect((await read(first.cursor)).records.map(({ key }) => key)).toContain('LATE')
  })
})

describe('columns', () => {
  const at = simulated({ connector: sql, createSimulator: createSqlSimulator, config: { ...config, simulator: 'sim' }, secrets })
  const [, upsert] = sql.actions
  const [poll] = sql.polls

  it('of a table are told with their kinds, for rows that are written and rows that are read', async () => {
    const { input } = await upsert.discover.read({ table: 'prices' }, at.context())
    expect(input).toMatchObject({
      'rows.sku': { kind: 'text' },
      'rows.price': { kind: 'decimal', description: 'numeric, never empty' },
      'rows.updated_at': { kind: 'date-time' },
    })
    const { output } = await poll.discover.read({ table: 'public.stock' }, at.context())
    expect(Object.entries(output ?? {}).map(([name, { kind }]) => `${name} ${kind}`)).toEqual([
      'sku text',
      'location text',
      'available integer',
      'updated_at date-time',
    ])
  })
  it.each(['no_such_table', 'other.prices'])('of %s, which is not shown to this user, are none, and that is said', async (table) => {
    await expect(upsert.discover.read({ table }, at.context())).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: `The database shows no table or view "${table}" to this user.`,
    })
  })
  it('are not asked for what is no name of a table', async () => {
    await expect(upsert.discover.read({ table: "prices' OR 1=1" }, at.context())).rejects.toMatchObject({ code: 'action-input-invalid' })
  })
})
