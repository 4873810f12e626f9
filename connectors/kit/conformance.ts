// The suite every connector passes: run it in `<vendor>.test.ts` with the connector, its simulator and one valid input per action.
// It proves over real HTTP what the descriptor promises, above all that a write's declared safety is true.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext, createCallContext, readSecrets, type ConnectionParts } from './call-context.ts'
import type { Action, Connector, CreateSimulator, PollRecord, PollTrigger, Simulator, WebhookTrigger } from './contract.ts'
import { describeConnector } from './descriptor.ts'
import type { Fault } from './simulator-faults.ts'
import { serveSimulators, type SimulatorServer } from './simulator-server.ts'
import { openGate } from './gate.ts'
import { createTransport } from './transport.ts'
import { compileCheck, validate } from './validate.ts'

export interface ConformanceOptions {
  readonly connector: Connector
  readonly createSimulator: CreateSimulator
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  /** Well-formed and wrong. */
  readonly badSecrets: Readonly<Record<string, string>>
  /** By action id. An action that needs something to be there names another one's input under `after`. */
  readonly actions: Readonly<Record<string, ActionCase>>
  /** By poll id. */
  readonly polls?: Readonly<Record<string, PollCase>>
  /** How the vendor signs, by trigger id. */
  readonly webhooks?: Readonly<Record<string, WebhookCase>>
}

export interface ActionCase {
  readonly input: Json
  /** Called first, once. */
  readonly after?: { readonly action: string; readonly input: Json }
  /** For writes: what the simulator holds more of afterwards, `/_sim/records/<type>`. Absent: the write changes a record in place. */
  readonly creates?: string
  /** Part of the operation that makes it, for an action that writes more than one record. */
  readonly operation?: string
}

export interface PollCase {
  readonly options?: Readonly<Record<string, unknown>>
  /** Makes a record that the poll reads; absent where the simulator has one after a reset. */
  readonly after?: { readonly action: string; readonly input: Json }
}

export interface WebhookCase {
  readonly body: string
  readonly sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>, now: Date) => Record<string, string>
  /** The header the signature stands in. */
  readonly signatureHeader: string
  /** The vendor signs a time: a delivery this much older is refused. */
  readonly staleAfterMs?: number
}

const NOW = new Date('2026-03-01T10:00:00Z')

export function testConnector(options: ConformanceOptions): void {
  const { connector } = options
  describe(`${connector.name} keeps the connector contract`, () => {
    testDescriptor(options)
    testCalls(options)
    for (const trigger of connector.triggers) testTrigger(trigger, options)
  })
}

function testDescriptor({ connector, config, actions }: ConformanceOptions): void {
  it('describes itself in JSON, with titles for people', () => {
    const descriptor = describeConnector(connector)
    expect(JSON.parse(JSON.stringify(descriptor))).toEqual(descriptor)
    expect(descriptor.icon).toMatch(/^<svg[^>]+viewBox="0 0 24 24"/)
    for (const id of [...connector.actions, ...connector.triggers, ...(connector.polls ?? [])].map((part) => part.id))
      expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  })
  it('has settings that the example connection satisfies', () => {
    expect(validate(connector.config, config)).toEqual([])
    expect(URL.canParse(connector.baseUrl(config))).toBe(true)
  })
  for (const part of [...connector.actions, ...connector.triggers, ...(connector.polls ?? [])]) {
    it(`gives ${part.id} an example that its schema accepts`, () => {
      expect(compileCheck(part.output)(part.example)).toEqual([])
    })
  }
  for (const action of connector.actions) {
    it(`has a case for ${action.id}, with valid input`, () => {
      expect(actions[action.id], 'add it to `actions` of the test').toBeDefined()
      expect(compileCheck(action.input)(actions[action.id]?.input)).toEqual([])
    })
  }
}

