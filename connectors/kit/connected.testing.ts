// For a connector's own tests: its actions, polls and test over real HTTP against an address, a simulator's or a real system's.
import { afterAll, expect } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from './call-context.ts'
import type { ActionContext, Connector, PollRecord } from './contract.ts'
import { openGate } from './gate.ts'
import { memoryTokens } from './tokens.ts'
import { createTransport } from './transport.ts'

export interface ConnectedOptions {
  readonly connector: Connector
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  readonly baseUrl: () => string
}

type Attempt = Partial<Pick<ActionContext, 'idempotencyKey' | 'attempt' | 'outcomeUnknown'>>

export interface PollReading {
  readonly limit?: number
  readonly since?: string
  readonly settings?: Readonly<Record<string, unknown>>
  /** Runs after the first page. */
  readonly between?: () => Promise<unknown>
}

export function connected({ connector, config, secrets, baseUrl }: ConnectedOptions) {
  const transport = createTransport()
  afterAll(() => transport.close())
  let tokens = memoryTokens()

  const context = (over: Attempt = {}) =>
    createActionContext(
      {
        transport,
        baseUrl,
        isTrusted: () => true,
        gate: openGate,
        signal: new AbortController().signal,
        config,
        secrets,
        tokens,
        timeoutMs: 30_000,
      },
      { idempotencyKey: 'key', attempt: 1, outcomeUnknown: false, ...over },
    )

  return {
    context,
    /** As if it were a new connection. */
    signOut: () => void (tokens = memoryTokens()),
    run: (action: string, input: Json, over: Attempt = {}): Promise<Json> =>
      connector.actions.find(({ id }) => id === action)?.run(input, context(over)) ?? Promise.reject(new Error(`there is no ${action}`)),
    test: () => connector.test(context()),
    /** All pages of one round. */
    async poll(
      id: string,
      { limit = 100, since = '2020-01-01T00:00:00Z', settings = {}, between }: PollReading = {},
    ): Promise<readonly PollRecord[]> {
      const poll = connector.polls?.find((candidate) => candidate.id === id) ?? expect.fail(`there is no ${id}`)
      const records: PollRecord[] = []
      let cursor: Json | undefined
      for (let page = 0; ; page++) {
        const answer = await poll.poll({ cursor, since: new Date(since), limit, options: settings }, context())
        records.push(...answer.records)
        cursor = JSON.parse(JSON.stringify(answer.cursor)) as Json
        if (!answer.more) return records
        if (page === 0) await between?.()
      }
    },
    failure: (work: Promise<unknown>): Promise<ErrorData> =>
      work.then(
        (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
        (error: ErrorData) => error,
      ),
  }
}
