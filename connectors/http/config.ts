// What a connection to any REST API consists of.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'

const choice = <V extends string>(title: string, description: string, values: readonly (readonly [V, string])[]) =>
  Type.Optional(
    Type.Unsafe<V>(
      Type.Union(
        values.map(([value, label]) => Type.Literal(value, { title: label })),
        { title, description },
      ),
    ),
  )
const text = (title: string, description: string, more: object = {}) =>
  Type.Optional(Type.String({ title, description, maxLength: 500, ...more }))

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
      ['oauth2-client-credentials', 'OAuth 2 client credentials'],
      ['oauth2-refresh-token', 'OAuth 2 refresh token'],
    ]),
    username: text('User', 'For user and password.'),
    keyName: text('Key name', 'Header or query parameter of the API key. Default: X-Api-Key, or api_key.', { pattern: TOKEN }),
    tokenUrl: text('Token address', 'For OAuth 2: absolute, or a path below the base URL.', { pattern: '^(https?://[^\\s]+|/[^\\s]*)$' }),
    clientId: text('Client id', 'For OAuth 2.'),
    scope: text('Scope', 'For OAuth 2, separated by blanks. May be empty.'),
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
  password: { label: 'Password', description: 'For user and password.', required: false },
  token: { label: 'Bearer token', description: 'Without the word Bearer.', required: false },
  apiKey: { label: 'API key', description: 'For an API key in a header or in the address.', required: false },
  clientSecret: { label: 'Client secret', description: 'For OAuth 2.', required: false },
  refreshToken: {
    label: 'Refresh token',
    description: 'For OAuth 2 with a refresh token: the one the other system gave at sign-in. Tillflow keeps those that follow.',
    required: false,
  },
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Signs deliveries. Made when left empty; give it to the sender.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export function readConfig(config: Readonly<Record<string, unknown>>): HttpConfig {
  const issues = validate(HttpConfig, config)
  if (issues.length > 0) {
    throw new AppError('credentials-invalid', {
      message: 'The settings of this connection are not valid.',
      fix: 'Correct the connection.',
      issues,
    })
  }
  return config as HttpConfig
}
