// /hooks/<token>: takes a delivery's bytes as they came and hands them to the intake. Nothing is parsed here: signatures are checked on
// the bytes. Only POST makes a run, so that a link preview or a scanner does not.
import type { Hono } from 'hono'
import { AppError } from '#shared/errors.ts'
import { CALLBACK_PATH } from '../webhooks/callbacks.ts'
import type { IntakeAnswer } from '../webhooks/intake.ts'
import { createIntakeGate } from './intake-gate.ts'
import type { Env } from './observe.ts'
import { problemResponse } from './problems.ts'
import { readBytes } from './read-body.ts'
import type { Services } from './services.ts'

/** Larger than any webhook of the vendors we know. */
const MAX_BYTES = 5_000_000
/** Several seconds of a burst at full speed; in bytes a fraction of the memory a small machine has. */
const MOST_DELIVERIES = 2_000
const MOST_BYTES = 64_000_000
export const HOOK_PATH = '/hooks/'
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/

/** A delivery on its way in, however it came. */
export interface DeliveryRequest {
  /** Behind `/hooks/`. */
  readonly token: string
  /** With its question mark, or empty. */
  readonly search: string
  readonly headers: Readonly<Record<string, string>>
  /** Throws `too-large` beyond these bytes. */
  read(maxBytes: number): Promise<Uint8Array>
}

/** Takes deliveries while there is room for them. Throws AppErrors. */
export type DeliveryDoor = (request: DeliveryRequest) => Promise<IntakeAnswer>

export function createDeliveryDoor({ hooks, config }: Pick<Services, 'hooks' | 'config'>): DeliveryDoor {
  const gate = createIntakeGate({ deliveries: MOST_DELIVERIES, bytes: MOST_BYTES, largest: MAX_BYTES })
  return async ({ token, search, headers, read }) => {
    if (!TOKEN.test(token)) throw new AppError('hook-unknown')
    const declared = headers['content-length']
    return gate.within(declared === undefined ? undefined : Number(declared), async () =>
      hooks.intake(token, {
        method: 'POST',
        // As the vendor knows it, not as a proxy or a Host header has it: some vendors sign the address.
        url: `${config.baseUrl()}/hooks/${token}${search}`,
        headers,
        body: await read(MAX_BYTES),
      }),
    )
  }
}

export function mountHooks(app: Hono<Env>, { callbacks }: Services, door: DeliveryDoor): void {
  app.post(`${CALLBACK_PATH}:token`, async (c) => {
    const token = c.req.param('token')
    if (!TOKEN.test(token)) throw new AppError('hook-unknown')
    await callbacks.receive(token, await readBytes(c.req.raw, MAX_BYTES))
    return c.json({ received: true })
  })
  app.post(`${HOOK_PATH}:token`, async (c) => {
    const answer = await door({
      token: c.req.param('token'),
      search: new URL(c.req.url).search,
      headers: c.req.header(),
      read: (maxBytes) => readBytes(c.req.raw, maxBytes),
    })
    // A status without a body (204, 304) must not get one.
    return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers })
  })
  app.all(`${HOOK_PATH}*`, (c) => problemResponse(new AppError('method-not-allowed'), c.get('requestId'), { allow: 'POST' }))
}
