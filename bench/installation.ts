// A fresh installation in a temporary directory, started as a user starts it, and what a benchmark asks of it.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { startProgram, stop } from './processes.ts'

/** Made by `setUp`. */
export const BENCH_ACCOUNT = { email: 'bench@example.com', password: 'bench-password' } as const

export interface Installation {
  readonly pid: number
  readonly url: string
  readonly readyMs: number
  readonly dataDir: string
  /** A call of the API as this machine's operator; throws what was refused. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Makes the first account; once, before anything is deployed. */
  setUp(): Promise<void>
  /** Deploys a flow for a client of its own, against the sink; answers its webhook with the secret. */
  deploy(client: string, flow: FlowDocument, sink: string): Promise<HookDescriptor>
  /** Deploys a flow for a client of its own, against the sink; answers the flow's id. */
  deployFlow(client: string, flow: FlowDocument, sink: string): Promise<string>
  /** Sends bytes as they come, such as a file. */
  send(path: string, body: AsyncIterable<Uint8Array>): Promise<unknown>
  /** Ends it; its data goes too unless it is to be started again. */
  close(options?: { readonly keepData: boolean }): Promise<void>
}

/** On an empty directory, or on the one of an installation that was closed with its data kept. */
export async function startInstallation(env: Readonly<Record<string, string>>, earlierDir?: string): Promise<Installation> {
  const dataDir = earlierDir ?? (await mkdtemp(join(tmpdir(), 'tillflow-bench-')))
  const began = performance.now()
  const child = startProgram('runtime/main.ts', [], { PORT: '0', TILLFLOW_DATA_DIR: dataDir, ...env })
  child.stdout?.resume()
  const server = await readServerFile(join(dataDir, 'server.json'))
  while (!(await fetch(`${server.url}/readyz`).catch(() => undefined))?.ok) await sleep(10)
  const readyMs = Math.round(performance.now() - began)

  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
    return JSON.parse(text) as T
  }

  async function deployFlow(client: string, document: FlowDocument, sink: string): Promise<string> {
    await api('POST', '/clients', { name: client, slug: client })
    const below = `/clients/${client}`
    const connection = await api<{ id: string }>('POST', `${below}/connections`, {
      name: 'Sink',
      environment: 'live',
      connector: 'http',
      config: { baseUrl: sink, webhookVerification: 'hmac-sha256', signatureHeader: 'x-signature', deliveryIdHeader: 'x-delivery-id' },
      secrets: {},
    })
    const flow = await api<{ id: string }>('POST', `${below}/flows`, { document })
    await api('POST', `${below}/flows/${flow.id}/versions`, { note: '', revision: 1 })
    await api('POST', `${below}/flows/${flow.id}/deployments`, { environment: 'live', version: 1, slots: { api: connection.id } })
    return flow.id
  }

  return {
    pid: child.pid ?? 0,
    url: server.url,
    readyMs,
    dataDir,
    api,
    async setUp() {
      await api('POST', '/setup', { name: 'Bench', ...BENCH_ACCOUNT, partner: 'Bench' })
    },
    deployFlow,
    async deploy(client, document, sink) {
      await deployFlow(client, document, sink)
      const { items } = await api<{ items: HookDescriptor[] }>('GET', `/clients/${client}/hooks?show-secret=true`)
      const [hook] = items
      if (!hook) throw new Error('The flow has no webhook.')
      return hook
    },
    async send(path, body) {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}` },
        body: ReadableStream.from(body),
        duplex: 'half',
      } as RequestInit)
      const text = await response.text()
      if (!response.ok) throw new Error(`${path}: ${text}`)
      return JSON.parse(text) as unknown
    },
    async close({ keepData } = { keepData: false }) {
      await stop(child)
      if (!keepData) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function readServerFile(path: string): Promise<{ readonly url: string; readonly token: string }> {
  for (let tries = 0; tries < 3_000; tries++) {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text) return JSON.parse(text) as { url: string; token: string }
    await sleep(10)
  }
  throw new Error('Tillflow did not start within 30 seconds.')
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
