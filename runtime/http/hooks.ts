// /hooks/<token>: takes a delivery's bytes as they came and hands them to the intake. Nothing is parsed here: signatures are checked on
// the bytes. Only POST makes a run, so that a link preview or a scanner does not.
import type { Hono } from 'hono'
import { AppError } from '#shared/errors.ts'
import { CALLBACK_PATH } from '../webhooks/callbacks.ts'
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
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/

export function mountHooks(app: Hono<Env>, { hooks, callbacks, config }: Services): void {
  app.post(`${CALLBACK_PATH}:token`, async (c) => {
    const token = c.req.param('token')
    if (!TOKEN.test(token)) throw new AppError('hook-unknown')
    await callbacks.receive(token, await readBytes(c.req.raw, MAX_BYTES))
    return c.json({ received: true })
  })
  const gate = createIntakeGate({ deliveries: MOST_DELIVERIES, bytes: MOST_BYTES, largest: MAX_BYTES })
  app.post('/hooks/:token', async (c) => {
    const token = c.req.param('token')
    if (!TOKEN.test(token)) throw new AppError('hook-unknown')
    const { pathname, search } = new URL(c.req.url)
    const declared = c.req.header('content-length')
    const answer = await gate.within(declared === undefined ? undefined : Number(declared), async () =>
      hooks.intake(token, {
        method: 'POST',
        // As the vendor knows it, not as a proxy or a Host header has it: some vendors sign the address.
        url: config.baseUrl() + pathname + search,
        headers: c.req.header(),
        body: await readBytes(c.req.raw, MAX_BYTES),
      }),
    )
    // A status without a body (204, 304) must not get one.
    return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers })
  })
  app.all('/hooks/*', (c) => problemResponse(new AppError('method-not-allowed'), c.get('requestId'), { allow: 'POST' }))
}
