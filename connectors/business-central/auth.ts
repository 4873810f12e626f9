// What a connection to a company in Business Central online consists of.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/administration/automation-apis-using-s2s-authentication
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { oauth2, oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { CallContext, SecretField } from '#connectors/kit/contract.ts'
import type { OAuth2 } from '#connectors/kit/oauth2.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

const GUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

export const BusinessCentralConfig = Type.Object(
  {
    auth: Type.Union(
      [Type.Literal('application', { title: 'As an application' }), Type.Literal('sign-in', { title: 'Sign in with Microsoft' })],
      {
        title: 'Signs in by',
        description: 'An application works without a person; Business Central lists it under Microsoft Entra applications.',
      },
    ),
    tenantId: Type.String({
      title: 'Tenant id',
      description: 'Of Microsoft Entra ID, such as 11111111-2222-3333-4444-555555555555.',
      pattern: GUID,
    }),
    clientId: Type.String({ title: 'Client id', description: 'Application (client) id of your app registration.', pattern: GUID }),
    environment: Type.String({
      title: 'Environment',
      description: 'Name in the Business Central admin center, such as Production.',
      pattern: '^[A-Za-z0-9-]{1,30}$',
    }),
    companyId: Type.Optional(
      Type.String({
        title: 'Company id',
        description: 'Needed where the environment has several companies: the connection test lists them.',
        pattern: GUID,
      }),
    ),
    ownApi: Type.Optional(
      Type.String({
        title: 'API of your own fields',
        description:
          'Route of an API that your partner published with fields of an app, such as contoso/retail/v1.0. Leave it empty where there is none.',
        pattern: '^[A-Za-z0-9_-]+/[A-Za-z0-9_-]+/(v[0-9]+\\.[0-9]+|beta)$',
        maxLength: 100,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type BusinessCentralConfig = Static<typeof BusinessCentralConfig>

export const SECRETS = {
  clientSecret: { label: 'Client secret', description: 'Of the same app registration.', required: true },
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Sent back with every notification. Tillflow makes one when it is empty.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): BusinessCentralConfig =>
  parseConfig(BusinessCentralConfig, config, {
    message: 'The settings of this Business Central connection are not valid.',
    fix: 'Enter tenant id, client id and environment, and the company id as the connection test lists it.',
  })

/** Names the company this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { tenantId, environment, companyId, simulator } = readConfig(config)
  return JSON.stringify(['business-central', tenantId, environment, companyId, simulator])
}

const SCOPE = 'https://api.businesscentral.dynamics.com/.default'

const clientOf =
  (scope: string) =>
  ({ config, secrets }: CallContext): OAuth2 => ({
    tokenUrl: vendorAddress(config, `https://login.microsoftonline.com/${readConfig(config).tenantId}/oauth2/v2.0/token`),
    clientId: readConfig(config).clientId,
    clientSecret: secrets.get('clientSecret'),
    scope,
  })

export const AUTH: readonly Auth[] = [
  oauth2({ kind: 'oauth2-client-credentials', client: clientOf(SCOPE), when: { auth: 'application' } }),
  oauth2SignIn({
    authorizeUrl: (config) => `https://login.microsoftonline.com/${readConfig(config).tenantId}/oauth2/v2.0/authorize`,
    client: clientOf(`offline_access ${SCOPE}`),
    when: { auth: 'sign-in' },
  }),
]
