// What Business Central sends when records changed: their addresses and what happened, some seconds later, and several in one delivery. It signs
// nothing: each notification carries the secret that the subscription was made with.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-subscriptions
import { createHash, timingSafeEqual } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { IncomingDelivery, PollTrigger, WebhookTrigger } from '#connectors/kit/contract.ts'
import { signingSecret } from '#connectors/kit/signed-delivery.ts'
import { sweepByPoll, versionKey } from '#connectors/kit/sweep-by-poll.ts'
import { validate } from '#connectors/kit/validate.ts'
import { companyOf } from '../client.ts'
import { customersChanged, itemsChanged, salesInvoicesChanged, salesOrdersChanged } from '../polls/changed.ts'
import { subscribe, unsubscribe } from '../subscriptions.ts'

const Notification = Type.Object({
  subscriptionId: Type.String({ title: 'Subscription', description: 'Empty where no notification came and the change was found later' }),
  resource: Type.String({ title: 'Resource', description: 'Address of the record; of a list with a filter where more than 1,000 changed' }),
  changeType: Type.String({ title: 'Change', description: 'created, updated, deleted or collection' }),
  lastModifiedDateTime: Type.String({ title: 'Changed at' }),
})
type Notification = Static<typeof Notification>
const Delivery = Type.Object({ value: Type.Array(Notification, { title: 'Notifications', minItems: 1 }) })

const NO_SECRET = {
  message: 'The connection has no webhook secret, so that deliveries cannot be proven.',
  fix: 'Save the connection once more: Tillflow makes a secret.',
}

/** As long as Microsoft's tokens are, many times over. */
const LONGEST_TOKEN = 4_096

const digest = (text: string) => createHash('sha256').update(text).digest()

function read({ body }: IncomingDelivery): unknown {
  try {
    // Versions before 19 begin with a byte order mark.
    return JSON.parse(
      Buffer.from(body)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
  } catch {
    return undefined // Refused below, as everything that is no delivery.
  }
}

/** The secret stands in each notification, wherever it comes from: one that lacks it spoils the delivery. */
const Proven = Type.Object({ value: Type.Array(Type.Object({ clientState: Type.String() }), { minItems: 1 }) })

/** Of a notification, or of a record that one would have told of: Business Central takes the time of change from the record itself. */
const keyOf = ({ resource, lastModifiedDateTime }: Pick<Notification, 'resource' | 'lastModifiedDateTime'>) =>
  versionKey(resource.slice(resource.lastIndexOf('/') + 1).toLowerCase(), lastModifiedDateTime)

const notificationsOf = (payload: Json): readonly Notification[] =>
  validate(Delivery, payload).length === 0 ? (payload as Static<typeof Delivery>).value : []

const triggerOf = (set: string, id: string, label: string, description: string, poll: PollTrigger['poll']) =>
  ({
    id,
    label,
    description,
    vendorEvent: set,
    output: Delivery,
    example: {
      value: [
        {
          subscriptionId: '8d1f2a7c9b3e4f50',
          resource: `api/v2.0/companies(7c0d6d5e-2f0a-4c69-8a51-9d1f4be0a111)/${set}(26814998-936a-401c-81c1-0e848a64971d)`,
          changeType: 'updated',
          lastModifiedDateTime: '2026-03-02T10:15:20.467Z',
        },
      ],
    },
    // Any other code than 408, 429 and 5xx makes Business Central forget the subscription.
    receivedStatus: 200,
    handshake({ url }) {
      const token = new URL(url, 'http://hooks.invalid').searchParams.get('validationToken')
      if (token === null) return undefined
      if (token === '' || token.length > LONGEST_TOKEN)
        throw new AppError('delivery-rejected', { message: 'The validation token is empty or far too long.' })
      return { status: 200, body: token, headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } }
    },
    verify(delivery, { secrets }) {
      const body = read(delivery)
      if (validate(Proven, body).length > 0) throw new AppError('signature-invalid')
      const secret = digest(signingSecret(secrets, 'webhookSecret', NO_SECRET))
      const given = (body as Static<typeof Proven>).value.map(({ clientState }) => digest(clientState))
      if (!given.map((one) => timingSafeEqual(one, secret)).every(Boolean)) throw new AppError('signature-invalid')
      const issues = validate(Delivery, body)
      if (issues.length > 0)
        throw new AppError('delivery-rejected', { message: 'The delivery is not what Business Central documents.', issues })
      // A redelivery tells another time of its end.
      const { value } = body as Static<typeof Delivery>
      const names = value.map((one) => [one.subscriptionId, one.resource, one.changeType, one.lastModifiedDateTime])
      return { deliveryId: `sha256:${digest(JSON.stringify(names)).toString('hex')}`, vendorEvent: set }
    },
    split: (payload) => notificationsOf(payload).map((one) => ({ value: [one] })),
    recordKey(payload) {
      const [one, ...more] = notificationsOf(payload)
      return one && more.length === 0 ? keyOf(one) : undefined
    },
    // Business Central tries for 36 hours, and a subscription that ended sends nothing.
    sweep: sweepByPoll({
      poll,
      async payloadsOf(records, context) {
        const company = await companyOf(context)
        return records.map(({ key, version = '' }) => ({
          value: [
            {
              subscriptionId: '',
              resource: `api/v2.0/companies(${company})/${set}(${key})`,
              changeType: 'updated',
              lastModifiedDateTime: version,
            },
          ],
        }))
      },
    }),
    subscribe: (address, context) => subscribe(set, address, context),
    unsubscribe,
  }) as const satisfies WebhookTrigger

const LATER = 'Sent some seconds after the change, with the address of the record and not the record.'

export const salesOrdersNotified = triggerOf(
  'salesOrders',
  'sales-orders-notified',
  'Sales orders changed',
  `When orders or their lines are made, changed or deleted. ${LATER}`,
  salesOrdersChanged.poll,
)
export const salesInvoicesNotified = triggerOf(
  'salesInvoices',
  'sales-invoices-notified',
  'Sales invoices changed',
  `When invoices or their lines are made, changed, posted or deleted. ${LATER}`,
  salesInvoicesChanged.poll,
)
export const itemsNotified = triggerOf(
  'items',
  'items-notified',
  'Items changed',
  `When items are made, changed or deleted. ${LATER}`,
  itemsChanged.poll,
)
export const customersNotified = triggerOf(
  'customers',
  'customers-notified',
  'Customers changed',
  `When customers are made, changed or deleted. ${LATER}`,
  customersChanged.poll,
)
