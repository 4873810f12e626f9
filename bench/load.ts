// Posts signed orders for some seconds with a number of requests in flight, each order under a name of its own. A process of its own;
// prints one line of JSON: how many were acknowledged, and how long the acknowledgements took.
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Pool } from 'undici'

const [url = '', secret = '', file = '', seconds = '5', inFlight = '1', prefix = 'B'] = process.argv.slice(2)
const target = new URL(url)
const pool = new Pool(target.origin, { connections: Number(inFlight) })
const order = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
const latencies: number[] = []
let failures = 0
let sent = 0
const end = Date.now() + Number(seconds) * 1_000

async function post(): Promise<void> {
  sent += 1
  const body = JSON.stringify({ ...order, id: sent, name: `${prefix}-${sent}` })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const began = performance.now()
  const response = await pool.request({
    path: target.pathname,
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-signature': signature, 'x-delivery-id': `${prefix}-${sent}` },
  })
  await response.body.dump()
  if (response.statusCode >= 300) failures += 1
  else latencies.push(performance.now() - began)
}

const began = Date.now()
await Promise.all(
  Array.from({ length: Number(inFlight) }, async () => {
    while (Date.now() < end) await post()
  }),
)
await pool.close()
latencies.sort((a, b) => a - b)
const at = (share: number) => Number((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0).toFixed(2))
console.log(JSON.stringify({ acknowledged: latencies.length, failures, began, p50: at(0.5), p95: at(0.95), p99: at(0.99) }))
