// Signs requests the way the connection says.
import { hasErrorCode } from '#shared/errors.ts'
import type { CallContext, HttpRequest, HttpResponse, Secrets } from '#connectors/kit/contract.ts'
import { accessToken, type OAuth2 } from '#connectors/kit/oauth2.ts'
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
    case 'oauth2-client-credentials':
    case 'oauth2-refresh-token': {
      const token = await accessToken(context, oauth2Of(config, secrets), refused)
      return { headers: { authorization: `Bearer ${token}` }, token }
    }
    default:
      return {}
  }
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`

function oauth2Of(config: HttpConfig, secrets: Secrets): OAuth2 {
  return {
    tokenUrl: config.tokenUrl ?? '/oauth/token',
    clientId: config.clientId ?? '',
    clientSecret: secrets.get('clientSecret'),
    ...(config.scope && { scope: config.scope }),
    ...(config.auth === 'oauth2-refresh-token' && { refreshToken: secrets.get('refreshToken') }),
  }
}
