// Proof that a delivery comes from this shop. Stands between the sender and the inbox.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'

const NO_SECRET = {
  message: 'The connection has no webhook secret, so no signature can be checked.',
  fix: 'Enter the webhook secret in the connection, the same as in WooCommerce.',
}

/**
 * Checks the HMAC-SHA256 over the bytes as they came, then the topic, which the signature does not cover.
 * `X-WC-Webhook-Delivery-ID` does not tell events apart (it is made of the webhook's id and the second, so that two events within one
 * second have the same), and WooCommerce delivers nothing twice: a delivery is named by its content, which carries the time of change.
 */
export function verifyDelivery(delivery: IncomingDelivery, topic: string, secrets: Secrets): VerifiedDelivery {
  checkBase64Hmac(headerOf(delivery, 'x-wc-webhook-signature'), [delivery.body], () => [signingSecret(secrets, 'webhookSecret', NO_SECRET)])
  const named = headerOf(delivery, 'x-wc-webhook-topic')
  if (named !== topic) {
    throw new AppError('delivery-rejected', {
      message: say`This webhook takes ${topic}, not ${named !== undefined && /^[a-z_.]{1,60}$/.test(named) ? named : 'another topic'}.`,
      fix: say`Register this address with WooCommerce for ${topic} only.`,
    })
  }
  return { deliveryId: `sha256:${createHash('sha256').update(delivery.body).digest('hex')}`, vendorEvent: topic }
}

/** A new webhook asks first, unsigned, whether somebody is there; WordPress's own page wants 200 to save it. */
export function isPing(delivery: IncomingDelivery): boolean {
  const isShort = delivery.body.length > 'webhook_id='.length && delivery.body.length < 40
  return (
    isShort &&
    headerOf(delivery, 'x-wc-webhook-topic') === undefined &&
    /^webhook_id=\d+$/.test(Buffer.from(delivery.body).toString('latin1'))
  )
}
