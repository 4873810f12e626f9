// What the conformance suite runs a connector in: its simulator over real HTTP, contexts as the runtime makes them, faults on demand.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext, type ConnectionParts } from './call-context.ts'
import type { ConformanceOptions, Made } from './conformance.ts'
import type { Action, ActionContext, Simulator } from './contract.ts'
import { openGate } from './gate.ts'
import { signInAtSimulator } from './simulator-sign-in.ts'
import type { Fault } from './simulator-faults.ts'
import { serveSimulators, type SimulatorServer } from './simulator-server.ts'
import { memoryTokens } from './tokens.ts'
import { createTransport, type Exchange, type RawResponse, type Transport } from './transport.ts'

export interface Harness {
  /** The simulator's `/_sim` routes; POST where there is a body. */
  sim(path: string, body?: unknown): Promise<unknown>
  fail(fault: Omit<Fault, 'times'> & { readonly times?: number }): Promise<unknown>
  context(over?: Partial<ConnectionParts>, key?: string, attempt?: number): ActionContext
  run(action: Action, input: Json, over?: Partial<ConnectionParts>, attempt?: number): Promise<Json>
  test(over?: Partial<ConnectionParts>): Promise<{ readonly summary: string }>
  /** What the work fails with; fails itself when it does not. */
  failure(work: Promise<unknown>): Promise<ErrorData>
  /** Makes something be there, by an action or an event of the vendor; `nth` times with different keys gives different records. */
  make(made: Made | undefined, nth?: number): Promise<void>
  /** Signs in as the connection does, so that its first request is the one that is looked at. */
  prime(): Promise<void>
  /** All errors so far, as text. */
  readonly seen: readonly string[]
}

/** Small enough that a test can exceed it quickly. */
const MOST_BYTES = 1024 * 1024

/** Must be called within `describe`: it starts the simulator before the tests there, resets it before each, and stops it after them. */
export function openHarness(
  options: ConformanceOptions,
  watch: (exchange: Exchange, response: RawResponse | undefined) => void = () => {},
): Harness {
  const { connector, secrets } = options
  const dir = mkdtempSync(join(tmpdir(), 'tillflow-conformance-'))
  const real = createTransport({ maxBytes: MOST_BYTES })
  const transport: Transport = {
    ...real,
    async exchange(exchange) {
      const result = await real.exchange(exchange)
      watch(exchange, 'response' in result ? result.response : undefined)
      return result
    },
  }
  const tokens = memoryTokens()
  const seen: string[] = []
  let simulator: Simulator
  let server: SimulatorServer

  beforeAll(async () => {
    simulator = options.createSimulator({
      name: 'sim',
      dataFile: join(dir, 'sim.db'),
      secrets,
      config: options.config,
      deliver: async () => ({ status: 200 }),
      now: () => new Date(),
    })
    server = await serveSimulators((name) => (name === 'sim' ? simulator : undefined))
  })
  beforeEach(() => harness.sim('/reset', {}))
  afterAll(async () => {
    await server.close()
    simulator.close()
    await transport.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const parts = (over: Partial<ConnectionParts>): ConnectionParts => ({
    transport,
    baseUrl: () => `${server.origin}/sim`,
    isTrusted: (url) => url.origin === server.origin,
    gate: openGate,
    signal: new AbortController().signal,
    config: { ...options.config, simulator: 'sim' },
    secrets,
    // Other secrets have other tokens.
    tokens: over.secrets ? memoryTokens() : tokens,
    timeoutMs: 5_000,
    ...(connector.limits?.throttledAnswers && { throttledAnswers: connector.limits.throttledAnswers }),
    ...over,
  })

  const harness: Harness = {
    seen,
    async sim(path, body) {
      const response = await fetch(
        `${server.origin}/sim/_sim${path}`,
        body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
      )
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return await response.json()
    },
    fail: (fault) => harness.sim('/faults', { times: 1, ...fault }),
    context: (over = {}, key = 'conformance', attempt = 1) =>
      createActionContext(parts(over), { idempotencyKey: key, attempt, outcomeUnknown: attempt > 1 }),
    run: (action, input, over = {}, attempt = 1) => action.run(input, harness.context(over, `key-of-${action.id}`, attempt)),
    test: (over = {}) => connector.test(harness.context(over, 'test')),
    async failure(work) {
      const error: ErrorData & Error = await work.then(
        (value) => expect.fail(`it did not fail, but answered ${JSON.stringify(value)}`),
        (thrown: ErrorData & Error) => thrown,
      )
      seen.push(JSON.stringify(toErrorData(error)), String(error.stack))
      return error
    },
    async make(made, nth = 1) {
      if (made === undefined) return
      if ('event' in made) {
        await simulator.emit?.(made.event, made.payload)
        return
      }
      const action = connector.actions.find(({ id }) => id === made.action)
      if (!action) throw new Error(`${connector.name} has no action ${made.action}`)
      const input = typeof made.input === 'function' ? made.input(nth) : made.input
      await action.run(input, harness.context({}, `made-${made.action}-${nth}`))
    },
    async prime() {
      const context = harness.context()
      await signInAtSimulator(connector, context, `${server.origin}/sim`)
      if (connector.auth?.some(({ refresh }) => refresh !== 'person')) await connector.test(context)
    },
  }
  return harness
}
