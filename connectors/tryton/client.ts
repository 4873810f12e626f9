// The few calls of Tryton's JSON-RPC that this connector uses. Refusals come with HTTP 200 and an `error` member that carries the Python
// exception; they are translated here, once. The context, with the user's company, is always the last parameter.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { ErrorCode } from '#shared/error-codes.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'
import { fromTryton, type TrytonRow } from './values.ts'

/** A list of conditions, joined by and; one that begins with 'OR' joins its lists by or. */
export type Domain = readonly unknown[]

export interface Tryton {
  readonly company: number
  search(
    model: string,
    domain: Domain,
    query: {
      readonly fields: readonly string[]
      readonly limit?: number
      readonly offset?: number
      readonly order?: readonly (readonly [string, 'ASC' | 'DESC'])[]
    },
    more?: Readonly<Record<string, unknown>>,
  ): Promise<readonly TrytonRow[]>
  create(model: string, values: Readonly<Record<string, unknown>>): Promise<number>
  write(model: string, id: number, values: Readonly<Record<string, unknown>>): Promise<void>
  /** A button such as `quote`. Only for records in the state before it: a repetition is told apart by the state. */
  press(model: string, button: string, id: number): Promise<void>
}

const Rows = Type.Array(Type.Object({ id: Type.Integer() }))
const Ids = Type.Array(Type.Integer(), { minItems: 1 })
const Preferences = Type.Object({ company: Type.Optional(Type.Union([Type.Integer(), Type.Null()])) })

/** Signs in where needed, and reads the user's company, which everything else happens in. */
export async function openTryton(context: CallContext): Promise<Tryton> {
  const preferences = await rpc(context, 'model.res.user.get_preferences', [true, {}])
  if (validate(Preferences, preferences).length > 0) throw invalid('the preferences of the user')
  const company = (preferences as { company?: number | null }).company ?? null
  if (company === null) {
    throw new AppError('credentials-invalid', {
      message: 'The Tryton user has no company.',
      fix: 'Choose a company in the preferences of the integration user.',
    })
  }
  const call = (model: string, method: string, params: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) =>
    rpc(context, `model.${model}.${method}`, [...params, { ...(preferences as object), ...more }])
  return {
    company,
    async search(model, domain, { fields, limit = 1_000, offset = 0, order = [['id', 'ASC']] }, more) {
      const rows = fromTryton(await call(model, 'search_read', [domain, offset, limit, order, fields], more))
      if (validate(Rows, rows).length > 0) throw invalid(`search_read of ${model}`)
      return rows as unknown as readonly TrytonRow[]
    },
    async create(model, values) {
      const ids = await call(model, 'create', [[values]])
      if (validate(Ids, ids).length > 0) throw invalid(`create of ${model}`)
      return (ids as number[])[0] ?? 0
    },
    async write(model, id, values) {
      await call(model, 'write', [[id], values])
    },
    async press(model, button, id) {
      await call(model, button, [[id]])
    },
  }
}

const invalid = (what: string) =>
  new AppError('vendor-answer-invalid', { message: say`Tryton's answer to ${what} is not what it promises.` })

/** The actions around it find what a lost answer left behind, so a lost answer may be followed by the same call again. */
async function rpc(context: CallContext, method: string, params: readonly unknown[]): Promise<Json> {
  const { database } = readConfig(context.config)
  const response = await sendSigned(AUTH, context, {
    method: 'POST',
    url: `/${database}/`,
    json: { id: 1, method, params },
    repeatable: true,
    operation: method,
  })
  const answer = response.json()
  if (!isRecord(answer) || (!('result' in answer) && !('error' in answer))) {
    throw new AppError('vendor-answer-invalid', {
      message: 'The answer is not one of Tryton.',
      fix: 'Check the address and the database of the connection.',
    })
  }
  if ('error' in answer) throw translate(answer['error'] as Json, method)
  return answer['result'] as Json
}

/** By the exception's name. What is not here is refused for good: repeating would give the same. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ConcurrencyException: 'vendor-unavailable',
  OperationalError: 'vendor-unavailable',
  DatabaseOperationalError: 'vendor-unavailable',
  AccessError: 'credentials-invalid',
  LoginException: 'credentials-invalid',
  RateLimitException: 'vendor-throttled',
}

/** `["UserError", [message, description, …]]`, `["UserWarning", [name, message, description]]`, or `["'field'", ""]` for what is not there. */
function translate(error: Json, method: string): AppError {
  const [name = '', details = null] = Array.isArray(error) ? error : [JSON.stringify(error)]
  const parts = (Array.isArray(details) ? details : []).filter((part) => typeof part === 'string' && part !== '') as string[]
  const said = name === 'UserWarning' ? parts.slice(1) : parts
  const text = said.join(' ') || `${name as string} in ${method}`
  return new AppError(CODES[name as string] ?? 'vendor-rejected', {
    message: `Tryton: ${text}`,
    details: { exception: name as string, method },
    ...(name === 'UserWarning' && { fix: 'Tryton warns, and only a person may go on. Look at the record in Tryton.' }),
  })
}