function testCalls(options: ConformanceOptions): void {
  const { connector, secrets } = options
  const dir = mkdtempSync(join(tmpdir(), 'tillflow-conformance-'))
  const transport = createTransport()
  let simulator: Simulator
  let server: SimulatorServer
  const seen: string[] = []

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
  beforeEach(() => sim('/reset', {}))
  afterAll(async () => {
    await server.close()
    simulator.close()
    await transport.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const sim = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(
      `${server.origin}/sim/_sim${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    )
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
  const fail = (fault: Omit<Fault, 'times'> & { readonly times?: number }) => sim('/faults', { times: 1, ...fault })
  const created = async ({ creates }: ActionCase) => (creates === undefined ? 0 : ((await sim(`/records/${creates}`)) as unknown[]).length)
  const parts = (over: Partial<ConnectionParts> = {}): ConnectionParts => ({
    transport,
    baseUrl: () => `${server.origin}/sim`,
    isTrusted: (url) => url.origin === server.origin,
    gate: openGate,
    signal: new AbortController().signal,
    config: options.config,
    secrets,
    timeoutMs: 5_000,
    ...over,
  })
  const run = (action: Action, input: Json, over: Partial<ConnectionParts> = {}, attempt = 1) =>
    action.run(input, createActionContext(parts(over), { idempotencyKey: `key-of-${action.id}`, attempt, outcomeUnknown: attempt > 1 }))
  const test = (over: Partial<ConnectionParts> = {}) =>
    connector.test(createActionContext(parts(over), { idempotencyKey: 'test', attempt: 1, outcomeUnknown: false }))
  const failure = async (work: Promise<unknown>): Promise<ErrorData> => {
    const error: ErrorData & Error = await work.then(
      (value) => expect.fail(`it did not fail, but answered ${JSON.stringify(value)}`),
      (thrown: ErrorData & Error) => thrown,
    )
    seen.push(JSON.stringify(toErrorData(error)), String(error.stack))
    return error
  }
  const prepare = async ({ after }: ActionCase) => {
    const first = after && connector.actions.find((action) => action.id === after.action)
    if (after && first) await run(first, after.input)
  }

  for (const poll of connector.polls ?? []) {
    describe(`${poll.id} (poll)`, () => {
      const given = options.polls?.[poll.id]
      const readPage = (cursor: Json | undefined) =>
        (poll satisfies PollTrigger).poll(
          { cursor, since: new Date('2020-01-01T00:00:00Z'), limit: 2, options: given?.options ?? {} },
          createCallContext(parts()),
        )
      async function readAll(from?: Json): Promise<{ readonly records: readonly PollRecord[]; readonly cursor: Json }> {
        const records: PollRecord[] = []
        let cursor = from
        for (;;) {
          const page = await readPage(cursor)
          records.push(...page.records)
          // As the store keeps it between two pages.
          cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
          if (!page.more) return { records, cursor }
        }
      }
      const names = (records: readonly PollRecord[]) =>
        records.map(({ key, version, value }) => `${key}:${version ?? JSON.stringify(value)}`)
      const make = async (key: string) => {
        const action = connector.actions.find(({ id }) => id === given?.after?.action)
        const context = createActionContext(parts(), { idempotencyKey: key, attempt: 1, outcomeUnknown: false })
        if (given?.after && action) await action.run(given.after.input, context)
      }

      it('has a case, with valid settings', () => {
        expect(given, 'add it to `polls` of the test').toBeDefined()
        if (poll.options) expect(compileCheck(poll.options)(given?.options ?? {})).toEqual([])
      })
      it('reads every record of all pages once, as its schema says', async () => {
        await make('first')
        const { records } = await readAll()
        expect(records.length).toBeGreaterThan(0)
        expect(new Set(records.map(({ key }) => key)).size).toBe(records.length)
        for (const { value } of records) expect(validate(poll.output, value)).toEqual([])
      })
      it('gives the same record the same name when it is read again, and goes on with what is new', async () => {
        await make('first')
        const first = await readAll()
        const again = await readAll(first.cursor)
        for (const name of names(again.records)) expect(names(first.records)).toContain(name)
      })
      it('says what the system failed with', async () => {
        await fail({ kind: '500' })
        expect((await failure(readPage(undefined))).code).toBe('vendor-unavailable')
      })
    })
  }

  it('proves good credentials', async () => {
    expect((await test()).summary).not.toBe('')
  })
  it('calls wrong credentials by their name', async () => {
    expect((await failure(test({ secrets: options.badSecrets }))).code).toBe('credentials-invalid')
  })

  describe.each([
    ['unauthorized', {}, 'credentials-invalid'],
    ['429', { retryAfter: '7' }, 'vendor-throttled'],
    ['500', {}, 'vendor-unavailable'],
    ['html', {}, 'vendor-answer-invalid'],
    ['slow', { ms: 1_000 }, 'call-timeout'],
  ] as const)('on the fault %s', (kind, more, code) => {
    it(`fails the connection test with ${code}`, async () => {
      await fail({ kind, ...more })
      const error = await failure(test(kind === 'slow' ? { timeoutMs: 100 } : {}))
      expect(error).toMatchObject({ code, ...(kind === '429' && { retryAfterMs: 7_000 }) })
    })
  })

  for (const action of connector.actions) {
    const given = options.actions[action.id]
    if (!given) continue
    describe(`${action.id} (${action.effect}, ${action.safety})`, () => {
      it('answers what its schema promises', async () => {
        await prepare(given)
        expect(validate(action.output, await run(action, given.input))).toEqual([])
      })
      it.each([
        ['429', 'vendor-throttled'],
        ['500', 'vendor-unavailable'],
        ['html', 'vendor-answer-invalid'],
        ['unauthorized', 'credentials-invalid'],
      ] as const)('turns %s into %s', async (kind, code) => {
        await prepare(given)
        await fail({ kind, times: 100 })
        expect((await failure(run(action, given.input))).code).toBe(code)
      })
      if (action.effect === 'read') return

      const title =
        action.safety === 'none' ? 'says that the outcome is unknown when the answer is lost' : 'writes once though the answer is lost'
      it(`${title}`, async () => {
        await prepare(given)
        const before = await created(given)
        await fail({ kind: 'cut-after-write', ...(given.operation !== undefined && { match: given.operation }) })
        const error = await failure(run(action, given.input))
        expect(error.code).toBe(action.safety === 'none' ? 'outcome-unknown' : 'connection-failed')
        const written = given.creates === undefined ? 0 : 1
        expect(await created(given)).toBe(before + written)
        if (action.safety === 'none') return
        const second = await run(action, given.input, {}, 2)
        const third = await run(action, given.input, {}, 3)
        expect(validate(action.output, second)).toEqual([])
        expect(third).toEqual(second)
        expect(await created(given)).toBe(before + written)
      })
    })
  }

  it('shows no secret in errors or the request log', async () => {
    await test()
    const text = [...seen, JSON.stringify(await sim('/requests'))].join('\n')
    expect(seen.length).toBeGreaterThan(0)
    for (const value of [...Object.values(secrets), ...Object.values(options.badSecrets)].filter((secret) => secret.length >= 8)) {
      expect(text).not.toContain(value)
    }
  })
}

function testTrigger(trigger: WebhookTrigger, { config, secrets, webhooks }: ConformanceOptions): void {
  describe(`trigger ${trigger.id}`, () => {
    const given = webhooks?.[trigger.id]
    it('has a case', () => expect(given, 'add it to `webhooks` of the test').toBeDefined())
    if (!given) return
    const body = Buffer.from(given.body)
    const signed = given.sign(body, secrets, NOW)
    const verify = (headers: Record<string, string>, bytes: Uint8Array = body, now = NOW) =>
      trigger.verify(
        { method: 'POST', url: 'https://hooks.example/hooks/token', headers, body: bytes },
        { config, secrets: readSecrets(secrets), now },
      )
    const refused = expect.objectContaining({ code: 'signature-invalid' })
    const withSignature = (value: string) => ({ ...signed, [given.signatureHeader]: value })

    it('takes a signed delivery, and gives it the same id each time', () => {
      const first = verify(signed)
      expect(first.deliveryId).not.toBe('')
      expect(verify(signed)).toEqual(first)
    })
    it('refuses a tampered body', () => {
      expect(() => verify(signed, Buffer.from(given.body.replace(/.$/, ' ')))).toThrow(refused)
    })
    it('refuses a missing signature', () => {
      expect(() => verify(Object.fromEntries(Object.entries(signed).filter(([name]) => name !== given.signatureHeader)))).toThrow(refused)
    })
    it.each(['', 'AAAA', 'not base64 at all!', 'é'.repeat(50), 'A'.repeat(10_000)])('refuses the signature %j', (value) => {
      expect(() => verify(withSignature(value))).toThrow(refused)
    })
    it('refuses a signature made with another secret', () => {
      const others = Object.fromEntries(Object.entries(secrets).map(([field, value]) => [field, `${value}x`]))
      expect(() => verify(given.sign(body, others, NOW))).toThrow(refused)
    })
    const { staleAfterMs } = given
    if (staleAfterMs === undefined) return
    it('refuses a stale delivery', () => {
      expect(() => verify(signed, body, new Date(NOW.getTime() + staleAfterMs + 1_000))).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(signature-invalid|delivery-rejected)$/) }),
      )
    })
  })
}
