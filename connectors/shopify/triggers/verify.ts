// Proof that a delivery comes from Shopify and belongs to this connection. Stands between the sender and the inbox.
// Source: https://shopify.dev/docs/apps/build/webhooks/subscribe/https and …/webhooks/delivery-structure
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { readConfig } from '../auth.ts'

export interface VerifyContext {
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Secrets
}

const NO_SECRET = {
  message: 'The connection has no API secret key, so no signature can be checked.',
  fix: "Enter the API secret key of the shop's app in the connection.",
}
const EVENT_ID = /^[A-Za-z0-9._:-]{1,128}$/

/**
 * Checks the HMAC-SHA256 over the bytes as they came, then the shop and the topic, which the signature does not cover.
 * Throws `signature-invalid` for anything that is not provably this shop's, `delivery-rejected` for another event of it.
 */
export function verifyDelivery(delivery: IncomingDelivery, topic: string, context: VerifyContext): VerifiedDelivery {
  checkBase64Hmac(headerOf(delivery, 'x-shopify-hmac-sha256'), [delivery.body], () => [
    signingSecret(context.secrets, 'apiSecret', NO_SECRET),
  ])

  const shop = headerOf(delivery, 'x-shopify-shop-domain')
  if (shop?.toLowerCase() !== readConfig(context.config).shop) {
    throw new AppError('signature-invalid', {
      message: 'The delivery names another shop than this connection.',
      fix: 'Check the shop in the settings of the connection, and which webhook was registered at this address.',
    })
  }
  const named = headerOf(delivery, 'x-shopify-topic')
  if (named !== topic) {
    throw new AppError('delivery-rejected', {
      message: say`This webhook takes ${topic}, not ${describe(named)}.`,
      fix: say`Register this address with Shopify for ${topic} only.`,
    })
  }
  return { deliveryId: eventIdOf(delivery), vendorEvent: topic }
}

/**
 * The event's id is the same in every redelivery and every subscription; the webhook's id only in redeliveries of one subscription.
 * One change in the shop can cause several topics with one event id, so ids are compared within one webhook.
 */
function eventIdOf(delivery: IncomingDelivery): string {
  const id = headerOf(delivery, 'x-shopify-event-id') ?? headerOf(delivery, 'x-shopify-webhook-id')
  if (id === undefined || !EVENT_ID.test(id)) {
    throw new AppError('delivery-rejected', {
      message: 'The delivery has no usable X-Shopify-Event-Id or X-Shopify-Webhook-Id.',
      fix: 'Look at what stands between Shopify and Tillflow: a proxy may drop or repeat headers.',
    })
  }
  return id
}

function describe(topic: string | undefined): string {
  return topic !== undefined && /^[a-z_]+\/[a-z_]+$/.test(topic) ? topic : 'another topic'
}
