// What a connection to a shop consists of: its settings, its secrets, the ways to sign in and the addresses made of them.
// Sources: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant, …/offline-access-tokens,
// …/authorization-code-grant
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { oauth2, oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { CallContext, SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

/** The Admin API version every document of this connector was checked against. Shopify keeps a version for 12 months. */
export const API_VERSION = '2026-07'

export const ShopifyConfig = Type.Object(
  {
    shop: Type.String({
      title: 'Shop',
      description: 'The permanent address of the shop, such as harbour-finch.myshopify.com; not the domain that shoppers see.',
      pattern: '^[a-z0-9][a-z0-9-]{0,59}\\.myshopify\\.com$',
    }),
    auth: Type.Optional(
      Type.Union(
        [
          Type.Literal('token', { title: 'Access token' }),
          Type.Literal('client', { title: "Your own organization's app" }),
          Type.Literal('sign-in', { title: 'Sign in with Shopify' }),
        ],
        {
          title: 'Signs in by',
          description:
            'Access token: entered below. Own app: one of the Dev Dashboard in a shop of the same organization; its tokens are fetched by themselves. Sign in: a person approves the app in the shop.',
          default: 'token',
        },
      ),
    ),
    clientId: Type.Optional(
      Type.String({
        title: 'Client id',
        description: 'Of the app in the Dev Dashboard.',
        minLength: 1,
        maxLength: 200,
        shownWhen: { auth: ['client', 'sign-in'] },
      }),
    ),
    apiVersion: Type.Optional(
      Type.String({
        title: 'API version',
        description: `Leave empty for ${API_VERSION}, the version this connector was checked against.`,
        pattern: '^20[0-9]{2}-(01|04|07|10)$',
      }),
    ),
    webhookMetafields: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{2,255}(\\.[A-Za-z0-9_-]{2,64})?$', maxLength: 320 }), {
        title: 'Metafields in webhooks',
        description:
          'Of orders, products and customers: a namespace such as custom, or one metafield such as custom.gift_message. Webhooks that are registered take the change within ten minutes.',
        uniqueItems: true,
        maxItems: 50,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
export type ShopifyConfig = Static<typeof ShopifyConfig>

export const SECRETS = {
  accessToken: {
    label: 'Admin API access token',
    description: 'Where it is entered: of a custom app (begins with shpat_), or an offline token from OAuth.',
    required: false,
  },
  apiSecret: {
    label: 'API secret key',
    description: 'The client secret of the same app. Shopify signs webhooks with it, and the app signs in with it.',
    required: true,
  },
} as const satisfies Record<string, SecretField>

/** The settings, checked. Throws `credentials-invalid`: only a person can correct a connection. */
export function readConfig(config: Readonly<Record<string, unknown>>): ShopifyConfig & { readonly apiVersion: string } {
  const valid = parseConfig(ShopifyConfig, config, {
    message: 'The settings of this Shopify connection are not valid.',
    fix: 'Enter the shop as name.myshopify.com, and leave the API version empty.',
  })
  return { ...valid, apiVersion: valid.apiVersion ?? API_VERSION }
}

export function baseUrl(config: Readonly<Record<string, unknown>>): string {
  return `https://${readConfig(config).shop}`
}

/** Path of the GraphQL endpoint below the base URL. */
export function graphqlPath(config: Readonly<Record<string, unknown>>): string {
  return `/admin/api/${readConfig(config).apiVersion}/graphql.json`
}

/** What this connector reads and writes; a sign-in asks for all of it. */
const SCOPES = [
  'read_orders',
  'write_orders',
  'write_order_edits',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'read_returns',
  'write_returns',
  'read_products',
  'write_products',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_customers',
  'write_customers',
  'read_gift_cards',
  'read_gift_card_transactions',
  'write_gift_cards',
  'read_shopify_payments_payouts',
  'read_shopify_payments_accounts',
].join(',')

/** Shopify takes the token in a header of its own. */
function inShopifysHeader(auth: Auth): Auth {
  return {
    ...auth,
    async credentials(context, refused) {
      const { token = '' } = await auth.credentials(context, refused)
      return { headers: { 'x-shopify-access-token': token }, token }
    },
  }
}

const clientOf = ({ config, secrets }: CallContext) => ({
  tokenUrl: vendorAddress(config, `${baseUrl(config)}/admin/oauth/access_token`),
  clientId: readConfig(config).clientId ?? '',
  clientSecret: secrets.get('apiSecret'),
  clientAuth: 'form' as const,
})

export const AUTH: readonly Auth[] = [
  // Tokens live a day.
  inShopifysHeader(oauth2({ kind: 'oauth2-client-credentials', client: clientOf, when: { auth: 'client' } })),
  // Offline tokens live an hour; their refresh token works once. Public apps made since April 2026 must use these.
  inShopifysHeader(
    oauth2SignIn({
      authorizeUrl: (config) => `${baseUrl(config)}/admin/oauth/authorize`,
      client: (context) => ({ ...clientOf(context), scope: SCOPES, parameters: { expiring: '1' } }),
      when: { auth: 'sign-in' },
    }),
  ),
  {
    kind: 'api-key',
    refresh: 'person',
    credentials: async ({ secrets }) => ({ headers: { 'x-shopify-access-token': secrets.get('accessToken') } }),
  },
]
