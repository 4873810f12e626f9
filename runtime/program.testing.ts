// What tests of the whole program are arranged with: `npm start` as a child process in a directory of its own, its API as a program
// sees it, deliveries as Shopify signs them, and raw requests that no polite client would send.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HookDescriptor, SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { Problem } from '#shared/api/problem.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../templates/shopify-order-to-erp/samples/simple.json', import.meta.url))

export const sample = JSON.parse(await readFile(SAMPLE, 'utf8')) as Readonly<Record<string, unknown>>

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
}

export interface Program {
  readonly child: ChildProcess
  readonly dataDir: string
  readonly url: string
  readonly token: string
  readonly ended: Promise<Ended>
  /** Everything printed and logged so far. */
  output(): string
  api<T>(path: string): Promise<T>
  /** Whatever the answer is. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
  /** Of a problem document; a test that reads it fails where it is none. */
  readonly problem: Problem
}

export type Env = Readonly<Record<string, string>>

export function launch(env: Env): { child: ChildProcess; ended: Promise<Ended>; output: () => string } {
  const child = spawn(process.execPath, ['--no-node-snapshot', MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }))
  return { child, ended, output: () => text }
}

/** Resolves when it is ready; rejects with what it printed when it ends before. */
export async function start(dataDir: string, env: Env = {}): Promise<Program> {
  const { child, ended, output } = launch({ TILLFLOW_DATA_DIR: dataDir, TILLFLOW_LOG: 'info', ...env })
  let gone = false
  void ended.then(() => (gone = true))
  while (!output().includes('Tillflow is ready')) {
    if (gone) throw new Error(`The program ended before it was ready: ${output()}`)
    await pause(20)
  }
  const { url, token } = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as { url: string; token: string }
  const authorization = `Bearer ${token}`

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization, ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(text !== undefined && { body: text }),
    })
    return answerOf(response.status, response.headers, await response.text())
  }

  return {
    child,
    dataDir,
    url,
    token,
    ended,
    output,
    send,
    async api(path) {
      const answer = await send('GET', `/api/v1${path}`)
      if (answer.status !== 200) throw new Error(answer.text)
      return answer.body as never
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

function answerOf(status: number, headers: Headers, text: string): Answer {
  const type = headers.get('content-type') ?? ''
  const body: unknown = /\bjson\b/.test(type) && text !== '' ? JSON.parse(text) : undefined
  return {
    status,
    headers,
    text,
    body,
    get problem() {
      if (!type.startsWith('application/problem+json')) throw new Error(`Not a problem document: ${status} ${type} ${text.slice(0, 200)}`)
      return body as Problem
    },
  }
}

/** The path is sent as it is, which `fetch` does not do; `chunks` makes the body chunked. Answers also when the body is refused half-way. */
export function raw(
  program: Program,
  options: {
    method?: string
    path: string
    headers?: Record<string, string | string[]>
    body?: string | Uint8Array
    chunks?: Iterable<Uint8Array>
  },
): Promise<Answer> {
  const { hostname, port } = new URL(program.url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method: options.method ?? 'GET', path: options.path, headers: options.headers })
    let answered = false
    request.on('response', (response) => {
      answered = true
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('close', () => resolve(answerOf(response.statusCode ?? 0, toHeaders(response.headers), text)))
      response.on('error', () => undefined)
    })
    // Once it has answered, the server may close on a body that is still being sent.
    request.on('error', (error) => (answered ? undefined : reject(error)))
    void write(request, options.chunks ?? (options.body === undefined ? [] : [options.body]), () => answered)
  })
}

async function write(request: ReturnType<typeof httpRequest>, chunks: Iterable<string | Uint8Array>, answered: () => boolean) {
  for (const chunk of chunks) {
    if (answered() || request.destroyed) break
    request.write(chunk)
    // As a sender on a real line: the answer comes in between.
    await Promise.race([once(request, 'response').catch(() => undefined), pause(10)])
  }
  request.end()
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  return new Headers(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]])),
  )
}

export const sign = (secret: string, body: string | Uint8Array) => createHmac('sha256', secret).update(body).digest('base64')

export async function hookOf(
  program: Program,
  client = 'harbour-finch',
  environment = 'live',
): Promise<HookDescriptor & { secret: string }> {
  const { items } = await program.api<{ items: HookDescriptor[] }>(`/clients/${client}/hooks?show-secret=true`)
  const hook = items.find((item) => item.environment === environment)
  if (!hook?.secret) throw new Error('The flow has no webhook.')
  return { ...hook, secret: hook.secret }
}

export const orderOf = (name: string) => JSON.stringify({ ...sample, name, id: 8_000_000 + Number(name.slice(1)) })

/** The headers of a delivery as Shopify sends it; `change` replaces some of them. */
export const deliveryHeaders = (hook: HookDescriptor, body: string | Uint8Array, eventId: string, change: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  'x-shopify-topic': 'orders/create',
  'x-shopify-shop-domain': hook.shop,
  'x-shopify-event-id': eventId,
  'x-shopify-webhook-id': crypto.randomUUID(),
  'x-shopify-hmac-sha256': sign(hook.secret ?? '', body),
  ...change,
})

/** As Shopify delivers: signed over the bytes. */
export async function deliver(
  program: Program,
  hook: HookDescriptor,
  body: string,
  options: { eventId?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${program.url}${new URL(hook.url).pathname}`, {
    method: 'POST',
    body,
    headers: deliveryHeaders(hook, body, options.eventId ?? crypto.randomUUID(), options.headers),
  })
  return answerOf(response.status, response.headers, await response.text())
}

export async function simulatorUrl(program: Program, name: string): Promise<string> {
  const { items } = await program.api<{ items: SimulatorDescriptor[] }>('/simulators')
  const found = items.find((item) => item.name === name)
  if (!found) throw new Error(`There is no simulator ${name}.`)
  return found.url
}

/** References of the sales orders that the ERP simulator holds. */
export async function erpOrders(program: Program, name = 'harbour-finch-odoo'): Promise<readonly string[]> {
  const url = await simulatorUrl(program, name)
  const records = (await (await fetch(`${url}/_sim/records/sale.order`)).json()) as { client_order_ref: string }[]
  return records.map(({ client_order_ref: reference }) => reference)
}

/** Polls until there is an answer; gives up loudly. */
export async function until<T>(ask: () => Promise<T | undefined>, timeoutMs = 15_000): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error('It did not happen in time.')
    await pause(25)
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
