// Posts signed orders to several webhooks at given rates, however slow the answers are. A process of its own: reads its orders as JSON from
// the first argument, prints one line of JSON: for each target when each order left and how long its acknowledgement took.
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Pool } from 'undici'

export interface PacedTarget {
  readonly name: string
  readonly url: string
  readonly secret: string
  readonly perSecond: number
}
export interface PacedRequest {
  readonly payload: string
  readonly seconds: number
  readonly targets: readonly PacedTarget[]
}
export interface PacedResult {
  readonly name: string
  readonly refused: number
  /** By order: when it left (milliseconds since 1970) and after how many milliseconds it was acknowledged. */
  readonly orders: Readonly<Record<string, readonly [left: number, acknowledgedMs: number]>>
}

/** Orders leave in small groups: a timer for each would be later than the orders are. */
const TICK_MS = 10

const request = JSON.parse(process.argv[2] ?? '{}') as PacedRequest
const order = JSON.parse(await readFile(request.payload, 'utf8')) as Record<string, unknown>

async function play(target: PacedTarget): Promise<PacedResult> {
  const url = new URL(target.url)
  const pool = new Pool(url.origin, { connections: 256 })
  const orders: Record<string, [number, number]> = {}
  const under: Promise<void>[] = []
  let refused = 0

  async function post(number: number): Promise<void> {
    const name = `${target.name}-${number}`
    const body = JSON.stringify({ ...order, id: number, name })
    const signature = createHmac('sha256', target.secret).update(body).digest('hex')
    const left = Date.now()
    const began = performance.now()
    const response = await pool.request({
      path: url.pathname,
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-signature': signature, 'x-delivery-id': name },
    })
    await response.body.dump()
    if (response.statusCode < 300) orders[name] = [left, performance.now() - began]
    else refused += 1
  }

  const start = performance.now()
  let sent = 0
  for (let elapsed = 0; elapsed < request.seconds * 1_000; elapsed = performance.now() - start) {
    const due = Math.floor((elapsed / 1_000) * target.perSecond)
    for (; sent < due; sent++) under.push(post(sent).catch(() => void (refused += 1)))
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  await Promise.all(under)
  await pool.close()
  return { name: target.name, refused, orders }
}

console.log(JSON.stringify(await Promise.all(request.targets.map(play))))
