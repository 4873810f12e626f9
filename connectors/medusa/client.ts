// The one way this connector talks to Medusa 2: its Admin API out, a checked answer or a typed error back.
// Refusals come as { type, message }. Fields that nobody knows are left out of the answer without a word, so answers are checked.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'

const Refusal = Type.Object({ message: Type.String(), type: Type.Optional(Type.String()) })

/** Throws `vendor-rejected` in Medusa's words, `vendor-answer-invalid`, and what the kit's client throws. */
export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  answer: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), answer, path)
}

/** The actions around it find what a lost answer left behind, so a lost answer may be followed by another try. */
export async function write<S extends TSchema>(
  context: CallContext,
  path: string,
  answer: S,
  json: Readonly<Record<string, unknown>>,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'POST', url: path, query, json, repeatable: true }), answer, path)
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, { ...request, accept: [400, 404, 409, 422] })
  if (response.status >= 400) throw refused(response)
  return response
}

function refused(response: HttpResponse): AppError {
  const body = response.json()
  if (validate(Refusal, body).length > 0) {
    return new AppError('vendor-answer-invalid', { message: say`The address answered ${response.status}, and not as Medusa does.` })
  }
  const { message, type } = body as unknown as Static<typeof Refusal>
  return new AppError('vendor-rejected', { message: `Medusa: ${message}`, details: { vendorCode: type ?? null, status: response.status } })
}

function checked<S extends TSchema>(response: HttpResponse, schema: S, path: string): Static<S> {
  const body: Json = response.json()
  const issues = validate(schema, body)
  if (issues.length === 0) return body as Static<S>
  throw new AppError('vendor-answer-invalid', { message: say`Medusa's answer to ${path} lacks something it promises.`, issues })
}
