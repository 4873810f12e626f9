// What a connection to a QuickBooks Online company consists of.
// https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { EntityName } from './entities.ts'

const REALM = '^[0-9]{5,25}$'

export const QuickBooksConfig = Type.Object(
  {
    environment: Type.Union(
      [Type.Literal('production', { title: 'A company in use' }), Type.Literal('sandbox', { title: 'A sandbox company' })],
      { title: 'Company', description: 'Your app has other keys for sandbox companies than for companies in use.' },
    ),
    clientId: Type.String({ title: 'Client id', description: 'Of your app in the Intuit developer portal.', minLength: 1, maxLength: 200 }),
    realmId: Type.Optional(
      Type.String({
        title: 'Company id',
        description: 'Also called realm id. Leave it empty: the sign-in tells which company was chosen.',
        pattern: REALM,
      }),
    ),
    webhookKinds: Type.Optional(
      Type.Array(EntityName(), {
        title: 'Kinds of webhooks',
        description: "Those that you chose on the app's Webhooks page: of these, what a webhook missed is fetched within about an hour.",
        uniqueItems: true,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type QuickBooksConfig = Static<typeof QuickBooksConfig>

export const SECRETS = {
  clientSecret: { label: 'Client secret', description: 'Of the same app, from the same set of keys.', required: true },
  verifierToken: {
    label: 'Webhook verifier token',
    description: "Only for webhooks: on the app's Webhooks page in the Intuit developer portal.",
    required: false,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): QuickBooksConfig =>
  parseConfig(QuickBooksConfig, config, {
    message: 'The settings of this QuickBooks connection are not valid.',
    fix: 'Enter the client id of your Intuit app and sign in again.',
  })

export const baseUrlOf = ({ environment }: Readonly<Record<string, unknown>>): string =>
  environment === 'sandbox' ? 'https://sandbox-quickbooks.api.intuit.com' : 'https://quickbooks.api.intuit.com'

/** Access tokens live an hour. Refresh tokens change, and only the newest is sure to work. */
export const AUTH: readonly Auth[] = [
  oauth2SignIn({
    authorizeUrl: () => 'https://appcenter.intuit.com/connect/oauth2',
    client: ({ config, secrets }) => ({
      tokenUrl: vendorAddress(config, 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer'),
      clientId: readConfig(config).clientId,
      clientSecret: secrets.get('clientSecret'),
      scope: 'com.intuit.quickbooks.accounting',
    }),
    learn: ({ realmId }) => (realmId !== undefined && new RegExp(REALM).test(realmId) ? { realmId } : {}),
  }),
]
