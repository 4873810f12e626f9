// What a connection to any GraphQL API consists of.
import { Type, type Static } from 'typebox'
import { API_SECRETS, apiAuthMembers, apiSignIn, text, TOKEN } from '#connectors/kit/auth/any-api.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const GraphqlConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Where documents are sent, such as https://api.example.com/graphql.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s#]*)?$',
      maxLength: 500,
    }),
    ...apiAuthMembers,
    idempotencyHeader: text('Idempotency header', 'Of "Change with key", where the key is sent as a header. Default: Idempotency-Key.', {
      pattern: TOKEN,
    }),
    simulator: text('Simulator', 'Name of a built-in simulator, in demo mode.'),
  },
  { additionalProperties: false },
)
type GraphqlConfig = Static<typeof GraphqlConfig>

export const SECRETS = API_SECRETS

export const readConfig = (config: Readonly<Record<string, unknown>>): GraphqlConfig => parseConfig(GraphqlConfig, config)

export const { auths: AUTH, send } = apiSignIn(readConfig)

/** Of the host: other addresses of the sign-in are below it. */
export const originOf = ({ url }: GraphqlConfig): string => new URL(url).origin
export const pathOf = ({ url }: GraphqlConfig): string => `${new URL(url).pathname}${new URL(url).search}`
