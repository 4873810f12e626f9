// What Lightspeed tells by itself. Payloads are those of its first API: what they say of a sale is less than "Get a sale" reads.
// https://x-series-api.lightspeedhq.com/docs/webhooks_example_payloads
import { Type, type TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, WebhookSweep, WebhookTrigger } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { read, write } from '../client.ts'
import { listOf, oneOf } from '../schemas.ts'
import { levelKey, noticeOf, sweepCustomers, sweepProducts, sweepSales, sweepStock } from './sweep.ts'
import { payloadOf, verifyDelivery } from './verify.ts'

const Webhook = Type.Object({ id: Type.String(), type: Type.String(), url: Type.String() })

interface Declared {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly vendorEvent: string
  readonly output: TSchema
  readonly example: Json
  readonly sweep?: WebhookSweep
  /** Instead of the record's time of change. */
  readonly recordKey?: NonNullable<WebhookTrigger['recordKey']>
}

const trigger = (declared: Declared): WebhookTrigger => ({
  ...declared,
  signingSecret: 'clientSecret',
  receivedStatus: 200,
  verify: (delivery, { secrets, now }) => verifyDelivery(delivery, declared.vendorEvent, secrets, now),
  payload: payloadOf,
  ...(declared.sweep && !declared.recordKey && { notice: noticeOf }),
  subscribe: (address, context) => subscribe(declared.vendorEvent, address, context),
  async unsubscribe(id, context) {
    await write(context, { method: 'DELETE', url: `/webhooks/${id}`, repeatable: true, accept: [404] })
  },
})

/** One webhook for an event and an address: Lightspeed refuses a second one with 409. */
async function subscribe(type: string, url: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  const { data } = await read(context, '/webhooks', listOf(Webhook))
  const known = data.find((one) => one.type === type && one.url === url)
  if (known) return { subscriptionId: known.id }
  const answer = await write(context, { method: 'POST', url: '/webhooks', json: { active: true, type, url }, repeatable: true })
  return { subscriptionId: parseAnswer(oneOf(Webhook), answer).data.id }
}

const text = (title: string, description?: string) => Type.String({ title, ...(description && { description }) })
const sometimes = (title: string) => Type.Optional(Type.Union([Type.String(), Type.Null()], { title }))

export const triggers: readonly WebhookTrigger[] = [
  trigger({
    id: 'sale-update',
    label: 'Sale made or changed',
    description: 'When a sale, return or exchange is parked, closed, changed or voided. It may come several times; "Get a sale" reads it.',
    vendorEvent: 'sale.update',
    sweep: sweepSales,
    output: Type.Object({
      id: text('Sale id'),
      status: sometimes('Status'),
      register_id: sometimes('Register'),
      updated_at: sometimes('Changed'),
    }),
    example: {
      id: '06bf537b-c783-11e6-f6b9-7ea7909ffedd',
      status: 'CLOSED',
      register_id: 'b1e198a9-f019-11e3-a0f5-b8ca3a64f8f4',
      updated_at: '2026-11-20 15:02:40',
    },
  }),
  trigger({
    id: 'inventory-update',
    label: 'Stock changed',
    description: 'When the stock of a product changes at an outlet.',
    vendorEvent: 'inventory.update',
    sweep: sweepStock,
    recordKey: levelKey,
    output: Type.Object({
      product_id: text('Product id'),
      outlet_id: text('Outlet'),
      count: Type.Union([Type.Number(), Type.String()], { title: 'In stock' }),
    }),
    example: {
      id: '0db6c587-0bcb-c168-561d-89aba2fab7c0',
      product_id: '0adaafb3-6583-11e5-fb60-d5b67a17df2f',
      outlet_id: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
      count: 33,
    },
  }),
  trigger({
    id: 'product-update',
    label: 'Product made or changed',
    description: 'When a product or variant is made, changed or deleted.',
    vendorEvent: 'product.update',
    sweep: sweepProducts,
    output: Type.Object({ id: text('Product id'), sku: sometimes('SKU'), name: sometimes('Name'), deleted_at: sometimes('Deleted') }),
    example: {
      id: '0adaafb3-6583-11e5-fb60-d5b67a17df2f',
      sku: 'HF-MUG-NAVY',
      name: 'Stoneware Mug / Navy',
      updated_at: '2026-11-20 15:02:40',
      deleted_at: null,
    },
  }),
  trigger({
    id: 'customer-update',
    label: 'Customer made or changed',
    description: 'When a customer is made or changed.',
    vendorEvent: 'customer.update',
    sweep: sweepCustomers,
    output: Type.Object({ id: text('Customer id'), customer_code: sometimes('Customer code') }),
    example: { id: 'b8ca3a65-0183-11e4-fbb5-4f73f02a9d1c', customer_code: 'SHOP-8123', updated_at: '2026-11-20 15:02:40' },
  }),
  trigger({
    id: 'register-closure',
    label: 'Register closed',
    description: 'When a register is closed: the moment for a store-day journal. What else the delivery says is not published.',
    vendorEvent: 'register_closure.create',
    output: Type.Object({ register_id: sometimes('Register') }),
    example: { id: '0ab9b350-ab7f-11ba-fc5c-6e58d999006f', register_id: 'b1e198a9-f019-11e3-a0f5-b8ca3a64f8f4', version: 3_391_483_933 },
  }),
]
