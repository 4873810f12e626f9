// The OAuth 2 side of a simulated vendor: a page where a person signs in (RFC 6749 §4.1, PKCE), and a token address whose refresh tokens
// rotate with each use and are durable, because a vendor does not forget what it gave.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { SimulatorRecords } from './simulator-records.ts'

export interface SimulatedOAuthOptions {
  readonly app: Hono
  readonly records: SimulatorRecords
  /** Paths of the vendor. Without `authorizePath` nobody signs in with a browser. */
  readonly authorizePath?: string
  readonly tokenPath: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the sign-in page says that it is, such as `Harbour & Finch`. */
  readonly name: string
  /** The refresh token that a person has entered in the connection. */
  readonly refreshToken?: string
  /** The client may sign in by itself. */
  readonly machine?: boolean
  /** More parameters of the answer to a sign-in, such as QuickBooks' `realmId`. */
  readonly learned?: Readonly<Record<string, string>>
  /** Where calls carry their token, when it is not `authorization`. */
  readonly tokenHeader?: string
  /** Of access tokens, in seconds. Default an hour. */
  readonly expiresIn?: number
}

export interface SimulatedOAuth {
  /** The request carries an access token that is valid. */
  allows(c: Context): boolean
  /** Its token was given to the client by itself, without a person. */
  isMachine(c: Context): boolean
  /** The sign-in that its token is of asked for this scope; also where it asked for none. */
  hasScope(c: Context, scope: string): boolean
}

const HOUR_S = 3_600

/** Also takes `POST /oauth/rules` `{ expiresIn, grace }` (`grace`: the refresh token before the newest works too) and `POST /oauth/revoke-all`. */
export function simulateOAuth(options: SimulatedOAuthOptions): SimulatedOAuth {
  const { app, records, authorizePath, clientId, clientSecret } = options
  // Access tokens and codes live in memory: after a restart clients must ask for new ones, as with a real server that was restored.
  const tokens = new Map<string, { readonly until: number; readonly scope: string }>()
  const machines = new Set<string>()
  const codes = new Map<string, { readonly challenge: string | undefined; readonly redirectUri: string; readonly scope: string }>()
  const rules = { expiresIn: options.expiresIn ?? HOUR_S, grace: false }

  const access = (scope = '') => {
    const token = randomUUID()
    tokens.set(token, { until: Date.now() + rules.expiresIn * 1_000, scope })
    return { access_token: token, token_type: 'Bearer', expires_in: rules.expiresIn }
  }
  const machineAccess = () => {
    const given = access()
    machines.add(given.access_token)
    return given
  }
  const rotate = (scope: string, previous?: string) => {
    const refresh = randomUUID()
    records.put('_oauth', 'refresh', { token: refresh, scope, ...(previous !== undefined && { previous }) })
    return { ...access(scope), refresh_token: refresh }
  }
  const isClient = (c: Context, form: URLSearchParams) =>
    same(c.req.header('authorization') ?? '', basic(encodeURIComponent(clientId), encodeURIComponent(clientSecret))) ||
    (same(form.get('client_id') ?? '', clientId) && same(form.get('client_secret') ?? '', clientSecret))

  app.post(options.tokenPath, async (c) => {
    const form = new URLSearchParams(await c.req.text())
    if (!isClient(c, form)) return c.json({ error: 'invalid_client' }, 401)
    switch (form.get('grant_type')) {
      case 'client_credentials':
        return options.machine ? c.json(machineAccess()) : c.json({ error: 'unauthorized_client' }, 400)
      case 'refresh_token': {
        const given = form.get('refresh_token') ?? ''
        const { token, previous, scope = '' } = records.get('_oauth', 'refresh') ?? { token: options.refreshToken }
        const isValid = given !== '' && (same(given, String(token)) || (rules.grace && same(given, String(previous))))
        return isValid ? c.json(rotate(String(scope), given)) : c.json({ error: 'invalid_grant' }, 400)
      }
      case 'authorization_code': {
        const code = form.get('code') ?? ''
        const known = codes.get(code)
        codes.delete(code)
        const isProven = known?.challenge === undefined || same(challengeOf(form.get('code_verifier') ?? ''), known.challenge)
        if (!known || !isProven || known.redirectUri !== form.get('redirect_uri')) return c.json({ error: 'invalid_grant' }, 400)
        return c.json(rotate(known.scope))
      }
      default:
        return c.json({ error: 'unsupported_grant_type' }, 400)
    }
  })
  app.post('/oauth/rules', async (c) => {
    Object.assign(rules, await c.req.json<object>())
    return c.json(rules)
  })
  app.post('/oauth/revoke-all', (c) => {
    tokens.clear()
    return c.json({})
  })

  if (authorizePath !== undefined) {
    app.get(authorizePath, (c) => {
      const asked = new URL(c.req.url).searchParams
      if (asked.get('client_id') !== clientId) return c.text('There is no application with this client id.', 400)
      if (asked.get('response_type') !== 'code' || !isLoopback(asked.get('redirect_uri')))
        return c.text('This request cannot be answered.', 400)
      return c.html(signInPage(options.name, asked))
    })
    app.post(authorizePath, async (c) => {
      const form = new URLSearchParams(await c.req.text())
      const redirectUri = form.get('redirect_uri')
      if (!isLoopback(redirectUri)) return c.text('This request cannot be answered.', 400)
      const back = new URL(redirectUri)
      const state = form.get('state')
      if (state !== null) back.searchParams.set('state', state)
      if (form.get('decision') === 'allow') {
        const code = randomUUID()
        codes.set(code, { challenge: form.get('code_challenge') ?? undefined, redirectUri, scope: form.get('scope') ?? '' })
        back.searchParams.set('code', code)
        for (const [name, value] of Object.entries(options.learned ?? {})) back.searchParams.set(name, value)
      } else {
        back.searchParams.set('error', 'access_denied')
      }
      return c.redirect(back.href)
    })
  }

  return {
    allows(c) {
      const until = tokens.get(tokenOf(c, options.tokenHeader))?.until
      return until !== undefined && until > Date.now()
    },
    hasScope(c, scope) {
      const given = tokens.get(tokenOf(c, options.tokenHeader))?.scope ?? ''
      return given === '' || given.split(' ').includes(scope)
    },
    isMachine: (c) => machines.has(tokenOf(c, options.tokenHeader)),
  }
}

const tokenOf = (c: Context, header = 'authorization'): string => (c.req.header(header) ?? '').replace(/^Bearer /, '')

export const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** In a time that does not depend on where they differ. */
export function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** A simulator sends nobody to another machine. */
function isLoopback(address: string | null): address is string {
  return address !== null && URL.canParse(address) && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(new URL(address).hostname)
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

function signInPage(name: string, asked: URLSearchParams): string {
  const fields = ['redirect_uri', 'state', 'code_challenge', 'scope'].flatMap((field) => {
    const value = asked.get(field)
    return value === null ? [] : [`<input type="hidden" name="${field}" value="${escape(value)}">`]
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;color-scheme:light dark}form{max-width:26rem;padding:2rem;border:1px solid #8886;border-radius:8px}button{font:inherit;padding:.5rem 1rem;margin-right:.5rem}</style></head>
<body><form method="post"><h1 style="font-size:1.2rem">${escape(name)} (simulator)</h1><p>Tillflow asks for access${asked.get('scope') ? ` to <code>${escape(asked.get('scope') ?? '')}</code>` : ''}.</p>
${fields.join('')}<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form></body></html>`
}
