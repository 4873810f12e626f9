// The other system: takes a POST, counts it, answers at once; below `/slow` it answers after 200 ms, below `/stuck` after 30 seconds. A process of its own; prints its port,
// answers `GET /` with the count and `GET /arrivals` with when each order came.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const SLOW_MS = 200
const STUCK_MS = 30_000

let count = 0
/** Items of lists count one each. */
let records = 0
let first = 0
let last = 0
const arrivals = new Map<string, number>()

const answer = (response: ServerResponse, value: unknown) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    if (request.url === '/arrivals') answer(response, Object.fromEntries(arrivals))
    else answer(response, { count, records, distinct: arrivals.size, first, last })
    return
  }
  if (request.method === 'DELETE') {
    count = 0
    records = 0
    arrivals.clear()
    answer(response, {})
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.statusCode = 201
    if (request.url?.startsWith('/stuck')) {
      setTimeout(() => answer(response, { id: 0 }), STUCK_MS)
      return
    }
    last = Date.now()
    if (count === 0) first = last
    const order = JSON.parse(Buffer.concat(chunks).toString()) as { reference: string; items?: readonly unknown[] }
    count += 1
    records += order.items?.length ?? 1
    if (!arrivals.has(order.reference)) arrivals.set(order.reference, last)
    const reply = { id: count, reference: order.reference }
    if (request.url?.startsWith('/slow')) setTimeout(() => answer(response, reply), SLOW_MS)
    else answer(response, reply)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
