// The one way this connector talks to Shopify: a GraphQL document out, a checked answer or a typed error back.
// Shopify answers most failures with HTTP 200: throttling and missing access as `errors`, wrong input as `userErrors`.
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { authHeaders, graphqlPath, readConfig } from './auth.ts'
import type { AnswerOf, GraphqlDocument, UserErrors } from './documents/document.ts'
import { bucketOf, reserve, throttled, waitFor, type CostBucket } from './throttle.ts'

const ThrottleStatus = Type.Object({
  maximumAvailable: Type.Number(),
  currentlyAvailable: Type.Number(),
  restoreRate: Type.Number({ exclusiveMinimum: 0 }),
})
const Envelope = Type.Object({
  data: Type.Optional(Type.Unknown()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        message: Type.String(),
        path: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]))),
        extensions: Type.Optional(Type.Object({ code: Type.Optional(Type.String()), requiredAccess: Type.Optional(Type.String()) })),
      }),
    ),
  ),
  extensions: Type.Optional(
    Type.Object({ cost: Type.Optional(Type.Object({ requestedQueryCost: Type.Number(), throttleStatus: ThrottleStatus })) }),
  ),
})
type Envelope = Static<typeof Envelope>
type GraphqlError = NonNullable<Envelope['errors']>[number]

// Only a first guess, until the first answer says what the document costs.
const UNKNOWN_COST = 10

/**
 * Sends a document and answers its checked `data`.
 * Throws `vendor-throttled` (with the exact wait), `credentials-invalid`, `vendor-rejected`, `vendor-unavailable`, `vendor-answer-invalid`,
 * and what the kit's client throws. Every document of this connector is safe to repeat (see the actions), so a cut connection is a retry.
 */
export async function graphql<D extends GraphqlDocument>(
  context: CallContext,
  document: D,
  variables: Readonly<Record<string, Json>>,
): Promise<AnswerOf<D>> {
  const headers = authHeaders(context.secrets)
  const bucket = bucketOf(bucketKey(context, headers))
  const costKey = `${document.name}/${JSON.stringify(variables['first'])}`
  const release = await reserve(bucket, bucket.costs.get(costKey) ?? UNKNOWN_COST, () => context.now(), context.signal)
  let envelope: Envelope
  try {
    const response = await context.http.send({
      method: 'POST',
      url: graphqlPath(context.config),
      headers,
      json: { query: document.source, variables },
      repeatable: true,
      accept: [402, 404, 423],
    })
    if (response.status !== 200) throw shopClosed(response.status)
    envelope = parseEnvelope(response.json(), document.name)
  } finally {
    release()
  }
  remember(bucket, costKey, envelope, context.now())
  if (envelope.errors && envelope.errors.length > 0) throw translate(envelope.errors, envelope, document.name)
  const issues = validate(document.answer, envelope.data)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', { message: `Shopify's answer to ${document.name} lacks something it promises.`, issues })
  }
  return envelope.data as AnswerOf<D>
}

/** Throws `vendor-rejected` with Shopify's own words when a mutation was refused. */
export function refuseUserErrors(what: string, errors: UserErrors): void {
  if (errors.length === 0) return
  throw new AppError('vendor-rejected', {
    message: `Shopify refused to ${what}: ${errors.map((error) => error.message).join(' ')}`,
    issues: errors.map((error) => ({
      path: (error.field ?? []).map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      code: 'vendor-rejected',
      message: error.message,
    })),
    details: { userErrors: errors.map(({ field, message }) => ({ field, message })) },
  })
}

/** A mutation's payload; Shopify leaves it out only together with an error, so a missing one is no answer. */
export function payloadOf<P>(payload: P | null, what: string): P {
  if (payload !== null) return payload
  throw new AppError('vendor-answer-invalid', { message: `Shopify answered without saying whether it could ${what}.` })
}

// A rotated token begins with a fresh estimate; the token itself is not kept.
function bucketKey(context: CallContext, headers: Readonly<Record<string, string>>): string {
  const token = createHash('sha256').update(Object.values(headers).join()).digest('base64url')
  return `${readConfig(context.config).shop}/${token}`
}

function parseEnvelope(json: Json, name: string): Envelope {
  if (validate(Envelope, json).length === 0) return json as Envelope
  throw new AppError('vendor-answer-invalid', { message: `Shopify's answer to ${name} is not a GraphQL answer.` })
}

function remember(bucket: CostBucket, costKey: string, envelope: Envelope, now: Date): void {
  const cost = envelope.extensions?.cost
  if (!cost) return
  bucket.status = cost.throttleStatus
  bucket.at = now.getTime()
  bucket.costs.set(costKey, cost.requestedQueryCost)
}

function translate(errors: readonly GraphqlError[], envelope: Envelope, name: string): AppError {
  const by = (code: string) => errors.find((error) => error.extensions?.code === code)
  const cost = envelope.extensions?.cost
  if (by('THROTTLED')) {
    // Without the status, one second of the slowest plan's restore rate is the shortest useful wait.
    const wait = cost ? waitFor(cost.requestedQueryCost, cost.throttleStatus.currentlyAvailable, cost.throttleStatus.restoreRate) : 1_000
    return throttled(wait)
  }
  const denied = by('ACCESS_DENIED')
  if (denied) {
    return new AppError('credentials-invalid', {
      message: `Shopify does not let this app do that: ${denied.message}`,
      fix: 'Give the app the missing access scope in Shopify, install it again, and enter the new token.',
      details: { requiredAccess: denied.extensions?.requiredAccess },
    })
  }
  const inactive = by('SHOP_INACTIVE')
  if (inactive) return new AppError('credentials-invalid', { message: `The shop is not active: ${inactive.message}` })
  if (by('INTERNAL_SERVER_ERROR') ?? by('TIMEOUT')) {
    return new AppError('vendor-unavailable', { message: `Shopify failed while it answered ${name}.` })
  }
  return new AppError('vendor-rejected', {
    message: `Shopify refused ${name}: ${errors.map((error) => error.message).join(' ')}`,
    details: { errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code })) },
  })
}

function shopClosed(status: number): AppError {
  const why: Readonly<Record<number, string>> = {
    402: 'The shop is frozen: its Shopify bill is unpaid.',
    404: 'There is no such shop, or it does not know this API version.',
    423: 'The shop is locked.',
  }
  return new AppError('credentials-invalid', {
    message: why[status] ?? `Shopify answered with status ${status}.`,
    fix: 'Check the shop in Shopify, and the shop and API version in the connection.',
    details: { status },
  })
}
