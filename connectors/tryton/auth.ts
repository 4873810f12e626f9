// What a connection to a Tryton database consists of, and signing in to it.
// https://docs.tryton.org/latest/server/ref/protocols.html
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { sessionAuth } from '#connectors/kit/auth/session.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { validate } from '#connectors/kit/validate.ts'

export const TrytonConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the Tryton server, such as https://erp.example.com.',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
      maxLength: 300,
    }),
    database: Type.String({
      title: 'Database',
      description: 'Its name, as in the sign-in of the client.',
      pattern: '^[A-Za-z0-9_.-]+$',
      maxLength: 120,
    }),
    username: Type.String({ title: 'User', description: 'Login of the integration user.', minLength: 1, maxLength: 120 }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
type TrytonConfig = Static<typeof TrytonConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the integration user.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): TrytonConfig =>
  parseConfig(TrytonConfig, config, {
    message: 'The settings of this Tryton connection are not valid.',
    fix: 'Correct the connection.',
  })

/** Names the database this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, database, simulator } = readConfig(config)
  return JSON.stringify([url, database, simulator])
}

/** Tryton ends a session after so long without a call (`[session] timeout`, 300 s unless it was changed). */
const SESSION_SECONDS = 300

const Login = Type.Object({ result: Type.Unsafe<[number, string, ...unknown[]]>(Type.Array(Type.Unknown(), { minItems: 2 })) })

export const AUTH: readonly Auth[] = [
  sessionAuth({
    identity: ({ config, secrets }) => [identityOf(config), readConfig(config).username, secrets.get('password')],
    async signIn({ http, config, secrets }) {
      const { database, username } = readConfig(config)
      const password = secrets.get('password')
      const answer = (
        await http.send({
          method: 'POST',
          url: `/${database}/`,
          json: { id: 0, method: 'common.db.login', params: [username, { password }, 'en'] },
          repeatable: true,
          secrets: [password],
          confidential: true,
        })
      ).json()
      if (validate(Login, answer).length > 0) {
        throw new AppError('vendor-answer-invalid', {
          message: 'The answer to the sign-in is not one of Tryton.',
          fix: 'Check the address and the database of the connection.',
        })
      }
      const [uid, token] = (answer as unknown as Static<typeof Login>).result
      return { session: Buffer.from(`${username}:${uid}:${token}`, 'utf8').toString('base64'), seconds: SESSION_SECONDS }
    },
    headers: (session) => ({ authorization: `Session ${session}` }),
  }),
]
