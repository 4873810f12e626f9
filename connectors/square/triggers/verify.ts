// Proof that a delivery comes from Square: HMAC-SHA256 over the notification address and the body.
// https://developer.squareup.com/docs/webhooks/step3validate
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { readJsonBody } from '#shared/json-guard.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, severalSecrets, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'

const Envelope = Type.Object({ event_id: Type.String({ pattern: '^[A-Za-z0-9-]{8,100}$' }), type: Type.String() })
const NO_KEY = {
  message: 'The connection has no signature key, so no signature can be checked.',
  fix: 'Enter the signature key of the webhook subscription in the connection.',
}

/** `delivery.url` is the address as it is registered: another host or a slash more is another signature. */
export function verifyDelivery(delivery: IncomingDelivery, event: string, secrets: Secrets): VerifiedDelivery {
  checkBase64Hmac(headerOf(delivery, 'x-square-hmacsha256-signature'), [delivery.url, delivery.body], () =>
    severalSecrets(signingSecret(secrets, 'signatureKey', NO_KEY)),
  )
  const { value } = readJsonBody(Buffer.from(delivery.body))
  if (validate(Envelope, value).length > 0) throw new AppError('delivery-rejected', { message: 'The delivery is no event of Square.' })
  const { event_id: id, type } = value as unknown as Static<typeof Envelope>
  if (type !== event) {
    throw new AppError('delivery-rejected', {
      message: say`This webhook takes ${event}, not ${/^[a-z_.]{1,80}$/.test(type) ? type : 'another event'}.`,
      fix: say`Subscribe this address to ${event} only.`,
    })
  }
  return { deliveryId: id, vendorEvent: type }
}
