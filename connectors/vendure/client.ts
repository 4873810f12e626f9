// The one way this connector talks to Vendure: a GraphQL document out, a checked answer or a typed error back. Failures come with HTTP 200: as
// `errors`, or as a result of another type with an `errorCode`. A session that has ended is told as FORBIDDEN, like a missing permission.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { vendureAuth } from './auth.ts'

const Envelope = Type.Object({
  data: Type.Optional(Type.Unknown()),
  errors: Type.Optional(
    Type.Array(Type.Object({ message: Type.String(), extensions: Type.Optional(Type.Object({ code: Type.Optional(Type.String()) })) })),
  ),
})
type Envelope = Static<typeof Envelope>

/** Every document of this connector is safe to repeat (see the actions). `name` is the operation's. */
export async function graphql<S extends TSchema>(
  context: CallContext,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  schema: S,
): Promise<Static<S>> {
  const name = /^(?:query|mutation) (\w+)/.exec(document)?.[1] ?? 'query'
  const credentials = await vendureAuth.credentials(context)
  let envelope = await ask(context, document, variables, name, credentials.headers)
  if (isForbidden(envelope)) {
    const anew = await vendureAuth.credentials(context, credentials.token)
    envelope = await ask(context, document, variables, name, anew.headers)
  }
  if (envelope.errors && envelope.errors.length > 0) throw refused(envelope)
  const issues = validate(schema, envelope.data)
  if (issues.length === 0) return envelope.data as Static<S>
  throw new AppError('vendor-answer-invalid', { message: say`Vendure's answer to ${name} lacks something it promises.`, issues })
}

async function ask(
  context: CallContext,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  operation: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Envelope> {
  const response = await context.http.send({
    method: 'POST',
    url: '',
    json: { query, variables },
    headers,
    repeatable: true,
    operation,
    accept: [400],
  })
  const answer = response.json()
  if (validate(Envelope, answer).length > 0) {
    throw new AppError('vendor-answer-invalid', {
      message: 'The answer is not one of Vendure.',
      fix: 'Check the address of the connection: it ends with /admin-api.',
    })
  }
  return answer as unknown as Envelope
}

const isForbidden = ({ errors }: Envelope) =>
  errors?.some(({ extensions }) => extensions?.code === 'FORBIDDEN' || extensions?.code === 'UNAUTHORIZED') === true

function refused(envelope: Envelope): AppError {
  const text = (envelope.errors ?? []).map(({ message }) => message).join(' ')
  if (isForbidden(envelope)) {
    return new AppError('credentials-invalid', {
      message: `Vendure: ${text}`,
      fix: "Give the administrator's role in Vendure the permission.",
      details: { status: 403 },
    })
  }
  const code = envelope.errors?.[0]?.extensions?.code ?? ''
  return new AppError(code === 'INTERNAL_SERVER_ERROR' ? 'vendor-unavailable' : 'vendor-rejected', {
    message: `Vendure: ${text}`,
    details: { vendorCode: code },
  })
}

/** A result that is none of the wanted type says why. */
export function refuseErrorResult(result: { readonly __typename: string; readonly message?: string | undefined }, wanted: string): void {
  if (result.__typename === wanted) return
  throw new AppError('vendor-rejected', {
    message: `Vendure: ${result.message ?? result.__typename}`,
    details: { vendorCode: result.__typename },
  })
}
