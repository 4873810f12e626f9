// What a connection to an ERPNext site consists of: the API key and secret of a user.
// https://docs.frappe.io/framework/user/en/guides/integration/rest_api/token_based_authentication
import { Type, type Static } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const ErpNextConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the site, such as https://erp.example.com. Without /app or /desk.',
      pattern: '^https?://[^\\s/?#]+$',
      maxLength: 300,
    }),
    timeZone: Type.String({
      title: 'Time zone of the site',
      description: 'As in System Settings, such as Europe/London: ERPNext tells times without a zone.',
      pattern: '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$',
      maxLength: 60,
    }),
    sweptTypes: Type.Optional(
      Type.String({
        title: 'Document types to fetch',
        description:
          'For the trigger "A document changed": types whose missed changes are fetched, such as Supplier, Stock Entry. Every flow with that trigger gets all of them.',
        pattern: "^[A-Za-z0-9][A-Za-z0-9 '/&-]*(, ?[A-Za-z0-9][A-Za-z0-9 '/&-]*)*$",
        maxLength: 500,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type ErpNextConfig = Static<typeof ErpNextConfig>

export const SECRETS = {
  apiKey: { label: 'API key', description: 'Of the user, under Settings, API Access.', required: true },
  apiSecret: { label: 'API secret', description: 'Shown once when the keys are generated.', required: true },
  webhookSecret: {
    label: 'Webhook secret',
    description: 'Signs deliveries. Made when left empty; enter the same in the Webhook in ERPNext.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): ErpNextConfig =>
  parseConfig(ErpNextConfig, config, {
    message: 'The settings of this ERPNext connection are not valid.',
    fix: 'Enter the address and the time zone of the site.',
  })

export const AUTH: readonly Auth[] = [
  {
    kind: 'api-key',
    refresh: 'person',
    credentials: async ({ secrets }) => ({
      headers: { authorization: `token ${secrets.get('apiKey')}:${secrets.get('apiSecret')}` },
    }),
  },
]
