// For a connector's own tests: the connector against its simulator over real HTTP, a fresh one for each test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext, readSecrets } from './call-context.ts'
import type { ActionContext, Connector, CreateSimulator, PollRecord, Simulator, WebhookTrigger } from './contract.ts'
import { openGate } from './gate.ts'
import type { Fault } from './simulator-faults.ts'
import { serveSimulators, type SimulatorServer } from './simulator-server.ts'
import { createTransport } from './transport.ts'

export interface Delivered {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SimulatedOptions {
  readonly connector: Connector
  readonly createSimulator: CreateSimulator
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
}

/** Call it at the top of a test file: it arranges and cleans up by itself. */
export function simulated({ connector, createSimulator, config, secrets }: SimulatedOptions) {
  const dir = mkdtempSync(join(tmpdir(), `tillflow-${connector.id}-`))
  const transport = createTransport()
  let server: SimulatorServer
  let simulator: Simulator
  let count = 0
  let now: Date | undefined
  let receiverStatus = 200
  const deliveries: Delivered[] = []

  beforeAll(async () => {
    server = await serveSimulators(() => simulator)
  })
  beforeEach(() => {
    deliveries.length = 0
    receiverStatus = 200
    now = undefined
    simulator = createSimulator({
      name: 'sim',
      dataFile: join(dir, `${++count}.db`),
      secrets,
      config,
      deliver: async (delivery) => {
        deliveries.push(delivery)
        return { status: receiverStatus }
      },
      now: () => now ?? new Date(),
    })
  })
  afterEach(() => simulator.close())
  afterAll(async () => {
    await server.close()
    await transport.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const context = (over: Partial<Pick<ActionContext, 'idempotencyKey' | 'attempt' | 'outcomeUnknown'>> = {}) =>
    createActionContext(
      {
        transport,
        baseUrl: () => `${server.origin}/sim`,
        isTrusted: () => true,
        gate: openGate,
        signal: new AbortController().signal,
        config,
        secrets,
        timeoutMs: 5_000,
      },
      { idempotencyKey: 'key', attempt: 1, outcomeUnknown: false, ...over },
    )
  const sim = async (path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${server.origin}/sim${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Json
  }

  return {
    context,
    /** What the simulator sent to subscribers, oldest first. */
    deliveries: deliveries as readonly Delivered[],
    /** The simulator's clock stands still at this time. */
    at: (time: string) => void (now = new Date(time)),
    /** What subscribers answer from now on. */
    answerDeliveriesWith: (status: number) => void (receiverStatus = status),
    run: (action: string, input: Json, over: Parameters<typeof context>[0] = {}): Promise<Json> =>
      connector.actions.find(({ id }) => id === action)?.run(input, context(over)) ?? Promise.reject(new Error(`there is no ${action}`)),
    test: () => connector.test(context()),
    emit: (event: string, payload: Json) => {
      if (!simulator.emit) throw new Error('this simulator sends no events')
      return simulator.emit(event, payload)
    },
    fail: (fault: Omit<Fault, 'times'> & { readonly times?: number }) => sim('/_sim/faults', { times: 1, ...fault }),
    records: async (type: string) => (await sim(`/_sim/records/${type}`)) as readonly Readonly<Record<string, Json>>[],
    requests: async () =>
      (await sim('/_sim/requests')) as unknown as readonly { readonly method: string; readonly path: string; readonly body: string }[],
    trigger: (id: string): WebhookTrigger => connector.triggers.find((trigger) => trigger.id === id) ?? expect.fail(`there is no ${id}`),
    verify: (trigger: string, { headers, body, url }: Delivered) =>
      connector.triggers
        .find(({ id }) => id === trigger)
        ?.verify(
          { method: 'POST', url, headers, body: Buffer.from(body) },
          { config, secrets: readSecrets(secrets), now: now ?? new Date() },
        ),
    /** All pages of one round. `between` runs after the first page. */
    async poll(
      id: string,
      options: { limit?: number; since?: string; settings?: Record<string, unknown>; between?: () => Promise<unknown> } = {},
    ) {
      const poll = connector.polls?.find((candidate) => candidate.id === id)
      const records: PollRecord[] = []
      let cursor: Json | undefined
      for (let page = 0; poll; page++) {
        const answer = await poll.poll(
          {
            cursor,
            since: new Date(options.since ?? '2020-01-01T00:00:00Z'),
            limit: options.limit ?? 100,
            options: options.settings ?? {},
          },
          context(),
        )
        records.push(...answer.records)
        cursor = JSON.parse(JSON.stringify(answer.cursor)) as Json
        if (!answer.more) return records
        if (page === 0) await options.between?.()
      }
      return expect.fail(`there is no ${id}`)
    },
    failure: (work: Promise<unknown>): Promise<ErrorData> =>
      work.then(
        (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
        (error: ErrorData) => error,
      ),
  }
}
