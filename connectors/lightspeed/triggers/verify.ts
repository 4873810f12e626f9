// Proof that a delivery comes from Lightspeed, and what it says: a form whose field `payload` is JSON.
// `X-Signature: signature=…,algorithm=HMAC-SHA256`, over the body as it came, with the client secret of the application that registered the webhook.
// https://x-series-api.lightspeedhq.com/docs/webhooks
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { parseJsonBody } from '#shared/json-guard.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'

const SIGNATURE = /^signature=([0-9a-f]{64}),\s?algorithm=HMAC-SHA256$/i
const NO_SECRET = {
  message: 'The connection has no client secret, so no signature can be checked.',
  fix: 'Enter the client secret of the application that registered the webhook in the connection.',
}
const Record = Type.Object({
  version: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  updated_at: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})

/** The JSON of the form's field, as bytes. Throws `delivery-rejected`. */
export function payloadOf({ body }: IncomingDelivery): Uint8Array {
  const payload = formOf(body).get('payload')
  if (payload === null || payload === '')
    throw new AppError('delivery-rejected', { message: 'The delivery is no event of Lightspeed: it has no field "payload".' })
  return Buffer.from(payload, 'utf8')
}

export function verifyDelivery(delivery: IncomingDelivery, event: string, secrets: Secrets, now: Date): VerifiedDelivery {
  const [, given = ''] = SIGNATURE.exec(headerOf(delivery, 'x-signature') ?? '') ?? []
  const secret = signingSecret(secrets, 'clientSecret', NO_SECRET)
  const wanted = createHmac('sha256', secret).update(delivery.body).digest()
  const signature = Buffer.from(given, 'hex')
  if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) throw new AppError('signature-invalid')

  const type = formOf(delivery.body).get('type')
  if (type !== null && type !== event)
    throw new AppError('delivery-rejected', {
      message: say`This webhook takes ${event}, not ${/^[a-z_.]{1,80}$/.test(type) ? type : 'another event'}.`,
      fix: say`Register this address for ${event} only.`,
    })
  return { deliveryId: idOf(delivery, now), vendorEvent: event }
}

/**
 * Lightspeed gives deliveries no id. A record carries its version or its time of change, so that a redelivery has the same bytes and a further change has
 * not. Where it carries neither, one stock level may come back to what it was: such deliveries are one only within a minute, because one taken twice
 * writes the same state again, and one left out leaves a wrong one.
 */
function idOf(delivery: IncomingDelivery, now: Date): string {
  const payload = payloadOf(delivery)
  const value = parseJsonBody(payload)
  if (typeof value !== 'object' || value === null)
    throw new AppError('delivery-rejected', { message: 'The delivery is no event of Lightspeed.' })
  const { version, updated_at: updatedAt } = validate(Record, value).length === 0 ? (value as Static<typeof Record>) : {}
  const isNamed = version !== undefined || Boolean(updatedAt)
  const hash = createHash('sha256').update(payload)
  if (!isNamed) hash.update(now.toISOString().slice(0, 16))
  return hash.digest('hex').slice(0, 40)
}

const formOf = (body: Uint8Array) => new URLSearchParams(Buffer.from(body).toString('utf8'))
