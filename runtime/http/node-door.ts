// Deliveries of webhooks, straight from Node's server: they are most of all requests, and the way through Request and Response objects costs as much
// as the rest of taking one in. Whatever is not plainly a delivery goes the common way.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#shared/errors.ts'
import { HOOK_PATH, type DeliveryDoor } from './hooks.ts'
import type { Metrics } from './metrics.ts'
import { commonHeaders, createRequestLog } from './observe.ts'
import { problemResponse } from './problems.ts'
import { refuseDeclared, tooLarge } from './read-body.ts'
import type { Services } from './services.ts'

/** False when the request is not for it: nothing was read or written. */
export type NodeDoor = (request: IncomingMessage, response: ServerResponse) => boolean

const ROUTE = `${HOOK_PATH}:token`
const DELIVERY = new RegExp(`^${HOOK_PATH}([^/?#%]+)(\\?[^#]*)?$`)

export function createNodeDoor(services: Pick<Services, 'config' | 'log'>, metrics: Metrics, door: DeliveryDoor): NodeDoor {
  const tell = createRequestLog(services, metrics)

  async function answer(request: IncomingMessage, response: ServerResponse, token: string, search: string): Promise<void> {
    const startedAt = performance.now()
    const requestId = randomUUID()
    let error: unknown
    try {
      const { status, headers, body } = await door({
        token,
        search,
        headers: headersOf(request),
        read: (maxBytes) => readRequest(request, maxBytes),
      })
      write(response, requestId, status, headers ?? {}, body)
    } catch (thrown) {
      error = thrown
      const problem = problemResponse(thrown, requestId)
      write(response, requestId, problem.status, Object.fromEntries(problem.headers), await problem.text())
    }
    // What was refused before it was read has to go, or the connection's next request is not seen.
    if (!request.readableEnded) request.resume()
    tell({ requestId, method: 'POST', route: ROUTE, path: ROUTE, status: response.statusCode, startedAt, error })
  }

  function write(
    response: ServerResponse,
    requestId: string,
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string | undefined,
  ): void {
    const hasBody = status !== 204 && status !== 304
    response.writeHead(status, {
      ...commonHeaders(services),
      ...headers,
      'x-request-id': requestId,
      // Without it the body would go out in chunks.
      ...(hasBody && { 'content-length': Buffer.byteLength(body ?? '') }),
    })
    response.end(body)
  }

  return (request, response) => {
    const [, token, search = ''] = (request.method === 'POST' && DELIVERY.exec(request.url ?? '')) || []
    if (token === undefined) return false
    void answer(request, response, token, search)
    return true
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const all: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) all[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return all
}

async function readRequest(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const declared = request.headers['content-length']
  if (declared !== undefined) refuseDeclared(declared, maxBytes)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= maxBytes) return
      request.off('data', take)
      reject(tooLarge(maxBytes))
    }
    request.on('data', take)
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)))
    request.on('close', () => {
      if (!request.complete) reject(new AppError('invalid-request', { message: 'The sender hung up before it had sent everything.' }))
    })
  })
}
