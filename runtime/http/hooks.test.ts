import { afterEach, expect, it } from 'vitest'
import type { IncomingDelivery } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import { BASE, openHttpBench, type HttpBench } from './http.testing.ts'
import type { HookIntake } from './services.ts'

const TOKEN = 'a-token-of-32-characters-or-more'
let bench: HttpBench
afterEach(() => bench.close())

const open = async (intake: HookIntake['intake']) => {
  bench = await openHttpBench({
    services: { hooks: { list: async () => [], deploy: async () => [], undeploy: async () => undefined, intake } },
  })
  return (method: string, path: string, body?: NonNullable<RequestInit['body']>) =>
    bench.app.request(path, { method, ...(body !== undefined && { body, headers: { 'x-event': 'made' } }) })
}

it('hands over the bytes as they came, with the public address', async () => {
  const taken: { token: string; delivery: IncomingDelivery }[] = []
  const send = await open(async (token, delivery) => {
    taken.push({ token, delivery })
    return { status: 201, body: '{"taken":true}', headers: { 'content-type': 'application/json', 'content-security-policy': 'sandbox' } }
  })
  const bytes = new TextEncoder().encode('{ "a": 1.0, \r\n "b": "\\u00e9" } \n')
  const response = await send('POST', `/hooks/${TOKEN}?shop=x%2Fy`, bytes)
  expect([response.status, await response.text()]).toEqual([201, '{"taken":true}'])
  expect(response.headers.get('content-security-policy')).toBe('sandbox')
  const [only] = taken
  expect(only?.token).toBe(TOKEN)
  expect(Buffer.from(only?.delivery.body ?? []).equals(bytes)).toBe(true)
  expect(only?.delivery).toMatchObject({ method: 'POST', url: `${BASE}/hooks/${TOKEN}?shop=x%2Fy`, headers: { 'x-event': 'made' } })
})

it('makes a run by POST only', async () => {
  let taken = 0
  const send = await open(async () => {
    taken++
    return { status: 202 }
  })
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
    const response = await send(method, `/hooks/${TOKEN}`)
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST'])
  }
  expect(taken).toBe(0)
})

it('answers every unknown token alike', async () => {
  const send = await open(() => Promise.reject(new AppError('hook-unknown')))
  const answers = await Promise.all(
    [TOKEN, 'short', `${TOKEN}%00`].map(async (token) => {
      const response = await send('POST', `/hooks/${token}`, '{}')
      const { requestId: _, ...rest } = (await response.json()) as Record<string, unknown>
      return { status: response.status, rest }
    }),
  )
  expect(answers[0]).toMatchObject({ status: 404, rest: { code: 'hook-unknown' } })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

it('asks the sender to come again when the store fails', async () => {
  const send = await open(() => Promise.reject(new AppError('store-failed')))
  const response = await send('POST', `/hooks/${TOKEN}`, '{}')
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
})

it('refuses 6 MB', async () => {
  const send = await open(() => Promise.reject(new Error('must not be reached')))
  expect((await send('POST', `/hooks/${TOKEN}`, new Uint8Array(6_000_000))).status).toBe(413)
})

it('keeps the token out of the log', async () => {
  const send = await open(() => Promise.reject(new Error('a bug')))
  const lines: unknown[] = []
  const { log } = bench.services
  for (const level of ['info', 'error', 'debug'] as const) log[level] = ((...line: unknown[]) => void lines.push(line)) as typeof log.info
  expect((await send('POST', `/hooks/${TOKEN}`, '{}')).status).toBe(500)
  expect(lines).toHaveLength(1)
  expect(JSON.stringify(lines)).not.toContain(TOKEN)
  expect(JSON.stringify(lines)).toContain('/hooks/:token')
})
