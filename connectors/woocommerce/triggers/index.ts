// What the shop tells by itself. Refunds have no topic of their own: they are a change of their order.
import type { Json } from '#shared/json.ts'
import type { WebhookTrigger } from '#connectors/kit/contract.ts'
import { CUSTOMER, ORDER, WOO_PRODUCT } from '../examples.ts'
import { WooOrder } from '../schemas/order.ts'
import { WooCustomer, WooDeleted, WooProduct } from '../schemas/product.ts'
import { keyOfRecord, keyOfVersion, sweepList } from '../sweep.ts'
import { subscribe, unsubscribe } from './subscription.ts'
import { isPing, verifyDelivery } from './verify.ts'

type Declared = Pick<WebhookTrigger, 'label' | 'description' | 'output' | 'recordKey' | 'sweep'> & { readonly example: Json }

function trigger(topic: string, declared: Declared): WebhookTrigger {
  return {
    ...declared,
    id: topic.replace('.', '-'),
    vendorEvent: topic,
    signingSecret: 'webhookSecret',
    handshake: (delivery) => (isPing(delivery) ? { status: 200 } : undefined),
    verify: (delivery, { secrets }) => verifyDelivery(delivery, topic, secrets),
    subscribe: (address, context) => subscribe(topic, address, context),
    unsubscribe,
  }
}

export const triggers: readonly WebhookTrigger[] = [
  trigger('order.created', {
    label: 'Order created',
    description: 'When an order is placed, also one that is not paid yet.',
    output: WooOrder,
    example: ORDER,
    recordKey: keyOfRecord,
    sweep: sweepList('/orders', WooOrder, 'after'),
  }),
  trigger('order.updated', {
    label: 'Order changed',
    description: 'When an order is paid, edited, refunded, completed or cancelled. One change may come several times.',
    output: WooOrder,
    example: ORDER,
    recordKey: keyOfVersion(['status', 'total', 'date_paid_gmt', 'date_completed_gmt', 'customer_note', 'refunds']),
    sweep: sweepList('/orders', WooOrder, 'modified_after'),
  }),
  trigger('order.deleted', {
    label: 'Order deleted',
    description: 'When an order is put into the bin.',
    output: WooDeleted,
    example: { id: 727 },
  }),
  trigger('product.created', {
    label: 'Product created',
    description: 'When a product is made.',
    output: WooProduct,
    example: WOO_PRODUCT,
    recordKey: keyOfRecord,
    sweep: sweepList('/products', WooProduct, 'after'),
  }),
  trigger('product.updated', {
    label: 'Product changed',
    description: 'When a product is edited or its stock changes.',
    output: WooProduct,
    example: WOO_PRODUCT,
    recordKey: keyOfVersion(['name', 'status', 'sku', 'regular_price', 'sale_price', 'stock_quantity', 'stock_status']),
    sweep: sweepList('/products', WooProduct, 'modified_after'),
  }),
  trigger('customer.created', {
    label: 'Customer created',
    description: 'When a shopper makes an account.',
    output: WooCustomer,
    example: CUSTOMER,
  }),
  trigger('customer.updated', {
    label: 'Customer changed',
    description: 'When an account is changed.',
    output: WooCustomer,
    example: CUSTOMER,
  }),
]
