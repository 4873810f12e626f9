import { describe, expect, it } from 'vitest'
import type { Fulfillment, FulfillmentOrder } from '../../documents/fulfillment.ts'
import { planShipments, type OrderShipping, type ShipmentRequest } from './plan-shipments.ts'

const page = { hasNextPage: false, endCursor: null }
const [warehouse, store] = ['gid://shopify/Location/1', 'gid://shopify/Location/2']

function fulfillmentOrder(
  id: string,
  lines: Record<string, number>,
  over: Partial<FulfillmentOrder> & { at?: string } = {},
): FulfillmentOrder {
  const { at = warehouse, ...rest } = over
  return {
    id,
    status: 'OPEN',
    assignedLocation: { name: at, location: { id: at } },
    lineItems: {
      nodes: Object.entries(lines).map(([line, remainingQuantity]) => ({ id: `${id}-${line}`, remainingQuantity, lineItem: { id: line } })),
      pageInfo: page,
    },
    ...rest,
  }
}
function fulfillment(number: string | null, lines: Record<string, number>, over: Partial<Fulfillment> & { at?: string } = {}): Fulfillment {
  const { at = warehouse, ...rest } = over
  return {
    id: `fulfillment-${number}`,
    status: 'SUCCESS',
    createdAt: '2026-11-20T10:00:00Z',
    location: { id: at },
    trackingInfo: [{ number, url: null, company: null }],
    fulfillmentLineItems: {
      nodes: Object.entries(lines).map(([line, quantity]) => ({ quantity, lineItem: { id: line } })),
      pageInfo: page,
    },
    ...rest,
  }
}
function plan(
  { open = [], shipped = [], cancelledAt = null }: { open?: FulfillmentOrder[]; shipped?: Fulfillment[]; cancelledAt?: string | null },
  request: Partial<ShipmentRequest> = {},
) {
  const order: OrderShipping = {
    id: 'order',
    name: '#1042',
    cancelledAt,
    fulfillments: shipped,
    fulfillmentOrders: { nodes: open, pageInfo: page },
  }
  const result = planShipments(order, { trackingNumber: undefined, lines: undefined, locationId: undefined, ...request })
  return {
    existing: result.existing.map(({ id }) => id),
    shipments: result.shipments.map(({ fulfillmentOrders }) => fulfillmentOrders),
  }
}
const refused = expect.objectContaining({ code: 'vendor-rejected' })
const two = [{ lineItemId: 'a', quantity: 2 }]

describe('shipping everything', () => {
  it('makes one shipment for each location', () => {
    const open = [fulfillmentOrder('x', { a: 1 }), fulfillmentOrder('y', { b: 1 }, { at: store }), fulfillmentOrder('z', { c: 1 })]
    expect(plan({ open }, { trackingNumber: 'T' }).shipments).toEqual([[{ id: 'x' }, { id: 'z' }], [{ id: 'y' }]])
  })
  it('leaves out what is on hold, closed or at another location', () => {
    const open = [
      fulfillmentOrder('x', { a: 1 }, { status: 'ON_HOLD' }),
      fulfillmentOrder('y', { b: 0 }, { status: 'CLOSED' }),
      fulfillmentOrder('z', { c: 1 }, { at: store }),
      fulfillmentOrder('w', { d: 1 }),
    ]
    expect(plan({ open }, { trackingNumber: 'T', locationId: warehouse }).shipments).toEqual([[{ id: 'w' }]])
  })
  it('finds the parcel that an earlier try made, and ships from the other location only', () => {
    const open = [fulfillmentOrder('y', { b: 1 }, { at: store })]
    expect(plan({ open, shipped: [fulfillment('T', { a: 1 })] }, { trackingNumber: 'T' })).toEqual({
      existing: ['fulfillment-T'],
      shipments: [[{ id: 'y' }]],
    })
  })
  it('does not ship a released line under the number of a parcel that left before', () => {
    const state = { open: [fulfillmentOrder('x', { b: 1 })], shipped: [fulfillment('T', { a: 1 })] }
    expect(plan(state, { trackingNumber: 'T' }).shipments).toEqual([])
  })
  it('does not take a cancelled parcel for an earlier try', () => {
    const state = { open: [fulfillmentOrder('x', { a: 1 })], shipped: [fulfillment('T', { a: 1 }, { status: 'CANCELLED' })] }
    expect(plan(state, { trackingNumber: 'T' }).shipments).toEqual([[{ id: 'x' }]])
  })
  it('without a tracking number is done when nothing remains', () => {
    expect(plan({ shipped: [fulfillment(null, { a: 1 })] })).toEqual({ existing: ['fulfillment-null'], shipments: [] })
  })
  it('without a tracking number is not done while something is on hold', () => {
    const state = { open: [fulfillmentOrder('x', { b: 1 }, { status: 'ON_HOLD' })], shipped: [fulfillment(null, { a: 1 })] }
    expect(() => plan(state)).toThrow(refused)
  })
  it('is refused when nothing was ever open, or the order was cancelled', () => {
    expect(() => plan({})).toThrow(refused)
    expect(() => plan({ cancelledAt: '2026-11-20T10:00:00Z', shipped: [fulfillment(null, { a: 1 })] })).toThrow(refused)
  })
})

describe('shipping single lines', () => {
  it('takes them from as many fulfilment orders as needed', () => {
    const open = [fulfillmentOrder('x', { a: 1 }), fulfillmentOrder('y', { a: 3 })]
    expect(plan({ open }, { trackingNumber: 'T', lines: two }).shipments).toEqual([
      [
        { id: 'x', lines: [{ id: 'x-a', quantity: 1 }] },
        { id: 'y', lines: [{ id: 'y-a', quantity: 1 }] },
      ],
    ])
  })
  it('ships only what parcels with this number do not hold yet', () => {
    const state = { open: [fulfillmentOrder('x', { a: 5 })], shipped: [fulfillment('T', { a: 1 }), fulfillment('U', { a: 1 })] }
    expect(plan(state, { trackingNumber: 'T', lines: two }).shipments).toEqual([[{ id: 'x', lines: [{ id: 'x-a', quantity: 1 }] }]])
  })
  it('is done when a parcel with this number holds them all', () => {
    const state = { open: [fulfillmentOrder('x', { a: 5 })], shipped: [fulfillment('T', { a: 2 })] }
    expect(plan(state, { trackingNumber: 'T', lines: two })).toEqual({ existing: ['fulfillment-T'], shipments: [] })
  })
  it('adds up a line that is named twice', () => {
    const lines = [...two, { lineItemId: 'a', quantity: 1 }]
    expect(plan({ open: [fulfillmentOrder('x', { a: 5 })] }, { trackingNumber: 'T', lines }).shipments).toEqual([
      [{ id: 'x', lines: [{ id: 'x-a', quantity: 3 }] }],
    ])
  })
  it('is refused when less is open than asked for', () => {
    expect(() => plan({ open: [fulfillmentOrder('x', { a: 1 })] }, { trackingNumber: 'T', lines: two })).toThrow(refused)
  })
})

it('refuses an order it did not read whole', () => {
  const open = [fulfillmentOrder('x', { a: 1 }, { lineItems: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c' } } })]
  expect(() => plan({ open })).toThrow(refused)
})
