// What a connection to an Adobe Commerce or Magento Open Source shop consists of: the four keys of an integration. Since 2.4.4 a request is
// signed with all four (OAuth 1.0a, HMAC-SHA256); a shop may still allow the access token alone.
// https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
// https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-token/
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { bearerToken } from '#connectors/kit/auth/entered.ts'
import { oauth1 } from '#connectors/kit/auth/oauth1.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

const ifSigned = { shownWhen: { auth: ['oauth1'] } }

export const AdobeCommerceConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the shop, such as https://shop.example.com. Without /rest.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 300,
    }),
    storeView: Type.Optional(
      Type.String({
        title: 'Store view',
        description: 'Code of the store view whose values are written. Empty: all, the values that every store view falls back to.',
        pattern: '^[a-zA-Z][a-zA-Z0-9_]*$',
        maxLength: 32,
      }),
    ),
    auth: Type.Union(
      [
        Type.Literal('oauth1', { title: 'Signed requests (OAuth 1.0a)' }),
        Type.Literal('bearer', { title: 'Access token alone, where the shop allows it' }),
      ],
      { title: 'Sign in with', default: 'oauth1' },
    ),
    consumerKey: Type.Optional(
      Type.String({ title: 'Consumer key', description: 'Of the integration.', minLength: 1, maxLength: 64, ...ifSigned }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type AdobeCommerceConfig = Static<typeof AdobeCommerceConfig>

export const SECRETS = {
  accessToken: { label: 'Access token', description: 'Of the integration.', required: true },
  consumerSecret: { label: 'Consumer secret', description: 'Of the integration.', required: false, ...ifSigned },
  accessTokenSecret: { label: 'Access token secret', description: 'Of the integration.', required: false, ...ifSigned },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): AdobeCommerceConfig =>
  parseConfig(AdobeCommerceConfig, config, {
    message: 'The settings of this Adobe Commerce connection are not valid.',
    fix: 'Enter the address of the shop, such as https://shop.example.com, and the keys of its integration.',
  })

/** Names the shop this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, simulator } = readConfig(config)
  return JSON.stringify([url, simulator])
}

export const AUTH: readonly Auth[] = [
  oauth1({
    keys: ({ config, secrets }) => {
      const { consumerKey } = readConfig(config)
      if (consumerKey === undefined)
        throw new AppError('credentials-invalid', { message: 'The consumer key of the integration is missing.' })
      return {
        consumerKey,
        consumerSecret: secrets.get('consumerSecret'),
        token: secrets.get('accessToken'),
        tokenSecret: secrets.get('accessTokenSecret'),
      }
    },
  }),
  bearerToken({ secret: 'accessToken', when: { auth: 'bearer' } }),
]
