// What a connection to a Lightspeed Retail X-Series store (formerly Vend) consists of: the store's own host, and a sign-in or a personal token.
// https://x-series-api.lightspeedhq.com/docs/authorization
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { bearerToken } from '#connectors/kit/auth/entered.ts'
import { oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

const ifSignedIn = { shownWhen: { auth: ['sign-in'] } }

export const LightspeedConfig = Type.Object(
  {
    domainPrefix: Type.String({
      title: 'Store address',
      description: 'The part before .retail.lightspeed.app, such as harbour-finch.',
      pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
    }),
    auth: Type.Union([Type.Literal('sign-in', { title: 'Sign in with Lightspeed' }), Type.Literal('token', { title: 'Personal token' })], {
      title: 'Signs in by',
      description: 'Personal tokens are part of the Plus plan.',
    }),
    clientId: Type.Optional(
      Type.String({
        title: 'Client id',
        description: 'Of your application in the developer portal.',
        minLength: 1,
        maxLength: 200,
        ...ifSignedIn,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type LightspeedConfig = Static<typeof LightspeedConfig>

export const SECRETS = {
  token: {
    label: 'Personal token',
    description: 'In the back office under Setup, Personal tokens.',
    required: false,
    shownWhen: { auth: ['token'] },
  },
  clientSecret: {
    label: 'Client secret',
    description: 'Of your application. Webhooks are signed with it, also where a personal token is used.',
    required: false,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): LightspeedConfig =>
  parseConfig(LightspeedConfig, config, {
    message: 'The settings of this Lightspeed connection are not valid.',
    fix: 'Enter the store address, such as harbour-finch for harbour-finch.retail.lightspeed.app.',
  })

export const baseUrlOf = (config: Readonly<Record<string, unknown>>): string =>
  `https://${String(config['domainPrefix'])}.retail.lightspeed.app`

/** What this connector reads and writes; needed by name since June 2026. https://x-series-api.lightspeedhq.com/docs/scopes */
const SCOPES = [
  'sales:read',
  'sales:write',
  'products:read',
  'products:write',
  'inventory:read',
  'inventory:write',
  'consignments:read',
  'consignments:write:stock_order',
  'consignments:write:stock_transfer',
  'customers:read',
  'customers:write',
  'outlets:read',
  'registers:read',
  'payments:read',
  'payment_types:read',
  'taxes:read',
  'webhooks',
].join(' ')

/** Access tokens live a day; a refresh token works once. */
export const AUTH: readonly Auth[] = [
  oauth2SignIn({
    authorizeUrl: () => 'https://secure.retail.lightspeed.app/connect',
    client: ({ config, secrets }) => ({
      tokenUrl: vendorAddress(config, `${baseUrlOf(config)}/api/1.0/token`),
      clientId: readConfig(config).clientId ?? '',
      clientSecret: secrets.get('clientSecret'),
      scope: SCOPES,
      clientAuth: 'form',
    }),
    when: { auth: 'sign-in' },
  }),
  bearerToken({ secret: 'token', when: { auth: 'token' } }),
]
