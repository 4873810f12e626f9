// What a Webhook of the site delivers: the fields that a person chose there, as JSON.
// https://docs.frappe.io/framework/user/en/guides/integration/webhooks
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, WebhookTrigger } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'

const Document = Type.Object({
  name: Type.String({ title: 'Name', description: 'Of the document, such as SAL-ORD-2026-00042.', minLength: 1 }),
  modified: Type.String({ title: 'Changed', description: 'On the site’s clock, without a zone.', minLength: 1 }),
})

const NO_SECRET = {
  message: 'The connection has no webhook secret, so no signature can be checked.',
  fix: 'Enter the webhook secret in the connection, the same as in the Webhook in ERPNext.',
}

function read({ body }: IncomingDelivery): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined // Refused below, as everything that is no document.
  }
}

export const documentChanged = {
  id: 'document-changed',
  label: 'A document changed',
  description: 'When a document of the type that the Webhook in ERPNext names is made, changed or submitted.',
  vendorEvent: 'document-changed',
  output: Document,
  example: { name: 'SAL-ORD-2026-00042', modified: '2026-03-01 10:15:00.123456' },
  signingSecret: 'webhookSecret',
  verify(delivery, { secrets }) {
    checkBase64Hmac(headerOf(delivery, 'x-frappe-webhook-signature'), [delivery.body], () => [
      signingSecret(secrets, 'webhookSecret', NO_SECRET),
    ])
    const issues = validate(Document, read(delivery))
    if (issues.length > 0) {
      throw new AppError('delivery-rejected', {
        message: 'The delivery lacks the name of the document or its time of change.',
        fix: 'In the Webhook in ERPNext choose the request structure JSON or its data fields so that name and modified are sent.',
        issues,
      })
    }
    // Frappe gives deliveries no id. A repeated one has the same bytes, and `modified` tells two changes apart.
    return { deliveryId: `sha256:${createHash('sha256').update(delivery.body).digest('hex')}`, vendorEvent: 'document-changed' }
  },
} as const satisfies WebhookTrigger
