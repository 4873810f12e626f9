// Proof that a delivery comes from Stripe and is fresh. Stands between the sender and the inbox.
// https://docs.stripe.com/webhooks#verify-manually
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { readJsonBody } from '#shared/json-guard.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { headerOf, severalSecrets, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'

/** As far as a delivery may be from our clock, either way: Stripe's own libraries allow five minutes. */
export const TOLERANCE_MS = 5 * 60_000

const Envelope = Type.Object({ id: Type.String({ pattern: '^evt_[A-Za-z0-9_]{1,100}$' }), type: Type.String() })
const NO_SECRET = {
  message: 'The connection has no signing secret, so no signature can be checked.',
  fix: 'Enter the signing secret of the webhook endpoint in the connection.',
}
const HEX = /^[0-9a-f]{64}$/
/** A header with more is no vendor's. */
const MOST_PARTS = 20

/**
 * The header says `t=<seconds>,v1=<hex>[,v1=…]`; signed is `<seconds>.<body>`. Id and type of the event stand in the signed body.
 * Throws `signature-invalid`, or `delivery-rejected` for a stale delivery or another event.
 */
export function verifyDelivery(
  delivery: IncomingDelivery,
  event: string,
  { secrets, now }: { readonly secrets: Secrets; readonly now: Date },
): VerifiedDelivery {
  const { time, signatures } = readHeader(delivery)
  const isGood = severalSecrets(signingSecret(secrets, 'webhookSecret', NO_SECRET)).some((secret) => {
    const wanted = createHmac('sha256', secret).update(`${time}.`).update(delivery.body).digest()
    return signatures.some((given) => timingSafeEqual(Buffer.from(given, 'hex'), wanted))
  })
  if (!isGood) throw new AppError('signature-invalid')
  if (Math.abs(now.getTime() - Number(time) * 1_000) > TOLERANCE_MS) {
    throw new AppError('delivery-rejected', {
      message: 'The delivery is more than five minutes old, or comes from the future.',
      fix: 'Set the clock of this machine. Stripe delivers again, with a new time.',
    })
  }
  const { value } = readJsonBody(Buffer.from(delivery.body))
  if (validate(Envelope, value).length > 0) throw new AppError('delivery-rejected', { message: 'The delivery is no event of Stripe.' })
  const { id, type } = value as unknown as Static<typeof Envelope>
  if (type !== event) {
    throw new AppError('delivery-rejected', {
      message: say`This webhook takes ${event}, not ${/^[a-z_.]{1,80}$/.test(type) ? type : 'another event'}.`,
      fix: say`Send only ${event} to this address.`,
    })
  }
  return { deliveryId: id, vendorEvent: type }
}

function readHeader(delivery: IncomingDelivery): { readonly time: string; readonly signatures: readonly string[] } {
  const parts = (headerOf(delivery, 'stripe-signature') ?? '').slice(0, 4_000).split(',').slice(0, MOST_PARTS)
  const all = (name: string) => parts.flatMap((part) => (part.startsWith(`${name}=`) ? [part.slice(name.length + 1)] : []))
  const [time, ...others] = all('t')
  const signatures = all('v1').filter((signature) => HEX.test(signature))
  if (time === undefined || others.length > 0 || !/^\d{1,12}$/.test(time) || signatures.length === 0)
    throw new AppError('signature-invalid')
  return { time, signatures }
}
