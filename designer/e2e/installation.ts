// A demo installation of its own: an empty data directory, a free port, the same program a user starts. Only this process is ended.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const START_MS = 60_000
const STOP_MS = 20_000
const POLL_MS = 50

export interface Installation {
  readonly url: string
  /** Asks the API as the installation's owner; throws with the answer when it is not 2xx. */
  api<T>(path: string, body?: { readonly method: string; readonly json?: unknown }): Promise<T>
  stop(): Promise<void>
}

export async function startInstallation(settings: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tillflow-e2e-'))
  const program = spawn(process.execPath, ['--no-node-snapshot', 'runtime/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', TILLFLOW_DATA_DIR: dataDir, NODE_OPTIONS: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  try {
    const { url, token } = await readServerFile(join(dataDir, 'server.json'), program, said)
    return {
      url,
      api: (path, request) => ask(`${url}/api/v1${path}`, token, request),
      stop: () => stop(program, dataDir),
    }
  } catch (error) {
    await stop(program, dataDir)
    throw error
  }
}

async function readServerFile(file: string, program: ChildProcess, said: readonly string[]) {
  const until = Date.now() + START_MS
  while (Date.now() < until && program.exitCode === null) {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as { readonly url: string; readonly token: string }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
  throw new Error(`The installation did not start.\n${said.join('')}`)
}

async function ask<T>(url: string, token: string, request: { readonly method: string; readonly json?: unknown } = { method: 'GET' }) {
  const answer = await fetch(url, {
    method: request.method,
    headers: { authorization: `Bearer ${token}`, ...(request.json !== undefined && { 'content-type': 'application/json' }) },
    ...(request.json !== undefined && { body: JSON.stringify(request.json) }),
  })
  if (!answer.ok) throw new Error(`${request.method} ${url} answered ${answer.status}: ${await answer.text()}`)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

async function stop(program: ChildProcess, dataDir: string): Promise<void> {
  if (program.exitCode === null && program.signalCode === null) {
    const ended = once(program, 'exit')
    program.kill('SIGTERM')
    const hard = setTimeout(() => program.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(hard)
  }
  await rm(dataDir, { recursive: true, force: true })
}
