import { describe, expect, it } from 'vitest'
import { recordedExchange } from './recording.ts'
import { createRedactor } from './redact.ts'
import type { Exchange, ExchangeResult } from './transport.ts'

const SECRET = 'tok_5up3r/s3cret+value'
const exchange = (over: Partial<Exchange> = {}): Exchange => ({
  method: 'POST',
  url: new URL(`https://api.example.com/orders?key=${encodeURIComponent(SECRET)}`),
  headers: { accept: 'application/json', authorization: 'Bearer fresh-token', 'content-type': 'application/json', 'idempotency-key': 'k1' },
  body: JSON.stringify({ total: '12.50', key: SECRET }),
  timeoutMs: 1,
  signal: new AbortController().signal,
  trusted: false,
  ...over,
})
const answer = (text: string): ExchangeResult => ({ response: { status: 200, headers: {}, text } })
const record = (asked: Exchange, result: ExchangeResult, confidential = false) =>
  recordedExchange(asked, result, { at: new Date(0), ms: 12.4 }, { redactor: createRedactor([SECRET]), confidential })

describe('a recorded exchange', () => {
  it('tells what was sent and what came back, without secrets', () => {
    const recorded = record(exchange(), answer('{"id":17,"access_token":"eyJ\\"x","nested":{"refreshToken":"r1"}}'))
    expect(recorded).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      ms: 12,
      method: 'POST',
      url: 'https://api.example.com/orders?key=•••',
      headers: { authorization: '•••', 'content-type': 'application/json', 'idempotency-key': 'k1' },
      sent: '{"total":"12.50","key":"•••"}',
      status: 200,
      received: '{"id":17,"access_token":"•••","nested":{"refreshToken":"•••"}}',
    })
  })
  it('keeps no body of a sign-in', () => {
    const recorded = record(exchange({ body: 'grant_type=x&code=abc' }), answer('{"anything":"eyJ"}'), true)
    expect(recorded).not.toHaveProperty('sent')
    expect(recorded).not.toHaveProperty('received')
    expect(recorded.confidential).toBe(true)
  })
  it('cuts long bodies, never through a secret', () => {
    const body = 'x'.repeat(3_990) + SECRET + 'y'.repeat(20_000)
    const { sent, cut } = record(exchange({ body }), answer(''))
    expect([sent?.length, cut]).toEqual([4_000, true])
    expect(sent).not.toContain(SECRET.slice(0, 8))
  })
  it('says why no answer came', () => {
    const failure = { kind: 'failed', sent: true, reason: 'the connection was cut' } as const
    expect(record(exchange(), { failure })).toMatchObject({ failure: 'the connection was cut' })
  })
})
