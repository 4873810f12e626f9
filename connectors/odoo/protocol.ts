// Which of Odoo's two APIs a connection speaks: the one its settings name, or the one that Odoo's version has.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { identityOf, readConfig } from './auth.ts'
import type { Call } from './call.ts'
import { executeByJson2 } from './json-2.ts'
import { executeByJsonRpc } from './json-rpc.ts'

/** Such as `[19, 0, 0, "final", 0, ""]`; of Odoo Online such as `["saas~19", 1, …]`. */
const Version = Type.Object({ version_info: Type.Array(Type.Unknown(), { minItems: 1 }) })
const FIRST_WITH_JSON_2 = 19

type Api = 'json-2' | 'json-rpc'
const found = new Map<string, { readonly api: Api; readonly until: number }>()
const MOST_FOUND = 1_000
/** An Odoo that was upgraded is noticed within the hour; asking costs one call. */
const KNOWN_FOR_MS = 60 * 60_000

export async function execute(context: CallContext, call: Call): Promise<Json> {
  return (await apiOf(context)) === 'json-2' ? await executeByJson2(context, call) : await executeByJsonRpc(context, call)
}

async function apiOf(context: CallContext): Promise<Api> {
  const config = readConfig(context.config)
  if (config.api === 'json-2' || config.api === 'json-rpc') return config.api
  const key = identityOf(config)
  const known = found.get(key)
  const now = context.now().getTime()
  if (known && now < known.until && known.until - KNOWN_FOR_MS <= now) return known.api
  const api = await ask(context)
  if (found.size >= MOST_FOUND) found.clear()
  found.set(key, { api, until: now + KNOWN_FOR_MS })
  return api
}

async function ask(context: CallContext): Promise<Api> {
  // The address came with Odoo 19, and answers without a key.
  const response = await context.http.send({ method: 'GET', url: '/web/version', accept: [404] })
  if (response.status === 404) return 'json-rpc'
  const [major] = parseAnswer(Version, response).version_info
  const number = Number(/\d+/.exec(typeof major === 'string' ? major : typeof major === 'number' ? String(major) : '')?.[0])
  if (Number.isNaN(number))
    throw new AppError('vendor-answer-invalid', { message: 'Odoo does not tell its version in a way that is known.' })
  return number >= FIRST_WITH_JSON_2 ? 'json-2' : 'json-rpc'
}
