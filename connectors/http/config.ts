// What a connection to any REST API consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { API_SECRETS, apiAuthMembers, choice, DOTTED, text, TOKEN } from '#connectors/kit/auth/any-api.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const HttpConfig = Type.Object(
  {
    baseUrl: Type.String({
      title: 'Base URL',
      description: 'All paths are below it, such as https://api.example.com/v2.',
      pattern: '^https?://[^\\s/]+(/[^\\s]*)?$',
      maxLength: 500,
    }),
    ...apiAuthMembers,
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
  ...API_SECRETS,
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Signs deliveries. Made when left empty; give it to the sender.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): HttpConfig => parseConfig(HttpConfig, config)
