// How the command line reaches an installation: the running server, by the address and token it left in its data directory (readable by its
// owner only), or, when none runs, the same application opened in this process. Either way it is the API that answers.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import type { Problem } from '#shared/api/problem.ts'
import type { Config } from '../config.ts'

/** Left by a running server in `<dataDir>/server.json`, mode 0600. */
export interface ServerFile {
  readonly pid: number
  readonly url: string
  readonly token: string
}

export const SERVER_FILE = 'server.json'

export interface Session {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  close(): Promise<void>
}

export type OpenInProcess = (
  config: Config,
) => Promise<{ readonly fetch: (request: Request) => Response | Promise<Response>; readonly token: string; close(): Promise<void> }>

export async function openSession(config: Config, partner: string | undefined, openInProcess: OpenInProcess): Promise<Session> {
  const server = await runningServer(config.dataDir)
  if (server)
    return sessionOver(
      (request) => fetch(request),
      server.url,
      server.token,
      partner,
      async () => undefined,
    )
  const app = await openInProcess(config)
  return sessionOver(
    async (request) => app.fetch(request),
    'http://127.0.0.1',
    app.token,
    partner,
    () => app.close(),
  )
}

async function runningServer(dataDir: string): Promise<ServerFile | undefined> {
  try {
    const server = JSON.parse(await readFile(join(dataDir, SERVER_FILE), 'utf8')) as ServerFile
    const headers = { authorization: `Bearer ${server.token}` }
    const answer = await fetch(`${server.url}/api/v1/session`, { headers, signal: AbortSignal.timeout(5_000) })
    await answer.arrayBuffer()
    // Another program may have taken the port of one that was killed; only the one that left the file knows its token.
    const isOurs = answer.status !== 401 && (answer.headers.get('content-type') ?? '').includes('json')
    return isOurs ? server : undefined
  } catch {
    // No file, or nobody listens there any more (it was killed): not running.
    return undefined
  }
}

function sessionOver(
  send: (request: Request) => Promise<Response>,
  url: string,
  token: string,
  partner: string | undefined,
  close: () => Promise<void>,
): Session {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await send(
      new Request(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(partner && { 'x-tillflow-partner': partner }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    if (response.status === 204) return undefined as T
    const answer: unknown = await response.json()
    if (response.ok) return answer as T
    const problem = answer as Problem
    throw new AppError(problem.code, { message: problem.detail, fix: problem.fix, ...(problem.issues && { issues: problem.issues }) })
  }
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body), close }
}
