// What a connection to a Dolibarr consists of.
// https://wiki.dolibarr.org/index.php/Module_Web_Services_API_REST_(developer)
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { apiKeyHeader } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const DolibarrConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of Dolibarr as people open it, such as https://erp.example.com or https://example.com/dolibarr.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#:]*[^\\s?#:/])?$',
      maxLength: 300,
    }),
    timeZone: Type.String({
      title: 'Time zone',
      description: 'Of the server and its database, such as Europe/Paris: times of changes are compared without a zone.',
      pattern: '^[A-Za-z0-9_+/-]+$',
      maxLength: 60,
    }),
    currency: Type.String({ title: 'Currency', description: 'Main currency of the company, as ISO 4217 code.', pattern: '^[A-Z]{3}$' }),
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
type DolibarrConfig = Static<typeof DolibarrConfig>

export const SECRETS = {
  apiKey: { label: 'API key', description: 'Of the integration user, in its card.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): DolibarrConfig =>
  parseConfig(DolibarrConfig, config, {
    message: 'The settings of this Dolibarr connection are not valid.',
    fix: 'Enter address, time zone and currency.',
  })

/** Names the company this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, simulator } = readConfig(config)
  return JSON.stringify(['dolibarr', url, simulator])
}

export const AUTH: readonly Auth[] = [apiKeyHeader({ header: 'DOLAPIKEY', secret: 'apiKey' })]
