// For a connector's own tests: the connector against its simulator over real HTTP, a fresh one for each test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readSecrets } from './call-context.ts'
import { connected, type ConnectedOptions } from './connected.testing.ts'
import type { CreateSimulator, PublicKey, Simulator, WebhookTrigger } from './contract.ts'
import type { Fault } from './simulator-faults.ts'
import { serveSimulators, type SimulatorServer } from './simulator-server.ts'

export interface Delivered {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SimulatedOptions extends Omit<ConnectedOptions, 'baseUrl'> {
  readonly createSimulator: CreateSimulator
}

/** Call it at the top of a test file: it arranges and cleans up by itself. */
export function simulated({ connector, createSimulator, config, secrets }: SimulatedOptions) {
  const dir = mkdtempSync(join(tmpdir(), `tillflow-${connector.id}-`))
  let server: SimulatorServer
  let simulator: Simulator
  let count = 0
  let now: Date | undefined
  let receiverStatus = 200
  const deliveries: Delivered[] = []
  const connection = connected({ connector, config, secrets, baseUrl: () => `${server.origin}/sim` })

  beforeAll(async () => {
    server = await serveSimulators(() => simulator)
  })
  beforeEach(() => {
    deliveries.length = 0
    receiverStatus = 200
    now = undefined
    connection.signOut()
    simulator = createSimulator({
      name: 'sim',
      dataFile: join(dir, `${++count}.db`),
      secrets,
      config,
      deliver: async (delivery) => {
        deliveries.push(delivery)
        const asked = { method: 'POST', url: delivery.url, headers: delivery.headers, body: Buffer.from(delivery.body) }
        const given = { config, secrets: readSecrets(secrets), now: now ?? new Date() }
        const answer =
          receiverStatus === 200 ? connector.triggers.map(({ handshake }) => handshake?.(asked, given)).find(Boolean) : undefined
        return answer ?? { status: receiverStatus }
      },
      now: () => now ?? new Date(),
    })
  })
  afterEach(() => simulator.close())
  afterAll(async () => {
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const trigger = (id: string): WebhookTrigger => connector.triggers.find((one) => one.id === id) ?? expect.fail(`there is no ${id}`)

  const sim = async (path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${server.origin}/sim${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Json
  }

  return {
    ...connection,
    baseUrl: () => `${server.origin}/sim`,
    /** What the simulator sent to subscribers, oldest first. */
    deliveries: deliveries as readonly Delivered[],
    /** The simulator's clock stands still at this time. */
    at: (time: string) => void (now = new Date(time)),
    /** What subscribers answer from now on. */
    answerDeliveriesWith: (status: number) => void (receiverStatus = status),
    emit: (event: string, payload: Json) => {
      if (!simulator.emit) throw new Error('this simulator sends no events')
      return simulator.emit(event, payload)
    },
    /** Any route of the simulator; a body makes it a POST. */
    sim,
    fail: (fault: Omit<Fault, 'times'> & { readonly times?: number }) => sim('/_sim/faults', { times: 1, ...fault }),
    records: async (type: string) => (await sim(`/_sim/records/${type}`)) as readonly Readonly<Record<string, Json>>[],
    requests: async () =>
      (await sim('/_sim/requests')) as unknown as readonly { readonly method: string; readonly path: string; readonly body: string }[],
    trigger,
    /** All that the sweep of a webhook brings, some at a time. */
    async swept(id: string, since: string, limit = 2): Promise<readonly Json[]> {
      const payloads: Json[] = []
      let cursor: Json | undefined
      for (;;) {
        const page = await trigger(id).sweep?.({ since: new Date(since), cursor, limit }, connection.context())
        if (!page) return expect.fail(`${id} has no sweep`)
        payloads.push(...page.payloads)
        if (!page.more) return payloads
        // As it is kept between two pages.
        cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
      }
    },
    /** How the inbox knows what a delivery, or a sweep, tells of: a notice as its record and its time. */
    nameOf(id: string, payload: Json): string | undefined {
      const { recordKey, notice } = trigger(id)
      const told = notice?.(payload)
      return told ? `${told.record}@${told.at.toISOString()}` : recordKey?.(payload)
    },
    verify: (event: string, { headers, body, url }: Delivered, publicKeys?: readonly PublicKey[]) =>
      connector.triggers
        .find(({ id }) => id === event)
        ?.verify(
          { method: 'POST', url, headers, body: Buffer.from(body) },
          { config, secrets: readSecrets(secrets), now: now ?? new Date(), ...(publicKeys && { publicKeys }) },
        ),
  }
}
