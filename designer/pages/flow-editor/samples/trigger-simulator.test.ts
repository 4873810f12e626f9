import { expect, test } from 'vitest'
import { newFlow } from '#shared/flow/new.ts'
import { triggerSource, typeOfEvent } from './trigger-simulator.ts'

test('an event brings the kind of record that its name begins with', () => {
  expect(typeOfEvent('orders-create', ['webhook_subscription', 'order', 'fulfillment_order'])).toBe('order')
  expect(typeOfEvent('fulfillment-order-placed', ['order', 'fulfillment_order'])).toBe('fulfillment_order')
  expect(typeOfEvent('sale-order-changed', ['sale.order.line', 'sale.order'])).toBe('sale.order')
  expect(typeOfEvent('stock-moved', ['order'])).toBeUndefined()
})

test('the system that starts a flow is told by its trigger; nobody starts a manual one', () => {
  const flow = newFlow('X')
  const trigger = {
    kind: 'trigger' as const,
    label: 'New order',
    config: { type: 'webhook' as const, slot: 'shop', event: 'orders-create' },
  }
  const listening = { ...flow, slots: { shop: { connector: 'shopify', label: 'Shop' } }, nodes: { start: trigger } }
  expect(triggerSource(listening)).toEqual({ slot: 'shop', connector: 'shopify', event: 'orders-create' })
  expect(triggerSource(flow)).toBeUndefined()
})
