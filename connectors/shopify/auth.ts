// What a connection to a shop consists of: its settings, its two secrets and the addresses made of them.
import { Type, type Static } from 'typebox'
import type { SecretField, Secrets } from '#connectors/kit/contract.ts'
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
    apiVersion: Type.Optional(
      Type.String({
        title: 'API version',
        description: `Leave empty for ${API_VERSION}, the version this connector was checked against.`,
        pattern: '^20[0-9]{2}-(01|04|07|10)$',
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
    description: 'Of a custom app (begins with shpat_), or an offline token from OAuth.',
    required: true,
  },
  apiSecret: {
    label: 'API secret key',
    description: 'The client secret of the same app. Shopify signs webhooks with it.',
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

export function authHeaders(secrets: Secrets): Readonly<Record<string, string>> {
  return { 'x-shopify-access-token': secrets.get('accessToken') }
}
