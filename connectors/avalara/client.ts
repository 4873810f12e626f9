// The one way this connector talks to AvaTax: a checked answer or a typed error back, in Avalara's own words.
// https://developer.avalara.com/avatax/errors/
import { Type, type Static, type TSchema } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { jsonOrNull } from '#connectors/kit/json-body.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { codeOf, pointerOf } from '#connectors/kit/vendor-issue.ts'
import { AUTH, readConfig } from './auth.ts'

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Refusal = Type.Object({
  error: Type.Object({
    code: text,
    message: text,
    details: Type.Optional(
      Type.Union([Type.Array(Type.Object({ code: text, message: text, description: text, refersTo: text })), Type.Null()]),
    ),
  }),
})
const NOT_FOUND = 404

export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), schema)
}

/** Undefined where there is no such record. */
export async function readOne<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S> | undefined> {
  const response = await send(context, { method: 'GET', url: path, query })
  return response.status === NOT_FOUND ? undefined : checked(response, schema)
}

/** All of what is posted here may be repeated: it calculates, replaces what has the same code, or was looked for before. */
export async function post<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  json: object,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'POST', url: path, json, query, repeatable: true }), schema)
}

/** The path of a transaction of this connection's company. */
export const transactionPath = ({ config }: CallContext, code: string): string =>
  `/companies/${inPath(readConfig(config).companyCode)}/transactions/${inPath(code)}`

/** Characters that paths cannot carry have a writing of Avalara's own. */
const OWN_WRITING: Readonly<Record<string, string>> = {
  '/': '_-ava2f-_',
  '+': '_-ava2b-_',
  '?': '_-ava3f-_',
  '%': '_-ava25-_',
  '#': '_-ava23-_',
}
const inPath = (code: string): string => encodeURIComponent(code.replaceAll(/[/+?%#]/g, (character) => OWN_WRITING[character] ?? character))

const send = (context: CallContext, request: HttpRequest): Promise<HttpResponse> =>
  sendSigned(AUTH, context, {
    ...request,
    url: `/api/v2${request.url}`,
    headers: { 'x-avalara-client': 'Tillflow; 1.0; Tillflow; 1.0' },
    accept: [400, NOT_FOUND, 409, 422],
  })

function checked<S extends TSchema>(response: HttpResponse, schema: S): Static<S> {
  if (response.status < 400) return parseAnswer(schema, response)
  throw refused(response)
}

function refused(response: HttpResponse): AppError {
  const { status } = response
  const body = jsonOrNull(response)
  if (validate(Refusal, body).length > 0)
    return new AppError('vendor-answer-invalid', { message: say`Avalara answered ${status} without saying why.`, details: { status } })
  const { error } = body as Static<typeof Refusal>
  const details = error.details ?? []
  // The description says what to do; the message only names the kind of mistake.
  const reasons = details.map(({ message, description }) => [message, description].filter(Boolean).join(' '))
  const words = [...new Set(reasons.some((reason) => reason !== '') ? reasons : [error.message ?? ''])].filter((reason) => reason !== '')
  const issues = details.flatMap(({ refersTo, code, message }): Issue[] =>
    refersTo
      ? [{ path: pointerOf(refersTo, small), code: codeOf(code), message: message ?? 'This value is wrong.', severity: 'error' }]
      : [],
  )
  return new AppError('vendor-rejected', {
    message: `Avalara: ${words.slice(0, 5).join(' ') || (error.code ?? 'it gave no reason.')}`,
    details: { status, ...(error.code && { vendorCode: error.code }) },
    ...(issues.length > 0 && { issues }),
  })
}

/** Avalara writes names in capitals. */
const small = (part: string): string => part.charAt(0).toLowerCase() + part.slice(1)
