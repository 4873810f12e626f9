// OAuth 2 (RFC 6749) for connectors: an access token for every call, renewed before it expires or when it is refused. Refresh tokens
// that rotate are kept as vendors need it: the new one is stored before it is used, and the one before it stays until the new one has
// worked, so that a crash or a lost answer in between ends in a renewal or in a clear request to reconnect, never in a loop.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError, toErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isRecord } from '#shared/json.ts'
import type { CallContext, HttpResponse } from './contract.ts'
import type { TokenSet } from './tokens.ts'
import { validate } from './validate.ts'

export interface OAuth2 {
  /** Absolute, or a path below the base URL. */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope?: string
  /** The one a person entered; later ones come from the vendor and are kept by the runtime. Absent: client credentials, or a sign-in. */
  readonly refreshToken?: string
  /** A person signs in with the browser (auth/sign-in.ts): the first tokens come from there and no other way. */
  readonly bySignIn?: true
  /** Where the client's credentials stand: as HTTP Basic (§2.3.1), which every server should take, or in the form. Default `basic`. */
  readonly clientAuth?: 'basic' | 'form'
  /** More members of every token request, such as `{ audience: '…' }`. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** `refused`: a token that was answered with 401 and is not answered again. Throws `credentials-invalid` or a `retry-after` error. */
export async function accessToken(context: CallContext, oauth: OAuth2, refused?: string): Promise<string> {
  const origin = originOf(oauth)
  const isFresh = (tokens: TokenSet) => tokens.origin === origin && tokens.access !== refused && tokens.until > context.now().getTime()
  const known = await context.tokens.read()
  if (known && isFresh(known)) return known.access
  const renewed = await context.tokens.renew(isFresh, (current) =>
    grant(context, oauth, origin, current?.origin === origin ? current : undefined),
  )
  return renewed.access
}

/** Changes the code of a sign-in for tokens, which replace all before them. Throws `credentials-invalid`, or a `retry-after` error. */
export async function exchangeCode(
  context: CallContext,
  oauth: OAuth2,
  { code, verifier, redirectUri }: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<void> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  await context.tokens.renew(
    () => false,
    async () => {
      const answer = await ask(context, oauth, form)
      if (answer === 'invalid-grant') throw refusal('The other system does not accept this sign-in any more.')
      const { access, until, refresh } = answer
      return { access, until, origin: originOf(oauth), ...(refresh !== undefined && { refresh }) }
    },
  )
}

/** Of other credentials, or for another right, no token is taken over. */
const originOf = ({ tokenUrl, clientId, clientSecret, scope, refreshToken, bySignIn }: OAuth2) =>
  createHash('sha256')
    .update(JSON.stringify([tokenUrl, clientId, clientSecret, scope, bySignIn ? 'sign-in' : refreshToken]))
    .digest('base64url')

async function grant(context: CallContext, oauth: OAuth2, origin: string, current: TokenSet | undefined): Promise<TokenSet> {
  if (oauth.refreshToken === undefined && !oauth.bySignIn) {
    const answer = await ask(context, oauth, { grant_type: 'client_credentials', ...(oauth.scope && { scope: oauth.scope }) })
    if (answer === 'invalid-grant') throw refusal('The token address refused the client id or the client secret.')
    return { access: answer.access, until: answer.until, origin }
  }
  // The newest first. An older one works where the vendor's answer to the last renewal was lost, and its grace time is not over.
  const candidates = [...new Set([current?.refresh, current?.previousRefresh, oauth.refreshToken])].filter((token) => token !== undefined)
  for (const refresh of candidates) {
    const answer = await ask(context, oauth, { grant_type: 'refresh_token', refresh_token: refresh })
    if (answer === 'invalid-grant') continue
    const next = answer.refresh ?? refresh
    const previous = next === refresh ? current?.previousRefresh : refresh
    return {
      access: answer.access,
      until: answer.until,
      refresh: next,
      ...(previous !== undefined && { previousRefresh: previous }),
      origin,
    }
  }
  if (candidates.length === 0 && current === undefined) throw refusal('Nobody has signed in to the other system with this connection yet.')
  throw refusal('The other system does not accept the refresh token any more.')
}

const refusal = (message: string) =>
  new AppError('credentials-invalid', {
    message,
    fix: 'Sign in to the other system again and enter the new credentials in the connection.',
    // Like any answer of 401: it concerns the connection, not one call.
    details: { status: 401 },
  })

interface Granted {
  readonly access: string
  readonly until: number
  readonly refresh: string | undefined
}

const TokenAnswer = Type.Object({
  access_token: Type.String({ minLength: 1 }),
  refresh_token: Type.Optional(Type.String({ minLength: 1 })),
  expires_in: Type.Optional(Type.Union([Type.Number(), Type.String({ pattern: '^\\d+$' })])),
})
interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token?: string
  readonly expires_in?: number | string
}
const DEFAULT_LIFE_S = 300
/** A token is not used in its last moments: it could expire on the way. */
const MARGIN_MS = 30_000
/** Nothing was lost and nothing is wrong with the record: the run waits, however long the vendor's sign-in is down. */
const TRY_AGAIN_MS = 10_000

async function ask(context: CallContext, oauth: OAuth2, asked: Readonly<Record<string, string>>): Promise<Granted | 'invalid-grant'> {
  const { clientId, clientSecret } = oauth
  const inForm = oauth.clientAuth === 'form'
  const form = { ...oauth.parameters, ...asked, ...(inForm && { client_id: clientId, client_secret: clientSecret }) }
  let response: HttpResponse
  try {
    response = await context.http.send({
      method: 'POST',
      url: oauth.tokenUrl,
      text: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(!inForm && {
          authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`, 'utf8').toString('base64')}`,
        }),
      },
      // A second renewal with the same token is what the vendor's grace time is for.
      repeatable: true,
      accept: [400, 401],
      confidential: true,
      secrets: ['refresh_token', 'code', 'code_verifier'].flatMap((name) => asked[name] ?? []),
    })
  } catch (thrown) {
    const error = toErrorData(thrown)
    if (error.disposition !== 'retry') throw thrown
    throw new AppError('token-unavailable', { message: say`No new access token: ${error.message}`, retryAfterMs: TRY_AGAIN_MS })
  }
  if (response.status !== 200) return readRefusal(response)
  const answer = response.json()
  const issues = validate(TokenAnswer, answer)
  if (issues.length > 0) throw new AppError('vendor-answer-invalid', { message: 'The token address answered without a token.', issues })
  const { access_token: access, refresh_token: refresh, expires_in: life = DEFAULT_LIFE_S } = answer as unknown as TokenAnswer
  const lifeMs = Number(life) * 1_000
  return { access, refresh, until: context.now().getTime() + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) }
}

/** RFC 6749 §5.2. Anything but a refused grant is about the client itself: another refresh token would not help. */
function readRefusal(response: HttpResponse): 'invalid-grant' {
  let code: unknown
  try {
    const answer = response.json()
    code = isRecord(answer) ? answer['error'] : undefined
  } catch {
    code = undefined
  }
  if (code === 'invalid_grant') return 'invalid-grant'
  throw refusal(`The token address refused the client id or the client secret${typeof code === 'string' ? ` (${code.slice(0, 60)})` : ''}.`)
}
