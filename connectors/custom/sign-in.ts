// What a connection of a custom connector asks for, made from the way to sign in that its definition names.
import { Type, type TObject } from 'typebox'
import type { CustomAuth, CustomDefinition } from '#shared/model/custom-connectors.ts'
import { noAuth, type Auth } from '#connectors/kit/auth/auth.ts'
import { apiKeyHeader, apiKeyQuery, basicAuth, bearerToken } from '#connectors/kit/auth/entered.ts'
import { oauth2, oauth2SignIn } from '#connectors/kit/auth/oauth2.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { CallContext, SecretField } from '#connectors/kit/contract.ts'
import type { OAuth2 } from '#connectors/kit/oauth2.ts'

export function authsOf(auth: CustomAuth): readonly Auth[] {
  switch (auth.kind) {
    case 'none':
      return [noAuth]
    case 'bearer':
      return [bearerToken({ secret: 'token' })]
    case 'basic':
      return [basicAuth({ user: ({ config }) => textOf(config['username']), password: 'password' })]
    case 'api-key':
      return [
        auth.in === 'header'
          ? apiKeyHeader({ header: auth.name, secret: 'apiKey' })
          : apiKeyQuery({ parameter: auth.name, secret: 'apiKey' }),
      ]
    case 'oauth2-client-credentials':
      return [oauth2({ kind: 'oauth2-client-credentials', client: clientOf(auth) })]
    case 'oauth2-code':
      return [oauth2SignIn({ authorizeUrl: () => auth.authorizeUrl, client: clientOf(auth) })]
  }
}

const clientOf =
  ({ tokenUrl, scope }: Extract<CustomAuth, { readonly tokenUrl: string }>) =>
  ({ config, secrets }: CallContext): OAuth2 => ({
    tokenUrl: vendorAddress(config, tokenUrl),
    clientId: textOf(config['clientId']),
    clientSecret: secrets.get('clientSecret'),
    ...(scope !== undefined && scope !== '' && { scope }),
  })

export function settingsOf({ auth, baseUrl }: CustomDefinition): TObject {
  return Type.Object(
    {
      baseUrl: Type.Optional(
        Type.String({
          title: 'Base URL',
          description: `Only where this account has another than ${baseUrl}.`,
          pattern: '^https?://[^\\s/]+(/[^\\s]*)?$',
          maxLength: 500,
        }),
      ),
      ...(auth.kind === 'basic' && { username: Type.String({ title: 'User', minLength: 1, maxLength: 200 }) }),
      ...('tokenUrl' in auth && {
        clientId: Type.String({
          title: 'Client id',
          description: 'Of the application that is registered with the other system.',
          minLength: 1,
          maxLength: 500,
        }),
      }),
      simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
    },
    { additionalProperties: false },
  )
}

export function secretsOf(auth: CustomAuth): Readonly<Record<string, SecretField>> {
  switch (auth.kind) {
    case 'none':
      return {}
    case 'bearer':
      return { token: { label: 'Token', description: 'Without the word Bearer.', required: true } }
    case 'basic':
      return { password: { label: 'Password', required: true } }
    case 'api-key':
      return { apiKey: { label: 'API key', required: true } }
    default:
      return { clientSecret: { label: 'Client secret', required: true } }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
