// What a connection to a WooCommerce shop consists of.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { basicAuth } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const WooCommerceConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the WordPress site, such as https://shop.example.com. Without /wp-json.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 300,
    }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type WooCommerceConfig = Static<typeof WooCommerceConfig>

export const SECRETS = {
  consumerKey: { label: 'Consumer key', description: 'Begins with ck_. It must belong to a user who may manage the shop.', required: true },
  consumerSecret: { label: 'Consumer secret', description: 'Begins with cs_; shown once when the key is made.', required: true },
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Signs deliveries. Made when left empty, and given to WooCommerce with each webhook.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): WooCommerceConfig =>
  parseConfig(WooCommerceConfig, config, {
    message: 'The settings of this WooCommerce connection are not valid.',
    fix: 'Enter the address of the WordPress site, such as https://shop.example.com.',
  })

/** Names the shop this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, simulator } = readConfig(config)
  return JSON.stringify([url, simulator])
}

/** In a header only: the same pair as query parameters would stand in every log of the web server. */
export const AUTH: readonly Auth[] = [basicAuth({ user: ({ secrets }) => secrets.get('consumerKey'), password: 'consumerSecret' })]
