// What a connection to an Odoo database consists of, and signing in to it.
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { CallContext, SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { rpc } from './rpc.ts'

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
    username: Type.String({ title: 'User', description: 'Sign-in name of the integration user, usually an e-mail address.', minLength: 1 }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
export type OdooConfig = Static<typeof OdooConfig>

export const SECRETS = {
  apiKey: {
    label: 'API key',
    description: "Made under the user's preferences, Account Security, New API Key. A password works too, but not with two-factor sign-in.",
    required: true,
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): OdooConfig =>
  parseConfig(OdooConfig, config, {
    message: 'The settings of this Odoo connection are not valid.',
  })

/** Names the database this connection writes to; the same for every call over it. */
export const identityOf = ({ url, database, simulator }: OdooConfig) => JSON.stringify([url, database, simulator])

// User ids by connection and key. A key is checked by Odoo with every call, so an old entry is no risk.
const signedIn = new Map<string, number>()
const MOST_SIGNED_IN = 1_000

/** The user id that every call names beside the key. Throws `credentials-invalid`. */
export async function signIn(context: CallContext): Promise<{ readonly uid: number; readonly key: string; readonly database: string }> {
  const config = readConfig(context.config)
  const key = context.secrets.get('apiKey')
  const cacheKey = createHash('sha256')
    .update(JSON.stringify([identityOf(config), config.username, key]))
    .digest('base64')
  const known = signedIn.get(cacheKey)
  if (known !== undefined) return { uid: known, key, database: config.database }
  const uid = await rpc(context, 'common', 'authenticate', [config.database, config.username, key, {}], true)
  if (typeof uid !== 'number') {
    throw new AppError('credentials-invalid', {
      message: `Odoo does not sign in ${config.username} to the database ${config.database}.`,
      fix: 'Check the database, the user and the API key of the connection.',
    })
  }
  if (signedIn.size >= MOST_SIGNED_IN) signedIn.clear()
  signedIn.set(cacheKey, uid)
  return { uid, key, database: config.database }
}
