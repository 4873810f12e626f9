// What every simulator is built on: a Hono app to which a connector adds its vendor's routes, with durable records,
// a request log, faults, and the `/_sim` routes that tests, demo and training use.
import { Hono, type Context } from 'hono'
import { isRecord, type Json } from '#shared/json.ts'
import type { Simulator, SimulatorOptions } from './contract.ts'
import { createRedactor } from './redact.ts'
import { createFaults, Fault, usualAnswer } from './simulator-faults.ts'
import { changeWatch, openRecords, type SimulatorRecords } from './simulator-records.ts'
import { SOCKET_PATH } from './network.ts'
import { lazySocket, type SocketServer } from './simulator-socket.ts'
import { validate } from './validate.ts'

type StartSocket = (records: SimulatorRecords) => Promise<SocketServer>

export interface SimulatorKitOptions {
  /** Fills a new file, and an emptied one after `POST /_sim/reset`. */
  readonly seed?: (records: SimulatorRecords) => void
  /** The vendor's name of what is asked for, such as `sale.order.create` or a GraphQL field; faults match it. */
  readonly operationOf?: (request: { readonly method: string; readonly path: string; readonly body: string }) => string
  /** The vendor's own way to say it; `undefined` takes the usual one. */
  readonly faultAnswer?: (fault: Fault) => Response | undefined
  /** For protocols other than HTTP: starts the server that speaks it. Asked for by the first connection. */
  readonly socket?: StartSocket
  /** Instead of `socket`, for a system that speaks several protocols: by the port that a connection means. */
  readonly sockets?: (port: number) => StartSocket
}

export interface LoggedRequest {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly operation: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** `0`: the connection was cut. */
  readonly status: number
  readonly fault?: string
}

export interface SimulatorKit {
  /** Add the vendor's routes here. */
  readonly app: Hono
  readonly records: SimulatorRecords
  /** The simulator for the host; `emit` and whatever else the vendor can do is spread in. */
  simulator(powers?: Pick<Simulator, 'emit' | 'play'>): Simulator
}

/** On an answer that must not be sent: the server (simulator-server.ts) destroys the socket instead. */
export const CUT_HEADER = 'x-simulator-cut'
const cut = () => new Response(null, { status: 503, headers: { [CUT_HEADER]: '1' } })

const LOG_LENGTH = 1_000
const LOGGED_BODY = 64 * 1024

export function createSimulatorKit(options: SimulatorOptions, kit: SimulatorKitOptions = {}): SimulatorKit {
  const app = new Hono()
  const records = openRecords(options.dataFile, kit.seed)
  const redactor = createRedactor(Object.values(options.secrets))
  const faults = createFaults()
  let log: readonly LoggedRequest[] = []
  let emit: Simulator['emit']

  app.get('/_sim/records', (c) => c.json(records.types()))
  app.get('/_sim/records/:type', (c) => c.json(records.list(c.req.param('type'))))
  app.get('/_sim/requests', (c) => c.json(log))
  app.get('/_sim/faults', (c) => c.json(faults.list()))
  app.post('/_sim/faults', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    const issues = validate(Fault, body)
    if (issues.length > 0) return c.json({ error: 'This is not a fault.', issues }, 400)
    faults.add(body as Fault)
    return c.json(body as Fault, 201)
  })
  app.post('/_sim/reset', (c) => {
    faults.clear()
    log = []
    records.clear()
    return c.json({ reset: true })
  })
  app.post('/_sim/events', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!isRecord(body) || typeof body['event'] !== 'string') return c.json({ error: 'Give { "event": "…", "payload": … }.' }, 400)
    if (!emit) return c.json({ error: 'This simulator makes no events happen.' }, 400)
    try {
      return c.json(await emit(body['event'], (body['payload'] ?? {}) as Json), 201)
    } catch (error) {
      // A simulator says in a plain error what it cannot make happen.
      return c.json({ error: error instanceof Error ? error.message : 'It did not happen.' }, 400)
    }
  })
  const sockets = new Map<StartSocket, ReturnType<typeof lazySocket>>()
  app.get(SOCKET_PATH, async (c) => {
    const start = kit.sockets?.(Number(c.req.query('port'))) ?? kit.socket
    if (!start) return c.json({ error: 'This simulator speaks HTTP only.' }, 404)
    const socket = sockets.get(start) ?? lazySocket(() => start(records))
    sockets.set(start, socket)
    return c.json({ port: await socket.port() })
  })
  app.all('/_sim/*', (c) => c.json({ error: 'not found' }, 404))

  app.use('*', async (c, next) => {
    // Bytes first: what is no text must reach the vendor's routes as it came.
    const body = new TextDecoder().decode(await c.req.arrayBuffer())
    const path = c.req.path
    const operation = kit.operationOf?.({ method: c.req.method, path, body }) ?? `${c.req.method} ${path}`
    const fault = await answer(c, { path, operation }, next)
    const entry: LoggedRequest = {
      at: options.now().toISOString(),
      method: c.req.method,
      path: path + new URL(c.req.url).search,
      operation,
      headers: c.req.header(),
      body: body.slice(0, LOGGED_BODY),
      status: c.res.headers.has(CUT_HEADER) ? 0 : c.res.status,
      ...(fault && { fault: fault.kind }),
    }
    log = [...log.slice(1 - LOG_LENGTH), maskHeaders(redactor.deep(entry) as LoggedRequest)]
  })

  /** Answers through `next` unless a fault says otherwise; tells which fault it was. */
  async function answer(c: Context, request: { path: string; operation: string }, next: () => Promise<void>): Promise<Fault | undefined> {
    const active = faults.next(request)
    if (active?.fault.kind === 'cut-after-write') {
      const watch = { changed: false }
      await changeWatch.run(watch, next)
      if (!watch.changed) return undefined
      active.spend()
      c.res = cut()
      return active.fault
    }
    active?.spend()
    if (active?.fault.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, active.fault.ms ?? 1_000))
    const wrong = active && (kit.faultAnswer?.(active.fault) ?? usualAnswer(active.fault))
    if (wrong) c.res = wrong
    else await next()
    return active?.fault
  }

  return {
    app,
    records,
    simulator(powers = {}) {
      emit = powers.emit
      return {
        fetch: (request) => app.fetch(request),
        ...powers,
        close() {
          for (const socket of sockets.values()) socket.close()
          records.close()
        },
      }
    },
  }
}

function maskHeaders(entry: LoggedRequest): LoggedRequest {
  const headers = Object.entries(entry.headers).map(([name, value]) => [
    name,
    /auth|token|api-?key|secret|cookie/i.test(name) ? '•••' : value,
  ])
  return { ...entry, headers: Object.fromEntries(headers) as Record<string, string> }
}
