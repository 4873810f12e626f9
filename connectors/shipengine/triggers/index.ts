// What ShipEngine tells by itself: parcels that move, and batches that are done.
// https://docs.shipstation.com/apis/shipengine/docs/guides/webhooks
import { Type, type TSchema } from 'typebox'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, PublicKey, WebhookTrigger } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import type { Json } from '#shared/json.ts'
import { AUTH } from '../auth.ts'
import { read, remove, write } from '../client.ts'
import { Jwks, Webhook, Webhooks } from '../schemas.ts'
import { keyIdOf, verifyDelivery } from './verify.ts'

interface Declared {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly vendorEvent: string
  readonly output: TSchema
  readonly example: Json
}

const trigger = (declared: Declared, resourceType: string): WebhookTrigger => ({
  ...declared,
  receivedStatus: 200,
  publicKeys: { idOf: keyIdOf, read: readKeys },
  verify: (delivery, { now, publicKeys }) => verifyDelivery(delivery, { vendorEvent: declared.vendorEvent, resourceType, now, publicKeys }),
  subscribe: (address, context) => subscribe(declared.vendorEvent, address, context),
  unsubscribe: (id, context) => remove(context, `/v1/environment/webhooks/${id}`),
})

async function readKeys(context: CallContext): Promise<readonly PublicKey[]> {
  const { keys } = parseAnswer(Jwks, await sendSigned(AUTH, context, { method: 'GET', url: '/jwks' }))
  // Deliveries are signed by RSA; keys for other uses would not be understood.
  return keys.filter(({ kty }) => kty === 'RSA').map(({ kid, kty, n, e }) => ({ id: kid, jwk: { kty, ...(n && { n }), ...(e && { e }) } }))
}

async function subscribe(event: string, url: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  const known = (await read(context, '/v1/environment/webhooks', Webhooks)).find((one) => one.event === event && one.url === url)
  if (known) return { subscriptionId: known.webhook_id }
  const json = { event, url, name: 'Tillflow' }
  const made = await write(context, { method: 'POST', url: '/v1/environment/webhooks', json, repeatable: true }, Webhook)
  return { subscriptionId: made.webhook_id }
}

const text = (title: string, description?: string) => Type.String({ title, ...(description && { description }) })
const sometimes = (title: string, description?: string) =>
  Type.Optional(Type.Union([Type.String(), Type.Null()], { title, ...(description && { description }) }))

export const triggers: readonly WebhookTrigger[] = [
  trigger(
    {
      id: 'parcel-moved',
      label: 'Parcel moved',
      description: 'When a carrier tells something new of a parcel, such as that it is delivered.',
      vendorEvent: 'track',
      output: Type.Object({
        resource_url: sometimes('Address', 'Of the tracking of the label'),
        resource_type: text('Type'),
        data: Type.Object(
          {
            tracking_number: text('Tracking number'),
            tracking_url: sometimes('Tracking page'),
            carrier_code: sometimes('Carrier'),
            status_code: text(
              'Status',
              'UN unknown, NY not yet there, AC accepted, IT in transit, AT attempted, SP at pickup point, DE delivered, EX exception',
            ),
            status_description: sometimes('Description'),
            carrier_status_description: sometimes("In the carrier's words"),
            estimated_delivery_date: sometimes('Expected'),
            actual_delivery_date: sometimes('Delivered'),
          },
          { title: 'Tracking' },
        ),
      }),
      example: {
        resource_url: 'https://api.shipengine.com/v1/labels/se-202889014/track',
        resource_type: 'API_TRACK',
        data: {
          tracking_number: '1Z0000000000000001',
          tracking_url: 'https://www.ups.com/track?tracknum=1Z0000000000000001',
          carrier_code: 'ups',
          status_code: 'DE',
          status_description: 'Delivered',
          carrier_status_description: 'Left at the front door',
          estimated_delivery_date: '2026-03-04T00:00:00Z',
          actual_delivery_date: '2026-03-04T15:10:00Z',
        },
      },
    },
    'API_TRACK',
  ),
  trigger(
    {
      id: 'batch-done',
      label: 'Batch done',
      description: 'When all labels of a batch are made, or have failed.',
      vendorEvent: 'batch',
      output: Type.Object({ resource_url: text('Address', 'Of the batch'), resource_type: text('Type') }),
      example: { resource_url: 'https://api.shipengine.com/v1/batches/se-1013119', resource_type: 'API_BATCH' },
    },
    'API_BATCH',
  ),
]
