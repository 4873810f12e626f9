// A simulator that speaks something other than HTTP: its server listens on a port of this machine, from the first time somebody asks for
// the port. The HTTP side stays: `/_sim/records` and the rest, and whatever routes make files or messages appear.
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface SocketServer {
  readonly port: number
  close(): Promise<void>
}

/** Starts on demand, once. */
export function lazySocket(start: () => Promise<SocketServer>) {
  let started: Promise<SocketServer> | undefined
  return {
    port: async () => (await (started ??= start())).port,
    close: () => void started?.then((server) => server.close()).catch(() => undefined),
  }
}

/** Listens on loopback; `serve` gets every connection. Closing ends them all. */
export function serveSockets(serve: (socket: Socket) => void): Promise<SocketServer> {
  const open = new Set<Socket>()
  return listen(
    createServer((socket) => {
      open.add(socket)
      // Answers of several writes must not wait for each other.
      socket.setNoDelay(true)
      socket.once('close', () => open.delete(socket))
      // A client that goes away is no failure of the simulator.
      socket.on('error', () => socket.destroy())
      serve(socket)
    }),
    () => {
      for (const socket of open) socket.destroy()
    },
  )
}

async function listen(server: Server, endAll: () => void): Promise<SocketServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      endAll()
      await closed
    },
  }
}
