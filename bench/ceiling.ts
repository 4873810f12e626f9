// The ceiling: the same work written by hand without durability, retries or isolation. Prints its port.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { mapByHand } from './order.ts'

const [sink = '', secret = ''] = process.argv.slice(2)
const pool = new Pool(sink, { connections: 50 })

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    const expected = createHmac('sha256', secret).update(body).digest()
    const given = Buffer.from(String(request.headers['x-signature'] ?? ''), 'hex')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.statusCode = 401
      response.end()
      return
    }
    const mapped = JSON.stringify(mapByHand(JSON.parse(body.toString())))
    response.statusCode = 202
    response.end('{"accepted":true}')
    void pool
      .request({ path: '/orders', method: 'POST', body: mapped, headers: { 'content-type': 'application/json' } })
      .then((answer) => answer.body.dump())
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
