import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresStore } from './open.ts'
import { noServer, startServer, type TestServer } from './server.testing.ts'

const LEASE_MS = 3_000

describe.skipIf(noServer)(`a worker in another process${noServer ? `: ${noServer}` : ''}`, () => {
  let server: TestServer
  let store: PostgresStore
  let zombie: ChildProcessWithoutNullStreams
  let runId: string
  let line: () => Promise<string>

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    const url = await server.createDatabase()
    store = await openPostgresStore({ url })
    const event = { clientId: 'client_a', flowId: 'flow_1', environment: 'live', version: 1, trigger: 'webhook', eventKey: '1' } as const
    runId = (await store.journal.accept({ ...event, body: Buffer.from('{}'), receivedAt: new Date() })).runId
    zombie = spawn(process.execPath, [fileURLToPath(new URL('zombie.program.ts', import.meta.url)), url, `${LEASE_MS}`])
    const lines = createInterface({ input: zombie.stdout })[Symbol.asyncIterator]()
    line = async () => (await lines.next()).value ?? ''
    if ((await line()) !== 'leased') throw new Error('the other process has not leased the run')
  })
  afterEach(async () => {
    zombie.kill('SIGKILL')
    await once(zombie, 'exit')
    await store.close()
  })

  const commitAsZombie = () => {
    zombie.stdin.write('commit\n')
    return line()
  }
  const takeOver = () => store.journal.recover({ now: new Date(), exceptOwner: 'me', held: [] })

  it('keeps what it works on for longer than a lease lasts', async () => {
    await setTimeout(2 * LEASE_MS)
    expect(await takeOver()).toBe(0)
    expect(await commitAsZombie()).toBe('true')
  }, 60_000)

  it('that was stopped, and goes on after another one took its run, changes nothing any more', async () => {
    zombie.kill('SIGSTOP')
    await setTimeout(2 * LEASE_MS)
    expect(await takeOver()).toBe(1)
    const [mine] = await store.journal.claim({ owner: 'me', limit: 1, now: new Date(), leaseMs: 60_000 })
    if (!mine) throw new Error('the run was not given out again')
    zombie.kill('SIGCONT')
    expect(await commitAsZombie()).toBe('false')
    expect(await store.runs.get('client_a', runId)).toMatchObject({ status: 'running', recoveries: 1 })
    const done = {
      runId,
      clientId: 'client_a',
      fence: mine.fence,
      events: [],
      at: new Date(),
      transition: { status: 'succeeded' },
    } as const
    expect(await store.journal.commit(done)).toBe(true)
    expect((await store.runs.events('client_a', runId)).map(({ kind }) => kind)).toEqual(['run-accepted'])
  }, 60_000)
})
