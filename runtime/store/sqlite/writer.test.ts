// Group commit: one transaction for many writes, and what happens when one of them, or all of them, fail.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { openConnection } from './connection.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { createWriter, type Writer } from './writer.ts'

const aTurn = () => new Promise((resolve) => setImmediate(resolve))

/** What a write answered, or the code of its error. */
const told = (one: PromiseSettledResult<unknown>): unknown =>
  one.status === 'fulfilled' ? one.value : hasErrorCode(one.reason) ? one.reason.code : 'no code'

describe('the writer', () => {
  let directory: string
  let database: Database
  let writer: Writer
  let commits: number[]
  beforeEach(() => {
    directory = temporaryDirectory()
    database = openConnection(join(directory, 'test.db'))
    database.exec(`CREATE TABLE things (id INTEGER PRIMARY KEY, data TEXT);
      CREATE TABLE parents (id INTEGER PRIMARY KEY);
      CREATE TABLE children (parent INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED)`)
    commits = []
    writer = createWriter(database, { onCommit: ({ writes }) => commits.push(writes) })
  })
  afterEach(() => {
    database.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const insert = (id: number, data = '') => writer.write(() => database.prepare('INSERT INTO things VALUES (?, ?)').run(id, data).changes)
  const stored = () =>
    database
      .prepare<[], { id: number }>('SELECT id FROM things ORDER BY id')
      .all()
      .map(({ id }) => id)

  it('commits all writes of one turn in one transaction', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((id) => insert(id)))
    expect(answers).toEqual([1, 1, 1, 1, 1])
    expect(commits).toEqual([5])
    await insert(6)
    expect(commits).toEqual([5, 1])
  })

  it('splits what would keep everybody waiting', async () => {
    await Promise.all(Array.from({ length: 1030 }, (_, id) => insert(id)))
    expect(commits).toEqual([512, 512, 6])
    expect(stored()).toHaveLength(1030)
  })

  it('answers nobody before the commit', async () => {
    let answered = false
    const write = insert(1).then(() => (answered = true))
    await Promise.resolve()
    expect([answered, stored()]).toEqual([false, []])
    await write
    expect(stored()).toEqual([1])
  })

  it('rejects one failing write alone, with nothing of it left', async () => {
    const half = writer.write(() => {
      database.prepare("INSERT INTO things VALUES (7, '')").run()
      throw new AppError('not-found')
    })
    const settled = await Promise.allSettled([insert(1), half, insert(1), insert(2)])
    expect(settled.map(told)).toEqual([1, 'not-found', 'conflict', 1])
    expect(stored()).toEqual([1, 2])
    expect(commits).toEqual([4])
  })

  it('rejects every write of a transaction that cannot be committed, and goes on with the next', async () => {
    const orphan = writer.write(() => database.prepare('INSERT INTO children VALUES (1)').run())
    const settled = await Promise.allSettled([insert(1), orphan])
    expect(settled.map(told)).toEqual(['store-failed', 'store-failed'])
    expect(stored()).toEqual([])
    await insert(2)
    expect(stored()).toEqual([2])
  })

  it('acknowledges nothing on a full disk, and works again when there is room', async () => {
    await insert(1)
    database.pragma('max_page_count = 12')
    const big = 'x'.repeat(20_000)
    const settled = await Promise.allSettled([2, 3, 4, 5].map((id) => insert(id, big)))
    const refused = settled.filter((one) => one.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map(told))).toEqual(new Set(['store-failed']))
    expect(stored()).toHaveLength(1 + settled.length - refused.length)
    database.pragma('max_page_count = 100000')
    await insert(9, big)
    expect(stored()).toContain(9)
  })

  it("waits for somebody else's transaction on the connection instead of becoming part of it", async () => {
    database.exec('BEGIN')
    database.exec("INSERT INTO things VALUES (1, 'theirs')")
    const mine = insert(2)
    await aTurn()
    await aTurn()
    expect(commits).toEqual([])
    database.exec('ROLLBACK')
    await mine
    expect(stored()).toEqual([2])
  })

  it('commits what is waiting when it closes, and takes nothing more', async () => {
    const last = insert(1)
    await writer.close()
    expect(stored()).toEqual([1])
    await last
    await expect(insert(2)).rejects.toMatchObject({ code: 'store-failed' })
  })
})
