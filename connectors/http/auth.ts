// Signs requests the way the connection says.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { readConfig, type HttpConfig } from './config.ts'

type Request = HttpRequest & { readonly accept?: readonly number[] }

/** Sends with the connection's headers and credentials. A token that has expired early is replaced once. */
export async function send(context: CallContext, request: Request): Promise<HttpResponse> {
  const config = readConfig(context.config)
  const sendWith = ({ headers, query }: Credentials) =>
    context.http.send({ ...request, headers: { ...config.headers, ...request.headers, ...headers }, query: { ...request.query, ...query } })
  const credentials = await credentialsFor(context, config)
  try {
    return await sendWith(credentials)
  } catch (error) {
    // 401 says that nothing was done, so a write may be sent again too.
    const expired = credentials.token !== undefined && hasErrorCode(error) && error.details?.['status'] === 401
    if (!expired) throw error
    return await sendWith(await credentialsFor(context, config, credentials.token))
  }
}

interface Credentials {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** That was fetched for this, and may be refused before its time. */
  readonly token?: string
}

async function credentialsFor(context: CallContext, config: HttpConfig, refused?: string): Promise<Credentials> {
  const { secrets } = context
  switch (config.auth) {
    case 'basic':
      return { headers: { authorization: basic(config.username ?? '', secrets.get('password')) } }
    case 'bearer':
      return { headers: { authorization: `Bearer ${secrets.get('token')}` } }
    case 'api-key-header':
      return { headers: { [config.keyName ?? 'X-Api-Key']: secrets.get('apiKey') } }
    case 'api-key-query':
      return { query: { [config.keyName ?? 'api_key']: secrets.get('apiKey') } }
    case 'oauth2-client-credentials': {
      const token = await accessToken(context, config, refused)
      return { headers: { authorization: `Bearer ${token}` }, token }
    }
    default:
      return {}
  }
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`

interface Token {
  readonly value: string
  /** Milliseconds since 1970. */
  readonly until: number
}
/** By connection: the token, or the one request for it that everybody waits for. */
const tokens = new Map<string, Promise<Token>>()
const MOST_TOKENS = 1_000
/** A token is not used in its last seconds: it could expire on the way. */
const MARGIN_MS = 30_000

async function accessToken(context: CallContext, config: HttpConfig, refused?: string): Promise<string> {
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        config.baseUrl,
        config.tokenUrl,
        config.clientId,
        config.scope,
        config.simulator,
        context.secrets.get('clientSecret'),
      ]),
    )
    .digest('base64')
  for (let known = tokens.get(key); known;) {
    const token = await known.catch(() => undefined)
    if (token && token.value !== refused && token.until > context.now().getTime()) return token.value
    // Somebody else may have begun to replace it while we looked: then theirs is looked at.
    const current = tokens.get(key)
    if (current === known) break
    known = current
  }
  if (tokens.size >= MOST_TOKENS) tokens.clear()
  const requested = requestToken(context, config)
  tokens.set(key, requested)
  requested.catch(() => tokens.delete(key))
  return (await requested).value
}

const TokenAnswer = Type.Object({
  access_token: Type.String({ minLength: 1 }),
  expires_in: Type.Optional(Type.Union([Type.Number(), Type.String({ pattern: '^\\d+$' })])),
})
const DEFAULT_LIFE_S = 300

/** RFC 6749 §4.4 with the client's credentials as HTTP Basic (§2.3.1), which every server must take. */
async function requestToken(context: CallContext, config: HttpConfig): Promise<Token> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(config.scope && { scope: config.scope }) })
  const response = await context.http.send({
    method: 'POST',
    url: config.tokenUrl ?? '/oauth/token',
    text: form.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: basic(encodeURIComponent(config.clientId ?? ''), encodeURIComponent(context.secrets.get('clientSecret'))),
    },
    repeatable: true,
    accept: [400],
  })
  const answer = response.json()
  if (response.status === 400) {
    throw new AppError('credentials-invalid', { message: 'The token address refused the client id or the client secret.' })
  }
  const issues = validate(TokenAnswer, answer)
  if (issues.length > 0) throw new AppError('vendor-answer-invalid', { message: 'The token address answered without a token.', issues })
  const { access_token: value, expires_in: life = DEFAULT_LIFE_S } = answer as { access_token: string; expires_in?: number | string }
  return { value, until: context.now().getTime() + Number(life) * 1_000 - MARGIN_MS }
}
