// What a connection to an Odoo database consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const OdooConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the Odoo server, such as https://mycompany.odoo.com. Without /web or /odoo.',
      pattern: '^https?://[^\\s/]+(/[^\\s]*)?$',
      maxLength: 300,
    }),
    database: Type.String({
      title: 'Database',
      description: 'On Odoo Online the first part of the address.',
      minLength: 1,
      maxLength: 120,
    }),
    username: Type.Optional(
      Type.String({
        title: 'User',
        description:
          'Sign-in name of the integration user, usually an e-mail address. Odoo 19 and later do not need it: the key says whose it is.',
        minLength: 1,
      }),
    ),
    api: Type.Optional(
      Type.Union([Type.Literal('auto'), Type.Literal('json-2'), Type.Literal('json-rpc')], {
        title: 'API',
        description: 'JSON-2 is that of Odoo 19 and later, JSON-RPC that of 17 and 18. Default: asks Odoo which version it is.',
        default: 'auto',
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
export type OdooConfig = Static<typeof OdooConfig>

export const SECRETS = {
  apiKey: {
    label: 'API key',
    description:
      "Made under the user's preferences, Account Security, New API Key. With JSON-RPC a password works too, but not with two-factor sign-in.",
    required: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): OdooConfig =>
  parseConfig(OdooConfig, config, {
    message: 'The settings of this Odoo connection are not valid.',
  })

/** Names the database this connection writes to; the same for every call over it. */
export const identityOf = ({ url, database, simulator }: OdooConfig) => JSON.stringify([url, database, simulator])
