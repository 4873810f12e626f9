// What a connection to AvaTax consists of: an account with its licence key, and the company whose tax it is.
// https://developer.avalara.com/avatax/authentication-in-rest/
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { basicAuth } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const AvalaraConfig = Type.Object(
  {
    environment: Type.Union([Type.Literal('production', { title: 'Production' }), Type.Literal('sandbox', { title: 'Sandbox' })], {
      title: 'Environment',
      description: 'A sandbox is an account of its own, with its own licence key.',
    }),
    accountId: Type.String({ title: 'Account id', description: 'A number, such as 2000123456.', pattern: '^[0-9]{4,15}$' }),
    companyCode: Type.String({
      title: 'Company code',
      description: 'Of the company in AvaTax that sells, such as DEFAULT.',
      pattern: '^[^\\s/+?%#]{1,50}$',
    }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type AvalaraConfig = Static<typeof AvalaraConfig>

export const SECRETS = {
  licenseKey: { label: 'Licence key', description: 'In the Avalara admin console under Settings, Licence and API keys.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): AvalaraConfig =>
  parseConfig(AvalaraConfig, config, {
    message: 'The settings of this Avalara connection are not valid.',
    fix: 'Enter the account id, the company code and the environment.',
  })

export const baseUrlOf = ({ environment }: Readonly<Record<string, unknown>>): string =>
  environment === 'sandbox' ? 'https://sandbox-rest.avatax.com' : 'https://rest.avatax.com'

export const AUTH: readonly Auth[] = [basicAuth({ user: ({ config }) => readConfig(config).accountId, password: 'licenseKey' })]
