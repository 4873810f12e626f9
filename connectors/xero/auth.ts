// What a connection to a Xero organisation consists of.
// https://developer.xero.com/documentation/guides/oauth2/auth-flow and .../oauth2/custom-connections
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { oauth2, oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { CallContext, SecretField } from '#connectors/kit/contract.ts'
import type { OAuth2 } from '#connectors/kit/oauth2.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const XeroConfig = Type.Object(
  {
    auth: Type.Union(
      [Type.Literal('sign-in', { title: 'Sign in with Xero' }), Type.Literal('custom-connection', { title: 'Custom connection' })],
      {
        title: 'Signs in by',
        description: 'A custom connection is one organisation that needs nobody to sign in; Xero sells it in some countries.',
      },
    ),
    clientId: Type.String({ title: 'Client id', description: 'Of your app in the Xero developer portal.', minLength: 1, maxLength: 200 }),
    tenantId: Type.Optional(
      Type.String({
        title: 'Organisation id',
        description: 'Needed when the sign-in gave access to several organisations: the connection test lists them.',
        pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
        shownWhen: { auth: ['sign-in'] },
      }),
    ),
    webhookCategories: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('INVOICE', { title: 'Invoices' }),
          Type.Literal('CONTACT', { title: 'Contacts' }),
          Type.Literal('CREDITNOTE', { title: 'Credit notes' }),
        ]),
        {
          title: 'Kinds of webhooks',
          description: "Those that you chose on the app's Webhooks page: of these, what a webhook missed is fetched within about an hour.",
          uniqueItems: true,
        },
      ),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type XeroConfig = Static<typeof XeroConfig>

export const SECRETS = {
  clientSecret: { label: 'Client secret', description: 'Of the same app.', required: true },
  webhookKey: {
    label: 'Webhook key',
    description: 'From the Webhooks page of the app. Only for flows that Xero starts.',
    required: false,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): XeroConfig =>
  parseConfig(XeroConfig, config, {
    message: 'The settings of this Xero connection are not valid.',
    fix: 'Enter the client id of your Xero app, and the organisation id as the connection test lists it.',
  })

/** Names the organisation this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { auth, clientId, tenantId, simulator } = readConfig(config)
  return JSON.stringify([auth, clientId, tenantId, simulator])
}

const SCOPES = 'accounting.transactions accounting.contacts accounting.settings.read'

const clientOf =
  (scope: string) =>
  ({ config, secrets }: CallContext): OAuth2 => ({
    tokenUrl: vendorAddress(config, 'https://identity.xero.com/connect/token'),
    clientId: readConfig(config).clientId,
    clientSecret: secrets.get('clientSecret'),
    scope,
  })

/** Refresh tokens work once, and die when they are not used for 60 days. */
export const AUTH: readonly Auth[] = [
  oauth2SignIn({
    authorizeUrl: () => 'https://login.xero.com/identity/connect/authorize',
    client: clientOf(`offline_access ${SCOPES}`),
    when: { auth: 'sign-in' },
  }),
  oauth2({ kind: 'oauth2-client-credentials', client: clientOf(SCOPES), when: { auth: 'custom-connection' } }),
]
