// /oauth/callback: where another system sends the browser back to after a sign-in. One address for all connections, because a vendor wants it
// registered beforehand. Whatever comes of it is shown by the connection itself.
import { parse, serialize } from 'hono/utils/cookie'
import type { Hono } from 'hono'
import type { Brand } from '#shared/model/branding.ts'
import { isAllowed } from '../auth/principal.ts'
import type { Env } from './observe.ts'
import type { Services } from './services.ts'

export const SIGN_IN_PATH = '/oauth/callback'

export function mountSignIn(app: Hono<Env>, services: Services): void {
  const { signIns, authenticator, tenancy, branding, audit, config } = services
  app.get(SIGN_IN_PATH, async (c) => {
    const query = c.req.query()
    const state = query['state'] ?? ''
    const ticket = state === '' ? undefined : signIns.ticketOf(state, parse(c.req.header('cookie') ?? ''))
    // Once, also when it fails.
    c.header('set-cookie', signInCookie(config.baseUrl(), { name: signIns.cookieName(state), value: '', seconds: 0 }))
    c.header('cache-control', 'no-store')
    const found = ticket && (await authenticator.authenticate(c.req.raw.headers).catch(() => undefined))
    if (!ticket || found?.principal.id !== ticket.principalId) {
      return c.text(notOurs(await branding.brand(found?.principal.partnerId)), 400)
    }
    const { principal } = found
    const client = await tenancy.enter(principal, ticket.clientId)
    if (!isAllowed(principal, 'connect')) return c.text(notOurs(await branding.brand(principal.partnerId)), 403)
    c.set('actor', principal.actor)
    await signIns.finish(ticket, query)
    await audit.record(principal, { action: 'connection.sign-in', target: ticket.connectionId, clientId: client.id })
    return c.redirect(`/c/${encodeURIComponent(client.slug)}/connections?open=${encodeURIComponent(ticket.connectionId)}`)
  })
}

const notOurs = ({
  productName,
  support,
}: Brand) => `This sign-in was not begun in this browser by the person who is signed in to ${productName} now, or it took longer than ten minutes.

Nothing was changed. Open the connection in ${productName} and press "Sign in" again.${support ? `\n\nAsk ${support.name}: ${support.address}` : ''}`

/** Only this address gets it, and only with a page that was opened by a link (the other system's redirect). */
export function signInCookie(baseUrl: string, cookie: { readonly name: string; readonly value: string; readonly seconds: number }): string {
  return serialize(cookie.name, cookie.value, {
    path: SIGN_IN_PATH,
    httpOnly: true,
    sameSite: 'Lax',
    secure: baseUrl.startsWith('https:'),
    maxAge: cookie.seconds,
  })
}
