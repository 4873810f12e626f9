// What a Webhook of the site delivers: the fields that a person chose there, as JSON.
// https://docs.frappe.io/framework/user/en/guides/integration/webhooks
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import type { IncomingDelivery, PollTrigger, Secrets, WebhookSweep, WebhookTrigger } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { sweepByPoll, sweepInTurn } from '#connectors/kit/sweep-by-poll.ts'
import { validate } from '#connectors/kit/validate.ts'
import { readConfig } from '../auth.ts'
import { deliveryNotesChanged } from '../polls/delivery-notes-changed.ts'
import { changedDocuments } from '../polls/documents-changed.ts'
import { customersChanged, itemPricesChanged, itemsChanged } from '../polls/masters-changed.ts'
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

/** The document and its time of change: Frappe gives deliveries no id, and several Webhooks of one save are one event. */
const keyOf = ({ name, modified }: Static<typeof Document>) => `${name}@${versionOf(modified)}`
const recordKey = (payload: Json): string | undefined =>
  validate(Document, payload).length > 0 ? undefined : keyOf(payload as Static<typeof Document>)
// Frappe tries a delivery three times within seconds.
const sweepOf = (doctype: string, poll: PollTrigger['poll']): WebhookSweep =>
  sweepByPoll({
    poll,
    payloadsOf: (records) => records.map(({ key, version = '' }) => ({ doctype, name: key, modified: version })),
  })

const Head = Type.Object({ name: Type.String({ minLength: 1 }), modified: Type.String() })

export const documentChanged = {
  id: 'document-changed',
  label: 'A document changed',
  description:
    'When a document of the type that the Webhook in ERPNext names is made, changed or submitted. What was missed is fetched for the types that the connection names.',
  vendorEvent: 'document-changed',
  output: Document,
  example: EXAMPLE,
  signingSecret: 'webhookSecret',
  verify(delivery, { secrets }) {
    return { deliveryId: keyOf(readVerified(delivery, secrets)), vendorEvent: 'document-changed' }
  },
  recordKey,
  sweep: sweepInTurn(({ config }) =>
    (readConfig(config).sweptTypes ?? '')
      .split(',')
      .map((doctype) => doctype.trim())
      .filter((doctype) => doctype !== '')
      .map((doctype) =>
        sweepOf(
          doctype,
          changedDocuments(doctype, Head, (document) => document),
        ),
      ),
  ),
} as const satisfies WebhookTrigger

/** Of one type: what a Webhook missed can be looked for there. */
const changesOf = (doctype: string, id: string, label: string, description: string, { poll }: PollTrigger): WebhookTrigger => ({
  id,
  label,
  description: `${description} The delivery says which; a step reads what it is now.`,
  vendorEvent: id,
  output: Document,
  example: EXAMPLE,
  signingSecret: 'webhookSecret',
  verify(delivery, { secrets }) {
    const document = readVerified(delivery, secrets)
    const { doctype: told } = document
    if (told !== undefined && told !== doctype)
      throw new AppError('delivery-rejected', {
        message: say`This webhook takes documents of the type ${doctype}, not ${told.slice(0, 140)}.`,
        fix: say`In the Webhook in ERPNext choose the document type ${doctype}.`,
      })
    return { deliveryId: keyOf(document), vendorEvent: id }
  },
  recordKey,
  sweep: sweepOf(doctype, poll),
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
export const itemChanged = changesOf('Item', 'item-changed', 'An item changed', 'When an item is made, changed or disabled.', itemsChanged)
export const itemPriceChanged = changesOf(
  'Item Price',
  'item-price-changed',
  'A price changed',
  'When the price of an item in a price list is made or changed.',
  itemPricesChanged,
)
export const customerChanged = changesOf(
  'Customer',
  'customer-changed',
  'A customer changed',
  'When a customer is made or changed.',
  customersChanged,
)
