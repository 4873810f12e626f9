// Proof that a delivery comes from Shopify and belongs to this connection. Stands between the sender and the inbox.
// Source: https://shopify.dev/docs/apps/build/webhooks/subscribe/https and …/webhooks/delivery-structure
import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, Secrets, VerifiedDelivery } from '#connectors/kit/contract.ts'
import { readConfig } from '../auth.ts'

export interface VerifyContext {
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Secrets
}

// 32 bytes in canonical base64: 43 characters, the last of which carries 4 bits, and one pad. Node's decoder would also take
// whitespace, URL-safe letters and two headers joined by a comma.
const SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/
const EVENT_ID = /^[A-Za-z0-9._:-]{1,128}$/

/**
 * Checks the HMAC-SHA256 over the bytes as they came, then the shop and the topic, which the signature does not cover.
 * Throws `signature-invalid` for anything that is not provably this shop's, `delivery-rejected` for another event of it.
 */
export function verifyDelivery(delivery: IncomingDelivery, topic: string, context: VerifyContext): VerifiedDelivery {
  const given = header(delivery, 'x-shopify-hmac-sha256')
  if (given === undefined || !SIGNATURE.test(given)) throw new AppError('signature-invalid')
  const expected = createHmac('sha256', secretOf(context.secrets)).update(delivery.body).digest()
  if (!timingSafeEqual(Buffer.from(given, 'base64'), expected)) throw new AppError('signature-invalid')

  const shop = header(delivery, 'x-shopify-shop-domain')
  if (shop?.toLowerCase() !== readConfig(context.config).shop) {
    throw new AppError('signature-invalid', {
      message: 'The delivery names another shop than this connection.',
      fix: 'Check the shop in the settings of the connection, and which webhook was registered at this address.',
    })
  }
  const named = header(delivery, 'x-shopify-topic')
  if (named !== topic) {
    throw new AppError('delivery-rejected', {
      message: `This webhook takes ${topic}, not ${describe(named)}.`,
      fix: `Register this address with Shopify for ${topic} only.`,
    })
  }
  return { deliveryId: eventIdOf(delivery), vendorEvent: topic }
}

/**
 * The event's id is the same in every redelivery and every subscription; the webhook's id only in redeliveries of one subscription.
 * One change in the shop can cause several topics with one event id, so ids are compared within one webhook.
 */
function eventIdOf(delivery: IncomingDelivery): string {
  const id = header(delivery, 'x-shopify-event-id') ?? header(delivery, 'x-shopify-webhook-id')
  if (id === undefined || !EVENT_ID.test(id)) {
    throw new AppError('delivery-rejected', {
      message: 'The delivery has no usable X-Shopify-Event-Id or X-Shopify-Webhook-Id.',
      fix: 'Look at what stands between Shopify and Tillflow: a proxy may drop or repeat headers.',
    })
  }
  return id
}

/** Without a secret nothing can be proven; an empty one would let anybody sign. */
function secretOf(secrets: Secrets): string {
  let secret = ''
  try {
    secret = secrets.get('apiSecret')
  } catch (cause) {
    throw noSecret(cause)
  }
  if (secret === '') throw noSecret()
  return secret
}

function noSecret(cause?: unknown): AppError {
  return new AppError('signature-invalid', {
    message: 'The connection has no API secret key, so no signature can be checked.',
    fix: "Enter the API secret key of the shop's app in the connection.",
    cause,
  })
}

/** The value of a header whatever its case; nothing when it is absent, empty, or there under two spellings. */
function header(delivery: IncomingDelivery, name: string): string | undefined {
  const values = Object.entries(delivery.headers).filter(([key]) => key.toLowerCase() === name)
  const value = values.length === 1 ? values[0]?.[1] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

function describe(topic: string | undefined): string {
  return topic !== undefined && /^[a-z_]+\/[a-z_]+$/.test(topic) ? topic : 'another topic'
}
