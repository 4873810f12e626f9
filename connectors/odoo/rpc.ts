// Odoo's JSON-RPC: one POST address for everything. Failures come with HTTP 200 and an `error` member that carries the
// Python exception; it is translated here, once.
// https://www.odoo.com/documentation/18.0/developer/reference/external_api.html
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { ErrorCode } from '#shared/error-codes.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'

const OdooError = Type.Object({
  code: Type.Optional(Type.Number()),
  message: Type.Optional(Type.String()),
  data: Type.Optional(Type.Object({ name: Type.Optional(Type.String()), message: Type.Optional(Type.String()) })),
})
type OdooError = Static<typeof OdooError>
const Envelope = Type.Object({ jsonrpc: Type.Literal('2.0'), result: Type.Optional(Type.Unknown()), error: Type.Optional(OdooError) })

/**
 * Calls `service.method(...args)`. `repeatable`: a lost answer may be followed by the same call again.
 * Throws `credentials-invalid`, `vendor-rejected` with Odoo's own message, `vendor-unavailable`, `vendor-answer-invalid`, and what the kit's client throws.
 */
export async function rpc(
  context: CallContext,
  service: 'common' | 'object',
  method: string,
  args: readonly unknown[],
  repeatable: boolean,
): Promise<Json> {
  const response = await context.http.send({
    method: 'POST',
    url: '/jsonrpc',
    json: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } },
    repeatable,
  })
  const answer = response.json()
  const issues = validate(Envelope, answer)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', { message: 'The answer is not one of Odoo: it is no JSON-RPC 2.0.', issues })
  }
  const { result, error } = answer as { result?: Json; error?: OdooError }
  if (error) throw translate(error)
  return result ?? null
}

interface Translation {
  readonly name: RegExp
  readonly message?: RegExp
  readonly code: ErrorCode
  readonly fix?: string
}

/** By the exception's class, first match wins. What is not here is refused for good: repeating would give the same. */
const TRANSLATIONS: readonly Translation[] = [
  { name: /\.AccessDenied$|\.SessionExpired/, code: 'credentials-invalid', fix: 'Enter a valid API key for this user.' },
  { name: /\.AccessError$/, code: 'credentials-invalid', fix: 'Give the integration user in Odoo the rights that the message names.' },
  {
    name: /OperationalError/,
    message: /database .* does not exist/i,
    code: 'credentials-invalid',
    fix: 'Correct the database of the connection.',
  },
  // PostgreSQL asks Odoo's client to try again.
  { name: /SerializationFailure|LockNotAvailable|DeadlockDetected|OperationalError|InterfaceError|PoolError/, code: 'vendor-unavailable' },
  { name: /MemoryError|TimeoutError|ConnectionError/, code: 'vendor-unavailable' },
]

function translate(error: OdooError): AppError {
  const name = error.data?.name ?? ''
  const text = (error.data?.message || error.message || 'no reason').trim()
  const found = TRANSLATIONS.find((entry) => entry.name.test(name) && (entry.message?.test(text) ?? true))
  return new AppError(found?.code ?? 'vendor-rejected', {
    message: `Odoo: ${text}`,
    ...(found?.fix !== undefined && { fix: found.fix }),
    details: { exception: name },
  })
}
