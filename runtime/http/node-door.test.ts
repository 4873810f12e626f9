// Deliveries straight from Node's server: the same to a sender as the common way.
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { IntakeAnswer } from '../webhooks/intake.ts'
import type { DeliveryRequest } from './hooks.ts'
import { createMetrics } from './metrics.ts'
import { createNodeDoor } from './node-door.ts'

const TOKEN = 'hook_0123456789abcdef'
const MOST = 1_000

let server: Server
let lines: Record<string, unknown>[]
let taken: (Omit<DeliveryRequest, 'read'> & { readonly body: string })[]
let answer: () => Promise<IntakeAnswer>
beforeEach(async () => {
  lines = []
  taken = []
  answer = async () => ({ status: 202, headers: { 'content-type': 'application/json' }, body: '{"accepted":"✓"}' })
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const config = { baseUrl: () => 'https://flow.example', designerDir: '', version: '1', demo: false }
  const door = createNodeDoor({ log, config }, createMetrics(), async ({ read, ...delivery }) => {
    taken.push({ ...delivery, body: Buffer.from(await read(MOST)).toString() })
    return answer()
  })
  server = createServer((incoming, outgoing) => {
    if (!door(incoming, outgoing)) outgoing.writeHead(299).end('the common way')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

interface Answered {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

function send(path: string, body: string | readonly string[], headers: Record<string, string> = {}, method = 'POST'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const sending = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    })
    sending.on('error', reject)
    // Several parts go in chunks, without a length.
    if (typeof body === 'string') sending.end(body)
    else {
      for (const part of body) sending.write(part)
      sending.end()
    }
  })
}

describe('a delivery', () => {
  it('is handed over as it came, and answered with its length and the common headers', async () => {
    const answered = await send(`/hooks/${TOKEN}?shop=a%20b`, '{"id":1}', { 'X-Signature': 'abc' })
    expect(taken).toMatchObject([{ token: TOKEN, search: '?shop=a%20b', headers: { 'x-signature': 'abc' }, body: '{"id":1}' }])
    expect([answered.status, answered.text]).toEqual([202, '{"accepted":"✓"}'])
    expect(answered.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '18',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/) as string,
    })
  })

  it('comes in chunks, too', async () => {
    await send(`/hooks/${TOKEN}`, ['{"id"', ':1}'])
    expect(taken).toMatchObject([{ body: '{"id":1}' }])
  })

  it('is answered without a body where its status has none, and with headers of its own', async () => {
    answer = async () => ({ status: 204, headers: { 'content-security-policy': 'sandbox' } })
    const { status, headers, text } = await send(`/hooks/${TOKEN}`, '{}')
    expect([status, text, headers['content-length'], headers['content-security-policy']]).toEqual([204, '', undefined, 'sandbox'])
  })

  it.each([
    ['with its length', 'x'.repeat(MOST + 1)],
    ['in chunks', ['x'.repeat(MOST), 'x']],
  ])('that is too large is refused with a problem document (%s)', async (_, body) => {
    const { status, headers, text } = await send(`/hooks/${TOKEN}`, body)
    expect([status, headers['content-type']]).toEqual([413, 'application/problem+json'])
    expect(JSON.parse(text)).toMatchObject({ code: 'too-large', requestId: headers['x-request-id'] })
  })

  it('that is refused says when to come again, and leaves its token out of the log', async () => {
    answer = () => Promise.reject(new AppError('store-failed'))
    const { status, headers } = await send(`/hooks/${TOKEN}`, '{}')
    expect([status, headers['retry-after']]).toEqual([503, '5'])
    expect(lines).toMatchObject([{ method: 'POST', path: '/hooks/:token', status: 503 }])
    expect(JSON.stringify(lines)).not.toContain(TOKEN)
  })

  it('whose sender hangs up is told to nobody as a failure of ours', async () => {
    const { port } = server.address() as AddressInfo
    const sending = request({ host: '127.0.0.1', port, path: `/hooks/${TOKEN}`, method: 'POST', headers: { 'content-length': '50' } })
    sending.on('error', () => undefined)
    sending.write('{"id"')
    await expect.poll(() => server.listening && sending.socket?.bytesWritten).toBeGreaterThan(0)
    setTimeout(() => sending.destroy(), 50)
    await expect.poll(() => lines).toMatchObject([{ status: 400, code: 'invalid-request' }])
    expect(taken).toEqual([])
  })
})

it.each([
  ['GET', `/hooks/${TOKEN}`],
  ['POST', '/hooks/'],
  ['POST', `/hooks/${TOKEN}/more`],
  ['POST', '/hooks/%61bcdefghijklmnop'],
  ['POST', '/api/v1/clients'],
])('leaves %s %s to the common way', async (method, path) => {
  expect(await send(path, '', {}, method)).toMatchObject({ status: 299 })
})
