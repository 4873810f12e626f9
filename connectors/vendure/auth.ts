// What a connection to a Vendure server consists of, and signing in to it.
// https://docs.vendure.io/guides/core-concepts/auth/
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { sessionAuth } from '#connectors/kit/auth/session.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { validate } from '#connectors/kit/validate.ts'

export const VendureConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the Admin API, such as https://shop.example.com/admin-api.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 300,
    }),
    username: Type.String({
      title: 'User',
      description: 'Of an administrator whose role may read orders and products, and update them.',
      minLength: 1,
      maxLength: 200,
    }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type VendureConfig = Static<typeof VendureConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the administrator.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): VendureConfig =>
  parseConfig(VendureConfig, config, {
    message: 'The settings of this Vendure connection are not valid.',
    fix: 'Correct the connection.',
  })

/** Names the shop this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, simulator } = readConfig(config)
  return JSON.stringify([url, simulator])
}

const LOGIN = `mutation Login($username: String!, $password: String!) {
  login(username: $username, password: $password, rememberMe: true) { __typename ... on CurrentUser { id } ... on ErrorResult { errorCode message } }
}`
const Answer = Type.Object({
  data: Type.Object({ login: Type.Object({ __typename: Type.String(), message: Type.Optional(Type.String()) }) }),
})
/** A session lasts a year by default; a shorter one is found out by its refusal. */
const SESSION_SECONDS = 86_400

export const vendureAuth: Auth = sessionAuth({
  identity: ({ config, secrets }) => [identityOf(config), readConfig(config).username, secrets.get('password')],
  async signIn({ http, config, secrets }) {
    const { username } = readConfig(config)
    const password = secrets.get('password')
    const response = await http.send({
      method: 'POST',
      url: '',
      json: { query: LOGIN, variables: { username, password } },
      repeatable: true,
      secrets: [password],
      confidential: true,
    })
    const answer = response.json()
    if (isRecord(answer) && Array.isArray(answer['errors'])) {
      throw new AppError('credentials-invalid', { message: say`Vendure does not sign in ${username}.`, details: { status: 401 } })
    }
    if (validate(Answer, answer).length > 0) {
      throw new AppError('vendor-answer-invalid', {
        message: 'The answer to the sign-in is not one of Vendure.',
        fix: 'Check the address of the connection: it ends with /admin-api.',
      })
    }
    const { login } = (answer as unknown as Static<typeof Answer>).data
    const session = response.headers['vendure-auth-token']
    if (login.__typename !== 'CurrentUser' || session === undefined || session === '') {
      throw new AppError('credentials-invalid', {
        message: say`Vendure does not sign in ${username}: ${login.message ?? 'it gave no token; the server must allow the token method "bearer"'}.`,
        details: { status: 401 },
      })
    }
    return { session, seconds: SESSION_SECONDS }
  },
  headers: (session) => ({ authorization: `Bearer ${session}` }),
})
