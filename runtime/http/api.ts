// Serves the route tables. The order for each request: who is it (401), may they see the client (404), may they do this (403), did the browser
// send it from one of our pages (403), is the input valid (400) - and only then the handler.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import { AppError } from '#shared/errors.ts'
import { allowedOrigins, isFromOwnPage } from '../auth/origins.ts'
import { isAllowed, type Principal } from '../auth/principal.ts'
import type { Env } from './observe.ts'
import { problemResponse } from './problems.ts'
import { taggedResponse } from './etag.ts'
import { readQuery, readRequestBody } from './read-input.ts'
import type { ClientCall, Route } from './route.ts'
import type { Services } from './services.ts'

export function mountApi(app: Hono<Env>, services: Services, routes: readonly Route[]): void {
  for (const route of routes) app.on(route.method, route.path, (c) => answer(c, services, route))
  for (const [path, allow] of methodsByPath(routes)) {
    app.all(path, (c) => problemResponse(new AppError('method-not-allowed'), c.get('requestId'), { allow }))
  }
  app.all('/api/*', () => {
    throw new AppError('not-found', { message: 'There is no such address in this API.', fix: 'Look at /api/v1/openapi.json.' })
  })
}

async function answer(c: Context<Env>, services: Services, route: Route): Promise<Response> {
  const request = c.req.raw
  const cookies: string[] = []
  const principal = route.permission === 'public' ? undefined : await signedIn(c, services, cookies)
  const params = c.req.param() as Record<string, string>
  const client = principal && params['client'] !== undefined ? await services.tenancy.enter(principal, params['client']) : undefined
  if (principal && route.permission !== 'public' && !isAllowed(principal, route.permission)) {
    throw new AppError('not-allowed', { details: { permission: route.permission, role: principal.role } })
  }
  if (route.method !== 'GET') refuseForeignPage(c, services)
  const result = await route.run({
    services,
    params,
    headers: request.headers,
    address: addressOf(c, services.config.trustedProxies ?? 0),
    setCookies: (more) => cookies.push(...more),
    query: readQuery(route, new URL(request.url).searchParams),
    stream: streamOf(request),
    body: route.method === 'GET' || route.streamed ? undefined : await readRequestBody(route, request),
    // Routes for members are never called without one; the builders of route.ts see to that.
    principal: principal as Principal,
    client: client as ClientCall['client'],
  })
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  if (route.status === 204) return new Response(null, { status: 204, headers })
  headers.set('content-type', 'application/json')
  const text = JSON.stringify(result ?? null)
  if (route.tagged) return taggedResponse(request, text, headers)
  return new Response(text, { status: route.status ?? 200, headers })
}

async function* streamOf({ body }: Request): AsyncIterable<Uint8Array> {
  if (body) yield* body as ReadableStream<Uint8Array>
}

async function signedIn(c: Context<Env>, services: Services, cookies: string[]): Promise<Principal> {
  const found = await services.authenticator.authenticate(c.req.raw.headers)
  if (!found) throw new AppError('not-signed-in')
  c.set('actor', found.principal.actor)
  c.set('isBrowser', found.isBrowser)
  cookies.push(...found.cookies)
  return found.principal
}

function refuseForeignPage(c: Context<Env>, { config }: Services): void {
  const { headers } = c.req.raw
  const isProgram = !c.get('isBrowser') && !headers.has('origin') && !headers.has('sec-fetch-site')
  if (isProgram || isFromOwnPage(headers, allowedOrigins(config.baseUrl()))) return
  throw new AppError('not-allowed', {
    message: 'This request came from a page that is not ours.',
    fix: 'Open Tillflow at its own address. Programs sign in with an API key.',
  })
}

/** The socket's address, or what the nearest trusted proxy saw. */
function addressOf(c: Context<Env>, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
    const address = hops.at(-trustedProxies)
    if (address) return address
  }
  // Requests made in this process (the CLI, tests) come over no socket.
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? '') : ''
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, string> {
  const methods = Map.groupBy(routes, ({ path }) => path)
  return new Map([...methods].map(([path, same]) => [path, same.map(({ method }) => method).join(', ')]))
}
