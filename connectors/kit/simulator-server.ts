// Serves simulators over real HTTP on one loopback port, each below `/<name>`, so that clients meet cut connections,
// slow answers and broken bodies as on the network.
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Simulator } from './contract.ts'
import { CUT_HEADER } from './simulator.ts'

export interface SimulatorServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  close(): Promise<void>
}

type Served = Pick<Simulator, 'fetch'> | undefined

export async function serveSimulators(find: (name: string) => Served | Promise<Served>, port = 0): Promise<SimulatorServer> {
  const listener = getRequestListener(
    async (request, env) => {
      const url = new URL(request.url)
      const [, name = '', ...rest] = url.pathname.split('/')
      const simulator = await find(decodeURIComponent(name))
      if (!simulator) return Response.json({ error: 'There is no simulator of this name.' }, { status: 404 })
      url.pathname = `/${rest.join('/')}`
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
      const response = await simulator.fetch(
        new Request(url, { method: request.method, headers: request.headers, ...(hasBody && { body: await request.arrayBuffer() }) }),
      )
      if (!response.headers.has(CUT_HEADER)) return response
      env.outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  // Longer than anybody pauses between two calls: a connection that is closed just then looks like a fault of the vendor.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
