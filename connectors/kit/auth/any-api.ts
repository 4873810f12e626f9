// How connections to any API sign in: settings, secrets and ways, for the connectors of systems that nobody knows before.
import { Type, type Static } from 'typebox'
import type { CallContext, HttpResponse, SecretField } from '../contract.ts'
import type { OAuth2 } from '../oauth2.ts'
import { sendSigned, type Auth } from './auth.ts'
import { awsSigV4 } from './aws-sigv4.ts'
import { apiKeyHeader, apiKeyQuery, basicAuth, bearerToken } from './entered.ts'
import { oauth1 } from './oauth1.ts'
import { oauth2, oauth2SignIn } from './oauth2.ts'

/** A setting with named values. `more`: keywords of the form, such as `shownWhen`. */
export const choice = <V extends string>(
  title: string,
  description: string,
  values: readonly (readonly [V, string])[],
  more: object = {},
) =>
  Type.Optional(
    Type.Unsafe<V>(
      Type.Union(
        values.map(([value, label]) => Type.Literal(value, { title: label })),
        { title, description, ...more },
      ),
    ),
  )
export const text = (title: string, description: string, more: object = {}) =>
  Type.Optional(Type.String({ title, description, maxLength: 500, ...more }))

const OAUTH2 = ['oauth2-code', 'oauth2-client-credentials', 'oauth2-refresh-token'] as const
/** Shown only where this way to sign in is chosen. */
const ifAuth = (...ways: readonly string[]) => ({ shownWhen: { auth: ways } })
/** Absolute, or a path. */
const ADDRESS = '^(https?://[^\\s]+|/[^\\s]*)$'
/** A header or query parameter name. */
export const TOKEN = "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
/** A dotted path into a JSON body, such as `data.items`. */
export const DOTTED = '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$'

/** Members of a strict object of settings. */
export const apiAuthMembers = {
  auth: choice('Sign-in', 'How requests prove who they come from. Default: none.', [
    ['none', 'None'],
    ['basic', 'User and password'],
    ['bearer', 'Bearer token'],
    ['api-key-header', 'API key in a header'],
    ['api-key-query', 'API key in the address'],
    ['oauth2-code', 'OAuth 2, signing in in the browser'],
    ['oauth2-client-credentials', 'OAuth 2 client credentials'],
    ['oauth2-refresh-token', 'OAuth 2 refresh token'],
    ['oauth1', 'OAuth 1 (token-based authentication)'],
    ['aws-sigv4', 'AWS signature version 4'],
  ]),
  username: text('User', 'For user and password.', ifAuth('basic')),
  keyName: text('Key name', 'Header or query parameter of the API key. Default: X-Api-Key, or api_key.', {
    pattern: TOKEN,
    ...ifAuth('api-key-header', 'api-key-query'),
  }),
  authorizeUrl: text('Sign-in page', 'Where a person signs in: absolute, or a path below the base URL. Default: /oauth/authorize.', {
    pattern: ADDRESS,
    ...ifAuth('oauth2-code'),
  }),
  tokenUrl: text('Token address', 'Absolute, or a path below the base URL. Default: /oauth/token.', {
    pattern: ADDRESS,
    ...ifAuth(...OAUTH2),
  }),
  clientId: text('Client id', 'Of the application that is registered with the other system.', ifAuth(...OAUTH2)),
  clientAuth: choice(
    'Client id and secret',
    'How they are sent to the token address. Default: as user and password.',
    [
      ['basic', 'As user and password (HTTP Basic)'],
      ['form', 'In the form'],
    ],
    ifAuth(...OAUTH2),
  ),
  scope: text('Scope', 'Separated by blanks. May be empty.', ifAuth(...OAUTH2)),
  consumerKey: text('Consumer key', 'Of the integration.', ifAuth('oauth1')),
  tokenId: text('Token id', 'Of the access token.', ifAuth('oauth1')),
  realm: text('Realm', 'Account named in the header, where the API wants one.', ifAuth('oauth1')),
  accessKeyId: text('Access key id', 'Of the AWS user.', ifAuth('aws-sigv4')),
  region: text('Region', 'Such as eu-west-1. Default: us-east-1.', { pattern: '^[a-z0-9-]+$', ...ifAuth('aws-sigv4') }),
  service: text('Service', 'As the signature names it, such as execute-api or s3. Default: execute-api.', {
    pattern: '^[a-z0-9-]+$',
    ...ifAuth('aws-sigv4'),
  }),
  headers: Type.Optional(
    Type.Record(Type.String({ pattern: TOKEN }), Type.String({ maxLength: 2_000 }), {
      title: 'Headers',
      description: 'Sent with every request. No secrets: everybody who may see the connection can read them.',
    }),
  ),
}

const ApiAuth = Type.Object(apiAuthMembers)
type ApiAuth = Static<typeof ApiAuth>

export const API_SECRETS = {
  password: { label: 'Password', required: false, ...ifAuth('basic') },
  token: { label: 'Bearer token', description: 'Without the word Bearer.', required: false, ...ifAuth('bearer') },
  apiKey: { label: 'API key', required: false, ...ifAuth('api-key-header', 'api-key-query') },
  clientSecret: { label: 'Client secret', required: false, ...ifAuth(...OAUTH2) },
  refreshToken: {
    label: 'Refresh token',
    description: 'The one the other system gave at sign-in. Tillflow keeps those that follow.',
    required: false,
    ...ifAuth('oauth2-refresh-token'),
  },
  consumerSecret: { label: 'Consumer secret', description: 'Of the integration.', required: false, ...ifAuth('oauth1') },
  tokenSecret: { label: 'Token secret', description: 'Of the access token.', required: false, ...ifAuth('oauth1') },
  secretAccessKey: { label: 'Secret access key', description: 'Of the AWS user.', required: false, ...ifAuth('aws-sigv4') },
} as const satisfies Record<string, SecretField>

export interface ApiSignIn {
  readonly auths: readonly Auth[]
  /** Sends with the connection's headers and credentials. */
  send(context: CallContext, request: Parameters<typeof sendSigned>[2]): Promise<HttpResponse>
}

/** `readConfig`: settings that have the members above. */
export function apiSignIn(readConfig: (config: Readonly<Record<string, unknown>>) => ApiAuth): ApiSignIn {
  const keyName = (otherwise: string) => (config: Readonly<Record<string, unknown>>) => readConfig(config).keyName ?? otherwise

  const auths: readonly Auth[] = [
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

  return {
    auths,
    send: (context, request) =>
      sendSigned(auths, context, { ...request, headers: { ...readConfig(context.config).headers, ...request.headers } }),
  }
}
