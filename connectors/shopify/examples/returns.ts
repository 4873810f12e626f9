// The return shown in the designer and answered by test runs: as flows see it, and as its webhooks tell it.
import type { Json } from '#shared/json.ts'
import type { RetailReturn } from '../actions/returns/retail-return.ts'

export const RETAIL_RETURN: RetailReturn = {
  id: 'gid://shopify/Return/15264809266',
  name: '#1042-R1',
  status: 'open',
  orderId: 'gid://shopify/Order/6151042531042',
  orderName: '#1042',
  createdAt: '2026-11-22T09:30:00Z',
  closedAt: null,
  lines: [
    {
      returnLineId: 'gid://shopify/ReturnLineItem/23190798642',
      lineItemId: 'gid://shopify/LineItem/15204410421001',
      sku: 'HF-MUG-NAVY',
      title: 'Harbour mug',
      quantity: 1,
      processed: 0,
      reason: 'Defective',
      note: 'Handle was loose',
      customerNote: null,
    },
  ],
  exchange: [],
  refunded: null,
}

/** The mug came back whole, and a tote goes out instead. */
export const RECEIVED_RETURN = {
  ...RETAIL_RETURN,
  lines: RETAIL_RETURN.lines.map((line) => ({ ...line, processed: line.quantity })),
  exchange: [
    { id: 'gid://shopify/ExchangeLineItem/412000001', variantId: 'gid://shopify/ProductVariant/44120044010005', quantity: 1, processed: 1 },
  ],
  received: [
    { lineItemId: '15204410421001', sku: 'HF-MUG-NAVY', title: 'Harbour mug', quantity: 1, goods: 'restocked', locationId: '70210388194' },
  ],
}

const told = (status: string): Json => ({
  id: 15264809266,
  admin_graphql_api_id: 'gid://shopify/Return/15264809266',
  status,
  order: { id: 6151042531042, admin_graphql_api_id: 'gid://shopify/Order/6151042531042' },
  total_return_line_items: 1,
  name: null,
  return_line_items: [],
  return_shipping_fees: [],
  exchange_line_items: [],
  total_exchange_line_items: 0,
})

export const REQUESTED_RETURN: Json = told('requested')
export const APPROVED_RETURN: Json = told('open')
const ended = (status: string): Json => ({
  id: 15264809266,
  admin_graphql_api_id: 'gid://shopify/Return/15264809266',
  order_id: 6151042531042,
  status,
})

export const CLOSED_RETURN: Json = ended('closed')
export const REOPENED_RETURN: Json = ended('open')
export const CANCELED_RETURN: Json = ended('canceled')
export const DECLINED_RETURN: Json = {
  id: 15264809266,
  admin_graphql_api_id: 'gid://shopify/Return/15264809266',
  status: 'declined',
  order: { id: 6151042531042, admin_graphql_api_id: 'gid://shopify/Order/6151042531042' },
  decline: { reason: 'return_period_ended', note: 'The 30 days are over.' },
}
