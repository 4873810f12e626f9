// What Xero tells by itself: which invoices, contacts and credit notes changed, not what. An app has one address for all of it, which a person
// enters in the developer portal. https://developer.xero.com/documentation/guides/webhooks/overview
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, Secrets, WebhookTrigger } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'
import { sweepChanges } from '../sweep.ts'

const Changes = Type.Object({
  events: Type.Array(
    Type.Object({
      resourceUrl: Type.String({ title: 'Address' }),
      resourceId: Type.String({ title: 'Id', description: 'Of the invoice, contact or credit note' }),
      eventDateUtc: Type.String({ title: 'When' }),
      eventType: Type.String({ title: 'What happened', description: 'CREATE or UPDATE' }),
      eventCategory: Type.String({ title: 'What it is', description: 'Such as INVOICE or CONTACT' }),
      tenantId: Type.String({ title: 'Organisation id' }),
    }),
    { title: 'Changes' },
  ),
  firstEventSequence: Type.Integer({ title: 'First number' }),
  lastEventSequence: Type.Integer({ title: 'Last number' }),
})

const EVENT = {
  resourceUrl: 'https://api.xero.com/api.xro/2.0/Invoices/220ddca8-3144-4085-9a88-2d72c5133734',
  resourceId: '220ddca8-3144-4085-9a88-2d72c5133734',
  eventDateUtc: '2026-03-02T09:15:00.000',
  eventType: 'UPDATE',
  eventCategory: 'INVOICE',
  tenantId: '11111111-2222-4333-8444-555555555555',
}

const NO_KEY = {
  message: 'The connection has no webhook key, so no signature can be checked.',
  fix: "Enter the webhook key of the app's Webhooks page in the connection.",
}

/** Over the bytes as they came. */
const checkSignature = (delivery: IncomingDelivery, secrets: Secrets): void =>
  checkBase64Hmac(headerOf(delivery, 'x-xero-signature'), [delivery.body], () => [signingSecret(secrets, 'webhookKey', NO_KEY)])

function read({ body }: IncomingDelivery): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (cause) {
    throw new AppError('delivery-rejected', { message: 'This is not what Xero delivers.', cause })
  }
}

export const changes = {
  id: 'changes',
  label: 'Something changed',
  description: 'When invoices, contacts or credit notes are made or changed. The delivery says which; a step reads what they are now.',
  vendorEvent: 'changes',
  output: Changes,
  example: { events: [EVENT], firstEventSequence: 7, lastEventSequence: 7 },
  signingSecret: 'webhookKey',
  // Xero takes nothing else for an answer.
  receivedStatus: 200,
  /** The "intent to receive": Xero sends no events, and wants to see that a wrong signature is refused. */
  handshake(delivery, { secrets }) {
    checkSignature(delivery, secrets)
    const asked = read(delivery)
    const isQuestion = validate(Changes, asked).length === 0 && (asked as { readonly events: readonly unknown[] }).events.length === 0
    return isQuestion ? { status: 200 } : undefined
  },
  verify(delivery, { secrets }) {
    checkSignature(delivery, secrets)
    const body = read(delivery)
    const issues = validate(Changes, body)
    if (issues.length > 0) throw new AppError('delivery-rejected', { message: 'This is not what Xero delivers.', issues })
    const { firstEventSequence, lastEventSequence, events } = body as {
      readonly firstEventSequence: number
      readonly lastEventSequence: number
      readonly events: readonly (typeof EVENT)[]
    }
    // A redelivery carries the same numbers.
    const deliveryId = `${firstEventSequence}-${lastEventSequence}-${events[0]?.resourceId ?? ''}-${events[0]?.eventDateUtc ?? ''}`
    return { deliveryId, vendorEvent: 'changes' }
  },
  split(payload) {
    const given = payload as Static<typeof Changes>
    return given.events.map((one) => ({ ...given, events: [one] }))
  },
  // A delivery says when it happened; Xero does not promise that the record's own time of change is the same.
  notice(payload) {
    const [one, ...more] = (payload as Static<typeof Changes>).events
    if (!one || more.length > 0) return undefined
    const at = new Date(/Z$|[+-]\d\d:?\d\d$/.test(one.eventDateUtc) ? one.eventDateUtc : `${one.eventDateUtc}Z`)
    return Number.isNaN(at.getTime()) ? undefined : { record: `${one.eventCategory} ${one.resourceId}`, at }
  },
  sweep: sweepChanges,
} as const satisfies WebhookTrigger
