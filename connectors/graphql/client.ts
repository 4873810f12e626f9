// The one way documents are sent: a document out, its data or a typed error back.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { pathOf, readConfig, send } from './config.ts'
import { isRefused, toError, type GraphqlError } from './errors.ts'

const Envelope = Type.Object({
  data: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        message: Type.String(),
        path: Type.Optional(Type.Union([Type.Array(Type.Union([Type.String(), Type.Number()])), Type.Null()])),
        extensions: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
      }),
    ),
  ),
  extensions: Type.Optional(Type.Unknown()),
})

export interface Sent {
  readonly document: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whether sending it again after a lost answer does no harm. */
  readonly isRepeatable: boolean
  /** Errors beside data are given back instead of thrown. */
  readonly keepsPartial?: boolean
}

export interface Answer {
  readonly data: Readonly<Record<string, Json>>
  readonly errors: readonly GraphqlError[]
}

/** Statuses with which servers that follow GraphQL over HTTP say what is wrong with a document. */
const REFUSALS = [400, 422]

/**
 * Throws what the kit's client throws, and for errors inside an answer `credentials-invalid`, `vendor-throttled`, `vendor-unavailable`,
 * `vendor-rejected`, or `outcome-unknown` where a change may have been done in part.
 */
export async function sendDocument(context: CallContext, sent: Sent): Promise<Answer> {
  const config = readConfig(context.config)
  const { document, variables, operationName, headers, isRepeatable } = sent
  const response = await send(context, {
    method: 'POST',
    url: pathOf(config),
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9', ...headers },
    json: { query: document, ...(variables && { variables }), ...(operationName !== undefined && { operationName }) },
    repeatable: isRepeatable,
    accept: REFUSALS,
    refuses: (answer) => {
      const envelope = readEnvelope(answer)
      return envelope !== undefined && isRefused(errorsOf(envelope), envelope.data)
    },
  })
  const envelope = readEnvelope(response)
  if (!envelope) {
    if (REFUSALS.includes(response.status))
      throw new AppError('vendor-rejected', { message: say`The API refused with status ${response.status}.` })
    response.json()
    throw new AppError('vendor-answer-invalid', {
      message: 'The answer is JSON, and no answer of a GraphQL API: it has neither "data" nor "errors".',
    })
  }
  const errors = errorsOf(envelope)
  const data = (envelope.data ?? null) as Record<string, Json> | null
  if (errors.length > 0 && !(sent.keepsPartial === true && data !== null)) {
    throw toError({ errors, data: envelope.data, extensions: envelope.extensions, response }, isRepeatable, context.now())
  }
  if (data === null) throw new AppError('vendor-answer-invalid', { message: 'The answer has neither data nor errors.' })
  return { data, errors }
}

/** Undefined for what is no answer of GraphQL. */
function readEnvelope(response: HttpResponse): Static<typeof Envelope> | undefined {
  try {
    const json = response.json()
    if (validate(Envelope, json).length > 0) return undefined
    const envelope = json as Static<typeof Envelope>
    return envelope.data === undefined && envelope.errors === undefined ? undefined : envelope
  } catch {
    return undefined // whoever reads the answer says so
  }
}

const errorsOf = ({ errors = [] }: Static<typeof Envelope>): readonly GraphqlError[] =>
  errors.map(({ message, path, extensions }) => ({ message, ...(path && { path }), ...(extensions && { extensions }) }))
