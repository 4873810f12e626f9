// A database that does not answer: senders are told to come again in time, memory stays bounded, and nothing is stored twice.
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { compose, type Installation } from '../compose.ts'
import { readConfig } from '../config.ts'

const SAMPLE = new URL('../../templates/shopify-order-to-erp/samples/simple.json', import.meta.url)
let dataDir: string
let installation: Installation
let hook: HookDescriptor
let sample: string
/** While it stands, accepted events wait for it. */
let stall: Promise<void> | undefined

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-slow-'))
  sample = await readFile(SAMPLE, 'utf8')
  installation = await compose({
    config: readConfig({ TILLFLOW_DATA_DIR: dataDir, TILLFLOW_DEMO: 'on' }),
    log: pino({ level: 'silent' }),
    version: 'test',
    address: () => 'http://127.0.0.1:1',
    around: {
      journal: (journal) => ({
        ...journal,
        accept: async (event) => {
          await stall
          return journal.accept(event)
        },
      }),
    },
  })
  await installation.start()
  const answer = await installation.fetch(
    new Request('http://127.0.0.1:1/api/v1/clients/harbour-finch/hooks?show-secret=true', {
      headers: { authorization: `Bearer ${installation.controlToken}` },
    }),
  )
  const { items } = (await answer.json()) as { items: HookDescriptor[] }
  const live = items.find(({ environment }) => environment === 'live')
  if (!live) throw new Error('no webhook')
  hook = live
}, 60_000)
afterAll(async () => {
  await installation.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** An order of its own for each event. */
async function deliver(eventId: string): Promise<{ status: number; retryAfter: string | null; body: Record<string, unknown> }> {
  const sent = JSON.stringify({ ...(JSON.parse(sample) as object), id: eventId })
  const response = await installation.fetch(
    new Request(hook.url, {
      method: 'POST',
      body: sent,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(sent)),
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': hook.shop,
        'x-shopify-event-id': eventId,
        'x-shopify-webhook-id': crypto.randomUUID(),
        'x-shopify-hmac-sha256': createHmac('sha256', hook.secret ?? '')
          .update(sent)
          .digest('base64'),
      },
    }),
  )
  const body = (await response.json()) as Record<string, unknown>
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body }
}

it('answers 503 while the store does not, refuses what it has no room for, and knows a redelivery of what came through after all', async () => {
  let release = () => undefined as void
  stall = new Promise<void>((resolve) => (release = resolve))
  // Nothing is released before these are answered: each of them was answered in spite of the store.
  const answers = await Promise.all(Array.from({ length: 2_100 }, (_, i) => deliver(`event-${i}`)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
  expect(answers.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true)
  const noRoom = answers.filter(({ body }) => body['code'] === 'unavailable')
  expect(noRoom.length).toBeGreaterThanOrEqual(100)
  expect(noRoom.length).toBeLessThan(2_100)
  stall = undefined
  release()
  expect(await deliver('event-0')).toMatchObject({ status: 202, body: { duplicate: true } })
  expect(await deliver('event-new')).toMatchObject({ status: 202, body: { duplicate: false } })
}, 60_000)
