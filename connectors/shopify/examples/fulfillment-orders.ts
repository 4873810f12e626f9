// The fulfilment order shown in the designer and answered by test runs.
import type { RetailFulfillmentOrder } from '../canonical-fulfillment-order.ts'

export const RETAIL_FULFILLMENT_ORDER: RetailFulfillmentOrder = {
  id: 'gid://shopify/FulfillmentOrder/9825000000001',
  orderId: 'gid://shopify/Order/6151042531042',
  orderName: '#1042',
  orderedAt: '2026-11-20T14:32:10Z',
  status: 'open',
  requestStatus: 'unsubmitted',
  shipAt: null,
  location: { id: 'gid://shopify/Location/70210388194', name: 'Central warehouse' },
  method: 'shipping',
  methodName: 'Standard delivery',
  destination: {
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: null,
    address1: "12 St James's Square",
    address2: null,
    city: 'London',
    region: null,
    postalCode: 'SW1Y 4JH',
    country: 'GB',
    phone: null,
  },
  email: 'ada@example.com',
  lines: [
    {
      id: 'gid://shopify/FulfillmentOrderLineItem/19872000000001',
      lineItemId: 'gid://shopify/LineItem/15204410421001',
      sku: 'HF-MUG-NAVY',
      title: 'Harbour mug',
      variantTitle: 'Navy',
      quantity: 2,
      remaining: 2,
    },
  ],
  linesCut: false,
  createdAt: '2026-11-20T14:32:11Z',
  updatedAt: '2026-11-20T14:32:11Z',
}
