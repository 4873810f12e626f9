// The HTTP side of Tillflow: webhooks, the API, health, the designer. Services are handed in; nothing here knows the store or the engine.
import { Hono } from 'hono'
import { AppError } from '#shared/errors.ts'
import { mountApi } from './api.ts'
import { mountDesigner } from './designer.ts'
import { mountHealth } from './health.ts'
import { createDeliveryDoor, mountHooks } from './hooks.ts'
import { createMetrics } from './metrics.ts'
import { createNodeDoor, type NodeDoor } from './node-door.ts'
import { observe, type Env } from './observe.ts'
import { problemResponse } from './problems.ts'
import { ROUTES } from './routes/index.ts'
import { mountSignIn } from './sign-in.ts'
import type { Services } from './services.ts'

export interface App {
  readonly fetch: Hono<Env>['fetch']
  readonly request: Hono<Env>['request']
  /** Takes deliveries straight from Node's server, which costs half as much. */
  readonly door?: NodeDoor
}

export function createApp(services: Services): App {
  const app = new Hono<Env>()
  const metrics = createMetrics(services.gauges)
  const door = createDeliveryDoor(services)
  app.use(observe(services, metrics))
  mountHooks(app, services, door)
  mountSignIn(app, services)
  mountHealth(app, services, metrics)
  mountApi(app, services, ROUTES)
  mountDesigner(app, services)
  app.notFound((c) => problemResponse(new AppError('not-found'), c.get('requestId')))
  app.onError((error, c) => {
    c.set('error', error)
    return problemResponse(error, c.get('requestId'))
  })
  return { fetch: app.fetch, request: app.request, door: createNodeDoor(services, metrics, door) }
}

/** A process that works and serves nobody but monitors. */
export function createWorkerApp(services: Services): App {
  const app = new Hono<Env>()
  const metrics = createMetrics(services.gauges)
  app.use(observe(services, metrics))
  mountHealth(app, services, metrics)
  app.notFound((c) =>
    problemResponse(
      new AppError('not-found', { message: 'This process runs flows; people and webhooks are served by another one.' }),
      c.get('requestId'),
    ),
  )
  return app
}
