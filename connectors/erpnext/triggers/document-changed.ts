// What a Webhook of the site delivers: the fields that a person chose there, as JSON.
// https://docs.frappe.io/framework/user/en/guides/integration/webhooks
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { IncomingDelivery, PollTrigger, Secrets, WebhookTrigger } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { sweepByPoll } from '#connectors/kit/sweep-by-poll.ts'
import { validate } from '#connectors/kit/validate.ts'
import { deliveryNotesChanged } from '../polls/delivery-notes-changed.ts'
import { salesInvoicesChanged } from '../polls/sales-invoices-changed.ts'
import { salesOrdersChanged } from '../polls/sales-orders-changed.ts'

const Document = Type.Object({
  name: Type.String({ title: 'Name', description: 'Of the document, such as SAL-ORD-2026-00042.', minLength: 1 }),
  modified: Type.String({ title: 'Changed', description: 'On the site’s clock, without a zone.', minLength: 1 }),
  doctype: Type.Optional(Type.String({ title: 'Type', description: 'Of the document, where the Webhook sends it.' })),
})
const EXAMPLE = { name: 'SAL-ORD-2026-00042', modified: '2026-03-01 10:15:00.123456' }

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

/** Frappe leaves a fraction of zero out in some places. */
const versionOf = (modified: string) => modified.replace(/\.?0+$/, (zeros) => (modified.includes('.') ? '' : zeros))

function readVerified(delivery: IncomingDelivery, secrets: Secrets): Static<typeof Document> {
  checkBase64Hmac(headerOf(delivery, 'x-frappe-webhook-signature'), [delivery.body], () => [
    signingSecret(secrets, 'webhookSecret', NO_SECRET),
  ])
  const document = read(delivery)
  const issues = validate(Document, document)
  if (issues.length > 0) {
    throw new AppError('delivery-rejected', {
      message: 'The delivery lacks the name of the document or its time of change.',
      fix: 'In the Webhook in ERPNext choose the request structure JSON or its data fields so that name and modified are sent.',
      issues,
    })
  }
  return document as Static<typeof Document>
}

export const documentChanged = {
  id: 'document-changed',
  label: 'A document changed',
  description: 'When a document of the type that the Webhook in ERPNext names is made, changed or submitted.',
  vendorEvent: 'document-changed',
  output: Document,
  example: EXAMPLE,
  signingSecret: 'webhookSecret',
  verify(delivery, { secrets }) {
    readVerified(delivery, secrets)
    // Frappe gives deliveries no id. A repeated one has the same bytes, and `modified` tells two changes apart.
    return { deliveryId: `sha256:${createHash('sha256').update(delivery.body).digest('hex')}`, vendorEvent: 'document-changed' }
  },
} as const satisfies WebhookTrigger

/** Of one type: what a Webhook missed can be looked for there. Several Webhooks of one save are one event. */
const changesOf = (doctype: string, id: string, label: string, description: string, { poll }: PollTrigger): WebhookTrigger => ({
  id,
  label,
  description: `${description} The delivery says which; a step reads what it is now.`,
  vendorEvent: id,
  output: Document,
  example: EXAMPLE,
  signingSecret: 'webhookSecret',
  verify(delivery, { secrets }) {
    const { name, modified, doctype: told } = readVerified(delivery, secrets)
    if (told !== undefined && told !== doctype)
      throw new AppError('delivery-rejected', {
        message: say`This webhook takes documents of the type ${doctype}, not ${told.slice(0, 140)}.`,
        fix: say`In the Webhook in ERPNext choose the document type ${doctype}.`,
      })
    return { deliveryId: `${name}@${versionOf(modified)}`, vendorEvent: id }
  },
  recordKey(payload) {
    if (validate(Document, payload).length > 0) return undefined
    const { name, modified } = payload as Static<typeof Document>
    return `${name}@${versionOf(modified)}`
  },
  // Frappe tries a delivery three times within seconds.
  sweep: sweepByPoll({
    poll,
    payloadsOf: (records) => records.map(({ key, version = '' }) => ({ doctype, name: key, modified: version })),
  }),
})

export const salesOrderChanged = changesOf(
  'Sales Order',
  'sales-order-changed',
  'A sales order changed',
  'When a sales order is made, changed, submitted or cancelled.',
  salesOrdersChanged,
)
export const salesInvoiceChanged = changesOf(
  'Sales Invoice',
  'sales-invoice-changed',
  'A sales invoice changed',
  'When a sales invoice or return is made, changed, submitted, paid or cancelled.',
  salesInvoicesChanged,
)
export const deliveryNoteChanged = changesOf(
  'Delivery Note',
  'delivery-note-changed',
  'A delivery note changed',
  'When a delivery note is made, changed, submitted or cancelled.',
  deliveryNotesChanged,
)
