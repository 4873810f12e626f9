// The one way this connector talks to Shopify: a GraphQL document out, a checked answer or a typed error back.
// Shopify answers most failures with HTTP 200: throttling and missing access as `errors`, wrong input as `userErrors`.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpResponse } from '#connectors/kit/contract.ts'
import type { Observation } from '#connectors/kit/gate.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AUTH, graphqlPath, readConfig } from './auth.ts'
import type { AnswerOf, GraphqlDocument, UserErrors } from './documents/document.ts'
import { expectedCost, rememberCost, untilAffordable } from './cost.ts'

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

interface GraphqlOptions {
  /** Values among the variables that nobody may see, such as the code of a gift card: the call is not recorded, and errors do not show them. */
  readonly secrets?: readonly string[]
}

/**
 * Sends a document and answers its checked `data`.
 * Throws `vendor-throttled` (with the exact wait), `credentials-invalid`, `vendor-rejected`, `vendor-unavailable`, `vendor-answer-invalid`,
 * and what the kit's client throws. Every document of this connector is safe to repeat (see the actions), so a cut connection is a retry.
 */
export async function graphql<D extends GraphqlDocument>(
  context: CallContext,
  document: D,
  variables: Readonly<Record<string, Json>>,
  { secrets }: GraphqlOptions = {},
): Promise<AnswerOf<D>> {
  const costKey = `${document.name}/${JSON.stringify(variables['first'])}`
  const response = await sendSigned(AUTH, context, {
    method: 'POST',
    url: graphqlPath(context.config),
    json: { query: document.source, variables },
    repeatable: true,
    ...(secrets && { secrets, confidential: true }),
    accept: [402, 404, 423],
    cost: expectedCost(costKey),
    observe: (answer) => observe(answer, costKey, readConfig(context.config).apiVersion),
  })
  if (response.status !== 200) throw shopClosed(response.status)
  const envelope = parseEnvelope(response.json(), document.name)
  if (envelope.errors && envelope.errors.length > 0) throw translate(envelope.errors, document.name)
  const issues = validate(document.answer, envelope.data)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', { message: say`Shopify's answer to ${document.name} lacks something it promises.`, issues })
  }
  return envelope.data as AnswerOf<D>
}

/** Throws `vendor-rejected` with Shopify's own words when a mutation was refused. */
export function refuseUserErrors(what: string, errors: UserErrors): void {
  if (errors.length === 0) return
  throw new AppError('vendor-rejected', {
    message: say`Shopify refused to ${what}: ${errors.map((error) => error.message).join(' ')}`,
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
  throw new AppError('vendor-answer-invalid', { message: say`Shopify answered without saying whether it could ${what}.` })
}

function parseEnvelope(json: Json, name: string): Envelope {
  if (validate(Envelope, json).length === 0) return json as Envelope
  throw new AppError('vendor-answer-invalid', { message: say`Shopify's answer to ${name} is not a GraphQL answer.` })
}

/** What an answer says about the shop's query budget and the API version, whether or not it is a good one. */
function observe(answer: HttpResponse, costKey: string, apiVersion: string): Observation {
  const served = answer.headers['x-shopify-api-version']
  const notice =
    served !== undefined && served !== apiVersion
      ? { kind: 'api-version' as const, message: `Shopify answers with API version ${served}: ${apiVersion} is not served any more.` }
      : null
  const envelope = answer.status === 200 ? readEnvelope(answer) : undefined
  const cost = envelope?.extensions?.cost
  if (cost) rememberCost(costKey, cost.requestedQueryCost)
  const isThrottled = envelope?.errors?.some((error) => error.extensions?.code === 'THROTTLED') === true
  return {
    notice,
    ...(cost && {
      cost: cost.requestedQueryCost,
      bucket: {
        available: cost.throttleStatus.currentlyAvailable,
        maximum: cost.throttleStatus.maximumAvailable,
        perSecond: cost.throttleStatus.restoreRate,
      },
    }),
    // Without the status, one second of the slowest plan's restore rate is the shortest useful wait.
    ...(isThrottled && { throttled: { retryAfterMs: cost ? untilAffordable(cost.requestedQueryCost, cost.throttleStatus) : 1_000 } }),
  }
}

function readEnvelope(answer: HttpResponse): Envelope | undefined {
  try {
    const json = answer.json()
    return validate(Envelope, json).length === 0 ? (json as Envelope) : undefined
  } catch {
    // Not JSON: whoever reads the answer says so.
    return undefined
  }
}

function translate(errors: readonly GraphqlError[], name: string): AppError {
  const by = (code: string) => errors.find((error) => error.extensions?.code === code)
  const denied = by('ACCESS_DENIED')
  if (denied) {
    return new AppError('credentials-invalid', {
      message: say`Shopify does not let this app do that: ${denied.message}`,
      fix: 'Give the app the missing access scope in Shopify, install it again, and enter the new token.',
      details: { denied: true, requiredAccess: denied.extensions?.requiredAccess },
    })
  }
  const inactive = by('SHOP_INACTIVE')
  if (inactive) return new AppError('credentials-invalid', { message: say`The shop is not active: ${inactive.message}` })
  if (by('INTERNAL_SERVER_ERROR') ?? by('TIMEOUT')) {
    return new AppError('vendor-unavailable', { message: say`Shopify failed while it answered ${name}.` })
  }
  return new AppError('vendor-rejected', {
    message: say`Shopify refused ${name}: ${errors.map((error) => error.message).join(' ')}`,
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
    message: why[status] ?? say`Shopify answered with status ${status}.`,
    fix: 'Check the shop in Shopify, and the shop and API version in the connection.',
    details: { status },
  })
}
