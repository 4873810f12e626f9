// Proof that a delivery comes from Square: HMAC-SHA256 over the notification address and the body.
// https://developer.squareup.com/docs/webhooks/step3validate
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { readJsonBody } from '#shared/json-guard.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'

const Envelope = Type.Object({ event_id: Type.String({ pattern: '^[A-Za-z0-9-]{8,100}$' }), type: Type.String() })
// 32 bytes in canonical base64. Node's decoder would also take blanks and two headers joined by a comma.
const SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/** `delivery.url` is the address as it is registered: another host or a slash more is another signature. */
export function verifyDelivery(delivery: IncomingDelivery, event: string, secrets: Secrets): VerifiedDelivery {
  const values = Object.entries(delivery.headers).filter(([name]) => name.toLowerCase() === 'x-square-hmacsha256-signature')
  const given = values.length === 1 ? (values[0]?.[1] ?? '') : ''
  if (!SIGNATURE.test(given)) throw new AppError('signature-invalid')
  const isGood = keysOf(secrets).some((key) => {
    const wanted = createHmac('sha256', key).update(delivery.url).update(delivery.body).digest()
    return timingSafeEqual(Buffer.from(given, 'base64'), wanted)
  })
  if (!isGood) throw new AppError('signature-invalid')
  const { value } = readJsonBody(Buffer.from(delivery.body))
  if (validate(Envelope, value).length > 0) throw new AppError('delivery-rejected', { message: 'The delivery is no event of Square.' })
  const { event_id: id, type } = value as unknown as Static<typeof Envelope>
  if (type !== event) {
    throw new AppError('delivery-rejected', {
      message: `This webhook takes ${event}, not ${/^[a-z_.]{1,80}$/.test(type) ? type : 'another event'}.`,
      fix: `Subscribe this address to ${event} only.`,
    })
  }
  return { deliveryId: id, vendorEvent: type }
}

/** Without a key nothing can be proven; an empty one would let anybody sign. */
function keysOf(secrets: Secrets): readonly string[] {
  try {
    return secrets
      .get('signatureKey')
      .split(/\s+/)
      .filter((key) => key.length >= 8)
  } catch (cause) {
    throw new AppError('signature-invalid', {
      message: 'The connection has no signature key, so no signature can be checked.',
      fix: 'Enter the signature key of the webhook subscription in the connection.',
      cause,
    })
  }
}
