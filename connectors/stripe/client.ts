// The one way this connector talks to Stripe: forms out, a checked answer or a typed error back.
// https://docs.stripe.com/api/errors
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { API_VERSION, AUTH } from './auth.ts'

const Refusal = Type.Object({
  error: Type.Object({
    type: Type.String(),
    message: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    param: Type.Optional(Type.String()),
    decline_code: Type.Optional(Type.String()),
  }),
})

export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), schema, path)
}

/** One page of a list, newest first. */
export async function list<S extends TSchema>(context: CallContext, path: string, schema: S, query: HttpRequest['query']) {
  const { data, has_more: more } = await read(context, path, Type.Object({ data: Type.Array(schema), has_more: Type.Boolean() }), query)
  return { records: data, more }
}

/** Stripe answers a repeated key with the first answer, so a lost answer may be followed by the same call again. */
export async function write<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  form: Readonly<Record<string, string | number | undefined>>,
  idempotencyKey: string,
): Promise<Static<S>> {
  const given = Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
  const response = await send(context, {
    method: 'POST',
    url: path,
    text: new URLSearchParams(given).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': idempotencyKey },
    repeatable: true,
  })
  return checked(response, schema, path)
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, {
    ...request,
    headers: { ...request.headers, 'stripe-version': API_VERSION },
    accept: [400, 402, 404, 409],
  })
  if (response.status >= 400) throw refused(response)
  return response
}

function refused(response: HttpResponse): AppError {
  const body = response.json()
  if (validate(Refusal, body).length > 0) {
    return new AppError('vendor-answer-invalid', { message: say`Stripe answered ${response.status} without saying why.` })
  }
  const { type, message, code, param, decline_code: decline } = (body as unknown as Static<typeof Refusal>).error
  // Another request with the same key is under way, or the object is locked for a moment.
  const passes = response.status === 409 || code === 'lock_timeout'
  return new AppError(passes ? 'vendor-unavailable' : 'vendor-rejected', {
    message: `Stripe: ${message ?? type}`,
    details: { status: response.status, type, ...(code && { vendorCode: code }), ...(decline && { decline }) },
    ...(param && {
      issues: [{ path: `/${param.replaceAll(/[[\]]+/g, '/').replace(/\/$/, '')}`, code: code ?? type, message: message ?? type }],
    }),
  })
}

function checked<S extends TSchema>(response: HttpResponse, schema: S, path: string): Static<S> {
  const body: unknown = response.json()
  const issues = validate(schema, body)
  if (issues.length === 0) return body as Static<S>
  throw new AppError('vendor-answer-invalid', { message: say`Stripe's answer to ${path} lacks something it promises.`, issues })
}
