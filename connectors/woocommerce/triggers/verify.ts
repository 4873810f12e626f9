// Proof that a delivery comes from this shop. Stands between the sender and the inbox.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'

// 32 bytes in canonical base64. Node's decoder would also take blanks and two headers joined by a comma.
const SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/**
 * Checks the HMAC-SHA256 over the bytes as they came, then the topic, which the signature does not cover.
 * `X-WC-Webhook-Delivery-ID` does not tell events apart (it is made of the webhook's id and the second, so that two events within one
 * second have the same), and WooCommerce delivers nothing twice: a delivery is named by its content, which carries the time of change.
 */
export function verifyDelivery(delivery: IncomingDelivery, topic: string, secrets: Secrets): VerifiedDelivery {
  const given = header(delivery, 'x-wc-webhook-signature')
  if (given === undefined || !SIGNATURE.test(given)) throw new AppError('signature-invalid')
  const expected = createHmac('sha256', secretOf(secrets)).update(delivery.body).digest()
  if (!timingSafeEqual(Buffer.from(given, 'base64'), expected)) throw new AppError('signature-invalid')
  const named = header(delivery, 'x-wc-webhook-topic')
  if (named !== topic) {
    throw new AppError('delivery-rejected', {
      message: `This webhook takes ${topic}, not ${named !== undefined && /^[a-z_.]{1,60}$/.test(named) ? named : 'another topic'}.`,
      fix: `Register this address with WooCommerce for ${topic} only.`,
    })
  }
  return { deliveryId: `sha256:${createHash('sha256').update(delivery.body).digest('hex')}`, vendorEvent: topic }
}

/** A new webhook asks first, unsigned, whether somebody is there; WordPress's own page wants 200 to save it. */
export function isPing(delivery: IncomingDelivery): boolean {
  const isShort = delivery.body.length > 'webhook_id='.length && delivery.body.length < 40
  return (
    isShort &&
    header(delivery, 'x-wc-webhook-topic') === undefined &&
    /^webhook_id=\d+$/.test(Buffer.from(delivery.body).toString('latin1'))
  )
}

/** Without a secret nothing can be proven; an empty one would let anybody sign. */
function secretOf(secrets: Secrets): string {
  try {
    return secrets.get('webhookSecret')
  } catch (cause) {
    throw new AppError('signature-invalid', {
      message: 'The connection has no webhook secret, so no signature can be checked.',
      fix: 'Enter the webhook secret in the connection, the same as in WooCommerce.',
      cause,
    })
  }
}

/** The value of a header whatever its case; nothing when it is absent, empty, or there under two spellings. */
function header(delivery: IncomingDelivery, name: string): string | undefined {
  const values = Object.entries(delivery.headers).filter(([key]) => key.toLowerCase() === name)
  const value = values.length === 1 ? values[0]?.[1] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
