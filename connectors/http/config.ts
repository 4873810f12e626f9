// What a connection to any REST API consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

const choice = <V extends string>(title: string, description: string, values: readonly (readonly [V, string])[], more: object = {}) =>
  Type.Optional(
    Type.Unsafe<V>(
      Type.Union(
        values.map(([value, label]) => Type.Literal(value, { title: label })),
        { title, description, ...more },
      ),
    ),
  )
const text = (title: string, description: string, more: object = {}) =>
  Type.Optional(Type.String({ title, description, maxLength: 500, ...more }))

const OAUTH2 = ['oauth2-code', 'oauth2-client-credentials', 'oauth2-refresh-token'] as const
/** Shown only where this way to sign in is chosen. */
const ifAuth = (...ways: readonly string[]) => ({ shownWhen: { auth: ways } })
/** Absolute, or a path. */
const ADDRESS = '^(https?://[^\\s]+|/[^\\s]*)$'
/** A header or query parameter name. */
const TOKEN = "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
/** A dotted path into a JSON body, such as `data.items`. */
const DOTTED = '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$'

export const HttpConfig = Type.Object(
  {
    baseUrl: Type.String({
      title: 'Base URL',
      description: 'All paths are below it, such as https://api.example.com/v2.',
      pattern: '^https?://[^\\s/]+(/[^\\s]*)?$',
      maxLength: 500,
    }),
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
    testPath: text('Test path', 'Read with GET to test the connection, such as /me. Default: the base URL itself.', {
      pattern: '^/[^\\s]*$',
    }),
    idempotencyHeader: text('Idempotency header', 'Of "Create with key". Default: Idempotency-Key.', { pattern: TOKEN }),
    pagination: choice('Pages', 'How lists are divided. Default: not at all.', [
      ['none', 'One answer has everything'],
      ['page', 'Page number'],
      ['offset', 'Number of items to leave out'],
      ['cursor', 'Cursor in the body'],
      ['link', 'Link header'],
    ]),
    itemsPath: text('Items', 'Where the list stands in the body, such as data.items. Empty: the body is the list.', { pattern: DOTTED }),
    pageParameter: text(
      'Page parameter',
      'Query parameter of the page number (default page), of the items to leave out (default offset) or the cursor (default cursor).',
      {
        pattern: TOKEN,
      },
    ),
    firstPage: Type.Optional(
      Type.Integer({ title: 'First page', description: 'Number of the first page. Default 1.', minimum: 0, maximum: 1 }),
    ),
    cursorPath: text('Next cursor', 'Where the next cursor stands in the body. Default: next.', { pattern: DOTTED }),
    pageSizeParameter: text('Page size parameter', 'Query parameter of the page size. Empty: none is sent.', { pattern: TOKEN }),
    pageSize: Type.Optional(Type.Integer({ title: 'Page size', description: 'Items per page. Default 100.', minimum: 1, maximum: 10_000 })),
    webhookVerification: choice('Webhook check', 'How deliveries prove who they come from. Default: HMAC-SHA256.', [
      ['hmac-sha256', 'HMAC-SHA256 of the body'],
      ['shared-secret', 'Shared secret in a header'],
      ['none', 'Not at all: only the secret address protects the webhook'],
    ]),
    signatureHeader: text('Signature header', 'Header of the signature or shared secret. Default: X-Signature.', { pattern: TOKEN }),
    signatureEncoding: choice('Signature encoding', 'Of HMAC-SHA256. Default: hexadecimal.', [
      ['hex', 'Hexadecimal'],
      ['base64', 'Base64'],
    ]),
    signaturePrefix: text('Signature prefix', 'Stands before the signature, such as sha256=.', { maxLength: 40 }),
    deliveryIdHeader: text(
      'Delivery id header',
      'Header that is the same in every redelivery of one event. Empty: equal bodies are one event.',
      {
        pattern: TOKEN,
      },
    ),
    simulator: text('Simulator', 'Name of a built-in simulator, in demo mode.'),
  },
  { additionalProperties: false },
)
export type HttpConfig = Static<typeof HttpConfig>

export const SECRETS = {
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
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Signs deliveries. Made when left empty; give it to the sender.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): HttpConfig => parseConfig(HttpConfig, config)
