// Rotating OAuth tokens over real HTTP, several workers and a real store: one renewal, nothing lost, and never a loop.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { accessToken } from '#connectors/kit/oauth2.ts'
import { inStatus, until } from '#runtime/engine/engine.testing.ts'
import type { Engine } from '#runtime/engine/engine.ts'
import { connectorWith, engineOver, openControlBench, type ControlBench } from '#runtime/flow-control/flow-control.testing.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'

let sandbox: Sandbox
let bench: ControlBench
let engine: Engine | undefined
let vendor: ReturnType<typeof createVendor>
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(async () => {
  await engine?.stop(1_000)
  engine = undefined
  await bench.close()
})

const FIRST = 'refresh-0'
const tokenOf = (context: CallContext, refused?: string) =>
  accessToken(context, { tokenUrl: '/token', clientId: 'app', clientSecret: 'secret-0123456789', refreshToken: FIRST }, refused)

/** Signs in as the http connector does: a token that is refused is replaced once. */
const connector = () => {
  const plain = connectorWith({})
  const post: Action = {
    ...(plain.actions[0] as Action),
    async run(_input, context) {
      const send = (token: string) =>
        context.http.send({ method: 'POST', url: '/items', json: {}, repeatable: true, headers: { authorization: `Bearer ${token}` } })
      const token = await tokenOf(context)
      try {
        return (await send(token)).json()
      } catch (error) {
        if (toErrorData(error).details?.['status'] !== 401) throw error
        return (await send(await tokenOf(context, token))).json()
      }
    },
  }
  return { ...plain, actions: [post] }
}

/** A vendor whose refresh token rotates with each use. */
function createVendor() {
  const it = {
    current: FIRST,
    previous: '',
    access: '',
    /** The refresh token before the newest one works too. */
    grace: false,
    /** What its token address answers instead. */
    tokenStatus: 200,
    grants: 0,
    refusals: 0,
    refusesAll: false,
  }
  let count = 0
  bench.vendor.answer = (response, request, body) => {
    if (request.url === '/token') {
      if (it.tokenStatus !== 200) return response.writeHead(it.tokenStatus).end('{}')
      const given = new URLSearchParams(body).get('refresh_token')
      if (given !== it.current && !(it.grace && given === it.previous)) {
        it.refusals++
        return response.writeHead(400).end('{"error":"invalid_grant"}')
      }
      it.grants++
      it.previous = given ?? ''
      it.current = `refresh-${++count}-${'x'.repeat(20)}`
      it.access = `access-${count}-${'x'.repeat(20)}`
      // Slow enough for others to come meanwhile.
      setTimeout(() => response.end(JSON.stringify({ access_token: it.access, refresh_token: it.current, expires_in: 3_600 })), 50)
      return undefined
    }
    const isKnown = request.headers.authorization === `Bearer ${it.access}` && !it.refusesAll
    return isKnown ? response.end('{"ok":true}') : response.writeHead(401).end('{}')
  }
  return it
}

const open = async () => {
  bench = await openControlBench({}, undefined, connector())
  vendor = createVendor()
}
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: unknown) => toErrorData(error),
  )
const many = (workers: readonly Parameters<ControlBench['call']>[0][], count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => bench.call(workers[n % workers.length] ?? workers[0]!)))

