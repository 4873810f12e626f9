// Signs requests the way the connection says.
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { sendSigned, type Auth } from '#connectors/kit/auth/auth.ts'
import { awsSigV4 } from '#connectors/kit/auth/aws-sigv4.ts'
import { apiKeyHeader, apiKeyQuery, basicAuth, bearerToken } from '#connectors/kit/auth/entered.ts'
import { oauth1 } from '#connectors/kit/auth/oauth1.ts'
import { oauth2, oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import type { OAuth2 } from '#connectors/kit/oauth2.ts'
import { readConfig } from './config.ts'

const keyName = (otherwise: string) => (config: Readonly<Record<string, unknown>>) => readConfig(config).keyName ?? otherwise

export const AUTH: readonly Auth[] = [
  basicAuth({ user: ({ config }) => readConfig(config).username ?? '', password: 'password', when: { auth: 'basic' } }),
  bearerToken({ secret: 'token', when: { auth: 'bearer' } }),
  apiKeyHeader({ header: keyName('X-Api-Key'), secret: 'apiKey', when: { auth: 'api-key-header' } }),
  apiKeyQuery({ parameter: keyName('api_key'), secret: 'apiKey', when: { auth: 'api-key-query' } }),
  oauth2({ kind: 'oauth2-client-credentials', client: clientOf, when: { auth: 'oauth2-client-credentials' } }),
  oauth2({
    kind: 'oauth2-refresh-token',
    client: (context) => ({ ...clientOf(context), refreshToken: context.secrets.get('refreshToken') }),
    when: { auth: 'oauth2-refresh-token' },
  }),
  oauth2SignIn({
    authorizeUrl: (config) => readConfig(config).authorizeUrl ?? '/oauth/authorize',
    client: clientOf,
    when: { auth: 'oauth2-code' },
  }),
  oauth1({
    keys: ({ config, secrets }) => {
      const { consumerKey = '', tokenId = '', realm } = readConfig(config)
      const keys = { consumerKey, token: tokenId, consumerSecret: secrets.get('consumerSecret'), tokenSecret: secrets.get('tokenSecret') }
      return { ...keys, ...(realm !== undefined && { realm }) }
    },
    when: { auth: 'oauth1' },
  }),
  awsSigV4({
    keys: ({ config, secrets }) => {
      const { accessKeyId = '', region = 'us-east-1', service = 'execute-api' } = readConfig(config)
      return { accessKeyId, region, service, secretAccessKey: secrets.get('secretAccessKey') }
    },
    when: { auth: 'aws-sigv4' },
  }),
]

function clientOf({ config, secrets }: CallContext): OAuth2 {
  const { tokenUrl = '/oauth/token', clientId = '', scope, clientAuth } = readConfig(config)
  return { tokenUrl, clientId, clientSecret: secrets.get('clientSecret'), ...(scope && { scope }), ...(clientAuth && { clientAuth }) }
}

/** Sends with the connection's headers and credentials. */
export function send(context: CallContext, request: HttpRequest & { readonly accept?: readonly number[] }): Promise<HttpResponse> {
  const { headers } = readConfig(context.config)
  return sendSigned(AUTH, context, { ...request, headers: { ...headers, ...request.headers } })
}
