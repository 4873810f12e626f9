// For load balancers and monitors: alive, ready to take work, numbers.
import type { Hono } from 'hono'
import { AppError } from '#shared/errors.ts'
import type { Metrics } from './metrics.ts'
import type { Env } from './observe.ts'
import { problemResponse } from './problems.ts'
import type { Services } from './services.ts'

/** A check writes to the disk; strangers asking more often than this hear the same answer. */
const READY_FOR_MS = 1_000

export function mountHealth(app: Hono<Env>, services: Services, metrics: Metrics): void {
  let checked: { readonly at: number; readonly result: Promise<unknown> } | undefined
  const check = () => {
    const now = performance.now()
    if (!checked || now - checked.at > READY_FOR_MS) {
      checked = {
        at: now,
        result: services.checkReady().then(
          () => undefined,
          (error: unknown) => error ?? new Error('not ready'),
        ),
      }
    }
    return checked.result
  }
  app.get('/healthz', (c) => c.json({ status: 'ok', version: services.config.version }))
  app.get('/readyz', async (c) => {
    const error = await check()
    if (error === undefined) return c.json({ status: 'ready' })
    c.set('error', error)
    return problemResponse(new AppError('unavailable', { message: 'Tillflow is not ready.' }), c.get('requestId'))
  })
  app.get('/metrics', async (c) => {
    const { contentType, text } = await metrics.read()
    return c.body(text, 200, { 'content-type': contentType })
  })
}