describe('an access token', () => {
  it('is fetched once by twenty calls of two workers, and renewed once when it is refused to all of them (G92)', async () => {
    await open()
    const workers = [bench.worker(), bench.worker()]
    await many(workers, 20)
    expect(vendor.grants).toBe(1)
    vendor.access = 'withdrawn'
    await many(workers, 20)
    expect(vendor.grants).toBe(2)
    expect(vendor.refusals).toBe(0)
  })

  it('is sealed in the store, and its refresh token comes out nowhere', async () => {
    await open()
    await bench.call(bench.worker())
    const row = bench.store.database.prepare<[], { sealed: Uint8Array }>('SELECT sealed FROM oauth_tokens').get()
    const stored = Buffer.from(row?.sealed ?? []).toString('latin1')
    expect(stored).not.toContain('access-1')
    expect(stored).not.toContain('refresh-1')
    vendor.tokenStatus = 422
    vendor.access = 'withdrawn'
    expect(JSON.stringify(await failure(bench.call(bench.worker())))).not.toContain(vendor.current)
  })

  it('that is refused though it is new stops the connection instead of being renewed for ever', async () => {
    await open()
    vendor.refusesAll = true
    for (let n = 0; n < 5; n++) expect(await failure(bench.call(bench.worker()))).toMatchObject({ code: 'sign-in-awaited' })
    expect(vendor.grants).toBe(2)
    expect(await bench.worker().connections.states(bench.clientId)).toMatchObject([{ state: 'sign-in' }])
  })
})

describe('a crash between the vendor’s rotation and our commit', () => {
  /** The vendor rotates; our store never hears of it. */
  async function loseOneRotation() {
    await bench.call(bench.worker())
    const { tokens } = bench.store
    const put = tokens.put
    Object.assign(tokens, { put: () => Promise.reject(new Error('killed')) })
    vendor.access = 'withdrawn'
    await failure(bench.call(bench.worker()))
    Object.assign(tokens, { put })
    // The lock of a dead process ends by itself; here it is ended by hand.
    bench.store.database.prepare('UPDATE oauth_tokens SET locked_by = NULL').run()
    expect(vendor.grants).toBe(2)
  }

  it('recovers with the token before it, where the vendor gives a time of grace', async () => {
    await open()
    vendor.grace = true
    await loseOneRotation()
    expect(await bench.call(bench.worker())).toBe('{"ok":true}')
    expect(vendor.grants).toBe(3)
  })

  it('ends in a request to reconnect where it does not, after one try of each token it has', async () => {
    await open()
    await loseOneRotation()
    const error = await failure(bench.call(bench.worker()))
    expect(error).toMatchObject({ code: 'sign-in-awaited', message: expect.stringContaining('refresh token') })
    // The newest, the one before it. Then nobody asks before it is time.
    expect(vendor.refusals).toBe(2)
    await failure(bench.call(bench.worker()))
    expect(vendor.refusals).toBe(2)
  })
})

describe('a token address that fails (G93)', () => {
  it('makes runs wait however long it lasts, and fails none of them', async () => {
    await open()
    vendor.tokenStatus = 503
    const worker = bench.worker()
    const made = await engineOver(bench, worker, sandbox)
    engine = made.engine
    const runs: string[] = []
    for (let n = 0; n < 12; n++) {
      const { runId } = await engine.accept({
        clientId: bench.clientId,
        flowId: made.flowId,
        environment: 'live',
        version: 1,
        trigger: 'manual',
        eventKey: `event-${n}`,
        body: Buffer.from('{}'),
        receivedAt: new Date(),
      })
      runs.push(runId)
    }
    const status = (wanted: 'waiting' | 'succeeded') =>
      Promise.all(runs.map((run) => inStatus({ store: bench.store, clientId: bench.clientId } as never, run, wanted)))
    await status('waiting')
    // More failures than any run has attempts, one after the other.
    for (let n = 0; n < 8; n++) {
      expect((await failure(bench.call(worker))).disposition).toBe('retry-after')
      await worker.connections.tryNow(bench.clientId, bench.connectionId)
    }
    await until(async () => ((await bench.store.runs.openExceptionCount(bench.clientId)) === 0 ? true : undefined))
    vendor.tokenStatus = 200
    await until(async () => {
      await worker.connections.tryNow(bench.clientId, bench.connectionId)
      const all = await Promise.all(runs.map((run) => bench.store.runs.get(bench.clientId, run)))
      return all.every((run) => run?.status === 'succeeded') ? true : undefined
    }, 30_000)
    expect(vendor.grants).toBe(1)
    expect(await bench.store.runs.openExceptionCount(bench.clientId)).toBe(0)
  })
})
