// The other system: takes a POST, counts it, answers at once. A process of its own; prints its port, answers `GET /count`.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let count = 0
let first = 0
let last = 0
const references = new Set<string>()

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  if (request.method === 'GET') {
    response.end(JSON.stringify({ count, distinct: references.size, first, last }))
    return
  }
  if (request.method === 'DELETE') {
    count = 0
    references.clear()
    response.end('{}')
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    last = Date.now()
    if (count === 0) first = last
    count += 1
    const order = JSON.parse(Buffer.concat(chunks).toString()) as { reference: string }
    references.add(order.reference)
    response.statusCode = 201
    response.end(JSON.stringify({ id: count, reference: order.reference }))
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
