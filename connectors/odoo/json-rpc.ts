// Odoo's JSON-RPC, the API of Odoo 17 and 18: one POST address for everything. Failures come with HTTP 200 and an `error` member that carries
// the Python exception. Deprecated since Odoo 19, removed in Odoo 22.
// https://www.odoo.com/documentation/18.0/developer/reference/external_api.html
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { identityOf, readConfig } from './auth.ts'
import { refusal } from './refusal.ts'
import type { Call } from './call.ts'

const OdooError = Type.Object({
  code: Type.Optional(Type.Number()),
  message: Type.Optional(Type.String()),
  data: Type.Optional(Type.Object({ name: Type.Optional(Type.String()), message: Type.Optional(Type.String()) })),
})
type OdooError = Static<typeof OdooError>
const Envelope = Type.Object({ jsonrpc: Type.Literal('2.0'), result: Type.Optional(Type.Unknown()), error: Type.Optional(OdooError) })

/** Up to Odoo 18 `create` reads its values by position only; everything else may be named, as with JSON-2. */
export async function executeByJsonRpc(context: CallContext, { model, method, ids, params, context: more }: Call): Promise<Json> {
  const { uid, key, database } = await signIn(context)
  const { vals_list: values, ...named } = params ?? {}
  const args = [...(ids ? [ids] : []), ...(values === undefined ? [] : [values])]
  return await rpc(context, 'object', 'execute_kw', [database, uid, key, model, method, args, { ...named, ...(more && { context: more }) }])
}

// User ids by connection and key. A key is checked by Odoo with every call, so an old entry is no risk.
const signedIn = new Map<string, number>()
const MOST_SIGNED_IN = 1_000

/** The user id that every call names beside the key. Throws `credentials-invalid`. */
async function signIn(context: CallContext): Promise<{ readonly uid: number; readonly key: string; readonly database: string }> {
  const config = readConfig(context.config)
  const key = context.secrets.get('apiKey')
  if (config.username === undefined) {
    throw new AppError('credentials-invalid', {
      message: 'This Odoo is called by JSON-RPC, which needs the user beside the key.',
      fix: 'Enter the user in the connection, or choose JSON-2 if it is an Odoo 19 or later.',
    })
  }
  const cacheKey = createHash('sha256')
    .update(JSON.stringify([identityOf(config), config.username, key]))
    .digest('base64')
  const known = signedIn.get(cacheKey)
  if (known !== undefined) return { uid: known, key, database: config.database }
  const uid = await rpc(context, 'common', 'authenticate', [config.database, config.username, key, {}])
  if (typeof uid !== 'number') {
    throw new AppError('credentials-invalid', {
      message: say`Odoo does not sign in ${config.username} to the database ${config.database}.`,
      fix: 'Check the database, the user and the API key of the connection.',
    })
  }
  if (signedIn.size >= MOST_SIGNED_IN) signedIn.clear()
  signedIn.set(cacheKey, uid)
  return { uid, key, database: config.database }
}

async function rpc(context: CallContext, service: 'common' | 'object', method: string, args: readonly unknown[]): Promise<Json> {
  const response = await context.http.send({
    method: 'POST',
    url: '/jsonrpc',
    json: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } },
    // The actions around it find what a lost answer left behind.
    repeatable: true,
  })
  const answer = response.json()
  const issues = validate(Envelope, answer)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', { message: 'The answer is not one of Odoo: it is no JSON-RPC 2.0.', issues })
  }
  const { result, error } = answer as { result?: Json; error?: OdooError }
  if (error) throw refusal({ name: error.data?.name ?? '', message: error.data?.message || error.message || 'no reason' })
  return result ?? null
}
