// What a connection to a NetSuite account consists of. Token-based authentication signs every request (OAuth 1, HMAC-SHA256).
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4247337262.html
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { oauth1 } from '#connectors/kit/auth/oauth1.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const NetSuiteConfig = Type.Object(
  {
    account: Type.String({
      title: 'Account id',
      description: 'Under Setup, Company, Company Information, such as 1234567 or 1234567_SB1 for a sandbox.',
      pattern: '^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$',
      maxLength: 40,
    }),
    consumerKey: Type.String({ title: 'Consumer key', description: 'Of the integration record.', minLength: 1, maxLength: 200 }),
    tokenId: Type.String({ title: 'Token id', description: 'Of the access token.', minLength: 1, maxLength: 200 }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
export type NetSuiteConfig = Static<typeof NetSuiteConfig>

export const SECRETS = {
  consumerSecret: { label: 'Consumer secret', description: 'Of the integration record; shown once when it is made.', required: true },
  tokenSecret: { label: 'Token secret', description: 'Of the access token; shown once when it is made.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): NetSuiteConfig =>
  parseConfig(NetSuiteConfig, config, {
    message: 'The settings of this NetSuite connection are not valid.',
    fix: 'Correct the connection.',
  })

/** `1234567_SB1` is `1234567-sb1` in addresses. */
export const hostOf = ({ account }: NetSuiteConfig) => `${account.toLowerCase().replaceAll('_', '-')}.suitetalk.api.netsuite.com`
/** And `1234567_SB1` in signatures. */
export const realmOf = ({ account }: NetSuiteConfig) => account.toUpperCase().replaceAll('-', '_')

export const AUTH: readonly Auth[] = [
  oauth1({
    keys: ({ config, secrets }) => {
      const settings = readConfig(config)
      const { consumerKey, tokenId } = settings
      const keys = { consumerKey, token: tokenId, realm: realmOf(settings) }
      return { ...keys, consumerSecret: secrets.get('consumerSecret'), tokenSecret: secrets.get('tokenSecret') }
    },
  }),
]
