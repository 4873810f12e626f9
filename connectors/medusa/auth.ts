// What a connection to a Medusa shop consists of. https://docs.medusajs.com/api/admin#authentication
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const MedusaConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the Medusa server, such as https://api.shop.example.com. Without /admin.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 300,
    }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type MedusaConfig = Static<typeof MedusaConfig>

export const SECRETS = {
  apiKey: { label: 'Secret API key', description: 'Begins with sk_. Made under Settings, Secret API Keys; shown once.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): MedusaConfig =>
  parseConfig(MedusaConfig, config, {
    message: 'The settings of this Medusa connection are not valid.',
    fix: 'Enter the address of the Medusa server, such as https://api.shop.example.com.',
  })

/** Names the shop this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, simulator } = readConfig(config)
  return JSON.stringify([url, simulator])
}

/** The key is the user of HTTP Basic, without a password. */
export const AUTH: readonly Auth[] = [
  {
    kind: 'api-key',
    refresh: 'person',
    credentials: async ({ secrets }) => ({
      headers: { authorization: `Basic ${Buffer.from(`${secrets.get('apiKey')}:`, 'utf8').toString('base64')}` },
    }),
  },
]
