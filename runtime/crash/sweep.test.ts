// A bounded crash sweep; the whole one is `npm run test:crash`.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noServer, startServer, type TestServer } from '../store/postgres/server.testing.ts'
import { sweep, wakeZombie } from './sweep.ts'

it('loses nothing and doubles nothing, wherever the process is killed', async () => {
  const report = await sweep({ scenario: 'order', points: 9 })
  expect(report.findings).toEqual([])
  expect(report.kills).toBeGreaterThanOrEqual(8)
}, 240_000)

describe.skipIf(noServer !== undefined || process.platform !== 'linux')('with several processes on PostgreSQL', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  }, 60_000)
  afterAll(() => server?.stop())

  it('loses nothing and doubles nothing, wherever one of them is killed', async () => {
    const report = await sweep({ scenario: 'order', points: 4, url: await server.createDatabase() })
    expect(report.findings).toEqual([])
    expect(report.kills).toBeGreaterThanOrEqual(3)
  }, 240_000)

  // In the middle of it, with intents stored and calls made.
  it.each([16, 27])(
    'refuses what a process writes that was stopped for longer than its leases last (point %i)',
    async (point) => {
      expect(await wakeZombie({ scenario: 'order', point, url: await server.createDatabase() })).toEqual([])
    },
    120_000,
  )
})
