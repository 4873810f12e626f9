// A fulfilment order as warehouses see it: what has to leave which place, how, and where to.
import { Type, type Static } from 'typebox'
import { RetailAddress } from './canonical-customer.ts'
import type { FulfillmentOrder } from './documents/fulfillment-orders.ts'
import { flag, list, nullable, optionalText, text } from './schemas/parts.ts'

export const RetailFulfillmentOrder = Type.Object({
  id: text('Fulfilment order id'),
  orderId: text('Order id'),
  orderName: text('Order number'),
  orderedAt: text('Ordered'),
  status: text('Status', 'open, in_progress, on_hold, scheduled, incomplete, cancelled or closed'),
  requestStatus: text('Request', 'unsubmitted, submitted, accepted, rejected, …: what a fulfilment service was asked'),
  shipAt: optionalText('Ship from', 'ISO instant; nothing for at once'),
  location: Type.Object({ id: optionalText('Location id'), name: text('Location') }, { title: 'Location' }),
  method: optionalText('Delivery', 'shipping, local, pick_up, retail, pickup_point or none'),
  methodName: optionalText('Delivery name', 'As the shopper saw it'),
  destination: nullable(RetailAddress),
  email: optionalText('E-mail'),
  lines: list(
    Type.Object({
      id: text('Fulfilment order line id'),
      lineItemId: text('Line id'),
      sku: optionalText('SKU'),
      title: text('Title'),
      variantTitle: optionalText('Variant'),
      quantity: Type.Integer({ title: 'Quantity' }),
      remaining: Type.Integer({ title: 'To be shipped' }),
    }),
    'Lines',
  ),
  linesCut: flag('Has more lines', 'True beyond 100 lines: read the rest with "Get an order"'),
  createdAt: text('Created'),
  updatedAt: text('Changed'),
})
export type RetailFulfillmentOrder = Static<typeof RetailFulfillmentOrder>

export function toRetailFulfillmentOrder(order: FulfillmentOrder): RetailFulfillmentOrder {
  const { destination } = order
  return {
    id: order.id,
    orderId: order.orderId,
    orderName: order.orderName,
    orderedAt: order.orderProcessedAt,
    status: order.status.toLowerCase(),
    requestStatus: order.requestStatus.toLowerCase(),
    shipAt: order.fulfillAt,
    location: { id: order.assignedLocation.location?.id ?? null, name: order.assignedLocation.name },
    method: order.deliveryMethod?.methodType.toLowerCase() ?? null,
    methodName: order.deliveryMethod?.presentedName ?? null,
    destination: destination && {
      firstName: destination.firstName,
      lastName: destination.lastName,
      company: destination.company,
      address1: destination.address1,
      address2: destination.address2,
      city: destination.city,
      region: destination.province,
      postalCode: destination.zip,
      country: destination.countryCode,
      phone: destination.phone,
    },
    email: destination?.email ?? null,
    lines: order.lineItems.nodes.map(({ id, sku, productTitle, variantTitle, totalQuantity, remainingQuantity, lineItem }) => ({
      id,
      lineItemId: lineItem.id,
      sku,
      title: productTitle,
      variantTitle,
      quantity: totalQuantity,
      remaining: remainingQuantity,
    })),
    linesCut: order.lineItems.pageInfo.hasNextPage,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  }
}
