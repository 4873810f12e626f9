// The one way this connector talks to Square: JSON out, a checked answer or a typed error back.
// https://developer.squareup.com/docs/build-basics/handling-errors
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { API_VERSION, AUTH } from './auth.ts'

const Refusal = Type.Object({
  errors: Type.Array(
    Type.Object({
      category: Type.String(),
      code: Type.String(),
      detail: Type.Optional(Type.String()),
      field: Type.Optional(Type.String()),
    }),
    { minItems: 1 },
  ),
})

export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), schema, path)
}

/** Searches, which change nothing, and writes that carry an idempotency key: both may be repeated. */
export async function post<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  json: Readonly<Record<string, unknown>>,
): Promise<Static<S>> {
  return checked(await send(context, { method: 'POST', url: path, json, repeatable: true }), schema, path)
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, { ...request, headers: { 'square-version': API_VERSION }, accept: [400, 404, 409, 422] })
  if (response.status >= 400) throw refused(response)
  return response
}

function refused(response: HttpResponse): AppError {
  const body = response.json()
  if (validate(Refusal, body).length > 0) {
    return new AppError('vendor-answer-invalid', { message: say`Square answered ${response.status} without saying why.` })
  }
  const { errors } = body as unknown as Static<typeof Refusal>
  // Somebody else changed the object since it was read: the step reads it again.
  if (errors.some(({ code }) => code === 'VERSION_MISMATCH'))
    return new AppError('vendor-busy', {
      message: say`Somebody else changed this in Square at the same moment.`,
      details: { status: response.status },
    })
  return new AppError('vendor-rejected', {
    message: `Square: ${errors.map(({ code, detail }) => detail ?? code).join(' ')}`,
    details: { status: response.status, vendorCode: errors[0]?.code ?? '' },
    issues: errors.flatMap(({ field, code, detail }) =>
      field === undefined
        ? []
        : [{ path: `/${field.replaceAll('.', '/')}`, code: code.toLowerCase().replaceAll('_', '-'), message: detail ?? code }],
    ),
  })
}

function checked<S extends TSchema>(response: HttpResponse, schema: S, path: string): Static<S> {
  const body: unknown = response.json()
  const issues = validate(schema, body)
  if (issues.length === 0) return body as Static<S>
  throw new AppError('vendor-answer-invalid', { message: say`Square's answer to ${path} lacks something it promises.`, issues })
}
