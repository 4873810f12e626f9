// Stored fulfilment orders and fulfilments as the Admin API shows them.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from './connections.ts'
import { recordsOf } from './order-lines.ts'
import { addressView, gidOf, instant, keyOf, lineViews, upper, type View } from './order-view.ts'
import { LOCATIONS } from './shop.ts'

export function fulfillmentOrderView(record: SimulatorRecord, order: SimulatorRecord): View {
  const lines = lineViews(order)
  const nodes = recordsOf(record['line_items']).map((line) => ({
    __typename: 'FulfillmentOrderLineItem',
    id: gidOf('FulfillmentOrderLineItem', line['id']),
    totalQuantity: line['quantity'],
    remainingQuantity: line['fulfillable_quantity'],
    sku: line['sku'] ?? null,
    productTitle: lineOf(lines, line['line_item_id'])?.['title'] ?? '',
    variantTitle: lineOf(lines, line['line_item_id'])?.['variantTitle'] ?? null,
    lineItem: lineOf(lines, line['line_item_id']),
  }))
  return {
    __typename: 'FulfillmentOrder',
    id: gidOf('FulfillmentOrder', record['id']),
    orderId: gidOf('Order', record['order_id']),
    orderName: order['name'],
    orderProcessedAt: instant(order['processed_at']),
    createdAt: instant(record['created_at']),
    updatedAt: instant(record['updated_at']),
    fulfillAt: null,
    deliveryMethod: {
      id: gidOf('DeliveryMethod', record['id']),
      methodType: upper(record['method'] ?? 'shipping'),
      presentedName: recordsOf(order['shipping_lines'])[0]?.['title'] ?? null,
    },
    destination: destinationView(record, order),
    status: upper(record['status']),
    requestStatus: upper(record['request_status']),
    assignedLocation: { name: record['assigned_location']?.name, location: locationView(record['assigned_location_id']) },
    lineItems: (page: PageArguments) => pageOf(nodes, keyOf, page),
  }
}

export function fulfillmentView(record: SimulatorRecord, order: SimulatorRecord): View {
  const lines = lineViews(order)
  const numbers = (record['tracking_numbers'] ?? []) as readonly string[]
  const urls = (record['tracking_urls'] ?? []) as readonly string[]
  const nodes = recordsOf(record['line_items']).map((line) => ({
    __typename: 'FulfillmentLineItem',
    id: gidOf('FulfillmentLineItem', `${record['id']}${String(line['id']).slice(-3)}`),
    quantity: line['quantity'],
    lineItem: lineOf(lines, line['id']),
  }))
  return {
    __typename: 'Fulfillment',
    id: gidOf('Fulfillment', record['id']),
    name: record['name'],
    status: upper(record['status']),
    displayStatus: record['status'] === 'cancelled' ? 'CANCELED' : 'FULFILLED',
    createdAt: instant(record['created_at']),
    updatedAt: instant(record['updated_at']),
    location: locationView(record['location_id']),
    trackingInfo: numbers.map((number, index) => ({ number, url: urls[index] ?? null, company: record['tracking_company'] ?? null })),
    fulfillmentLineItems: (page: PageArguments) => pageOf(nodes, keyOf, page),
  }
}

function destinationView(record: SimulatorRecord, order: SimulatorRecord): View | null {
  const address = order['shipping_address'] as SimulatorRecord | null
  if (!address) return null
  const { countryCodeV2, ...same } = addressView(address)
  return { ...same, id: gidOf('FulfillmentOrderDestination', record['id']), countryCode: countryCodeV2, email: order['email'] ?? null }
}

function lineOf(lines: readonly View[], id: unknown): View | undefined {
  return lines.find((line) => line['id'] === gidOf('LineItem', id))
}

export function locationView(id: unknown): View | null {
  const location = LOCATIONS.find((candidate) => candidate.id === id)
  return location ? { id: gidOf('Location', location.id), name: location.name } : null
}
