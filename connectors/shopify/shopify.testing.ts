// A shop with an order, and one example of everything the connector does.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { ORDER, REFUND } from './examples/index.ts'
import { ORDER_EDIT } from './examples/order-edits.ts'
import { CUSTOMERS_MERGED, WEBHOOK_CUSTOMER } from './examples/customers.ts'
import { APPROVED_RETURN, CANCELED_RETURN, CLOSED_RETURN, DECLINED_RETURN, REOPENED_RETURN, REQUESTED_RETURN } from './examples/returns.ts'
import { CUSTOMER_REDACT, DATA_REQUEST, SHOP_REDACT } from './examples/privacy.ts'
import { WEBHOOK_PRODUCT } from './examples/products.ts'
import { INVENTORY_LEVEL } from './examples/stock.ts'
import { shopify } from './index.ts'
import { createShopifySimulator } from './simulator/index.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'

const shop = 'conformance.myshopify.com'

/** A shop with an order, and with one that was shipped, also after a reset: the suite resets before each test. */
function createShopWithOrder(options: SimulatorOptions) {
  const simulator = createShopifySimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset') {
        await simulator.emit?.('orders/create', { id: 6151042531043, line_items: [{ id: 15204410421101, sku: 'HF-TOTE', quantity: 2 }] })
        await simulator.emit?.('orders/fulfilled', { id: 6151042531043 })
        await simulator.emit?.('orders/create', { id: 6151042531042 })
      }
      return answer
    },
  }
}

const webhook = (topic: string, payload: unknown) => ({
  body: JSON.stringify(payload),
  signatureHeader: 'x-shopify-hmac-sha256',
  sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>) => ({
    'x-shopify-hmac-sha256': createHmac('sha256', secrets['apiSecret'] ?? '')
      .update(body)
      .digest('base64'),
    'x-shopify-shop-domain': shop,
    'x-shopify-topic': topic,
    'x-shopify-event-id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
    'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
  }),
})

const shipment = { orderId: 6151042531042, tracking: { number: '1Z999AA10123456784', company: 'UPS' }, locationId: 70210388194 }

const BULK_QUERY = '{ products { edges { node { id handle } } } }'

/** What the shared suites run this connector with. */
export const SHOPIFY_CASES: ConformanceOptions = {
  connector: shopify,
  createSimulator: createShopWithOrder,
  config: { shop, webhookMetafields: ['custom', 'loyalty.card'] },
  secrets: { accessToken: 'shpat_0123456789abcdef0123456789abcdef', apiSecret: 'shpss_0123456789abcdef' },
  badSecrets: { accessToken: 'shpat_ffffffffffffffffffffffffffffffff', apiSecret: 'shpss_0123456789abcdef' },
  actions: {
    'get-order': { input: { orderId: 'gid://shopify/Order/6151042531042' } },
    'get-current-order': { input: { orderId: 'gid://shopify/Order/6151042531042' } },
    'get-payments': { input: { orderId: 'gid://shopify/Order/6151042531042' } },
    'find-orders': {
      input: { query: 'financial_status:paid', limit: 10 },
      pages: { of: { event: 'orders/create', payload: {} }, input: { sortKey: 'ID', limit: 1 }, key: 'id' },
    },
    'prepare-pickup': {
      input: { orderId: 6151042531045 },
      after: { event: 'orders/create', payload: { id: 6151042531045, pickup_location_id: 70210388195 } },
      creates: 'pickup_message',
      operation: 'fulfillmentOrderLineItemsPreparedForPickup',
    },
    'create-fulfillment': { input: shipment, creates: 'fulfillment', operation: 'fulfillmentCreate' },
    'set-order-fields': { input: { orderId: 6151042531042, fields: { 'custom.erp_number': 'S00042' } } },
    'add-order-tags': { input: { orderId: 6151042531042, tags: ['exported'] } },
    'edit-order': {
      input: {
        orderId: 6151042531042,
        lines: [
          { sku: 'HF-RAINCOAT-M', quantity: 2 },
          { title: 'Gift wrapping', price: '3.50', quantity: 1, discountPercent: '12.5', discountReason: 'Goodwill' },
        ],
      },
      operation: 'orderEditCommit',
    },
    'cancel-order': { input: { orderId: 6151042531042, reason: 'customer', refund: 'original' } },
    'create-refund': { input: { orderId: 6151042531042, amount: '2.50', note: 'Late delivery' }, creates: 'refund' },
    'create-return': {
      input: {
        orderId: 6151042531043,
        lines: [{ lineItemId: 15204410421101, quantity: 1, reason: 'Defective', note: 'Handle was loose' }],
      },
      creates: 'return',
    },
    'get-return': { input: { returnId: 15264000001 }, after: { event: 'returns/approve', payload: { order_id: 6151042531043 } } },
    'process-return': {
      input: { returnId: 15264000001, goods: 'restocked', locationId: 70210388194 },
      after: { event: 'returns/approve', payload: { order_id: 6151042531043 } },
      operation: 'returnProcess',
    },
    'find-balance-transactions': {
      input: { from: '2026-01-01T00:00:00Z', limit: 10 },
      after: { event: 'payouts/create', payload: {} },
      pages: { of: { event: 'orders/paid-out', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'start-bulk-query': { input: { query: BULK_QUERY }, creates: 'bulk_operation' },
    'start-bulk-mutation': {
      input: {
        mutation: 'mutation call($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }',
        variables: [{ id: 'gid://shopify/Order/6151042531042', tags: ['counted'] }],
      },
      creates: 'bulk_operation',
      operation: 'bulkOperationRunMutation',
    },
    'read-bulk-result': {
      input: { operationId: 7933000000001 },
      after: { action: 'start-bulk-query', input: { query: BULK_QUERY } },
      pages: {
        of: { action: 'start-bulk-query', input: { query: BULK_QUERY } },
        input: { operationId: 7933000000001, limit: 3 },
        key: 'id',
      },
    },
    'get-store-sale': {
      input: { orderId: 6151042531044 },
      after: { event: 'orders/create', payload: { id: 6151042531044, source_name: 'pos' } },
    },
    'get-refund': {
      input: { refundId: 929361000001 },
      after: { event: 'refunds/create', payload: {} },
    },
    'get-store-refund': {
      input: { refundId: 929361000001 },
      after: { event: 'tills/refunded', payload: { cash_rounding: '0.02' } },
    },
    'find-fulfillment-orders': {
      input: { status: 'open', locationId: 70210388194, changedSince: '2026-01-01T00:00:00Z' },
      pages: { of: { event: 'orders/create', payload: { line_items: [{ sku: 'HF-SOAP', quantity: 1 }] } }, input: { limit: 1 }, key: 'id' },
    },
    'get-product': { input: { handle: 'harbour-mug' } },
    'find-products': {
      input: { query: 'sku:HF-MUG-NAVY', limit: 10 },
      pages: {
        of: { action: 'upsert-product', input: (nth) => ({ handle: `tea-${nth}`, title: `Tea ${nth}` }) },
        input: { limit: 1 },
        key: 'id',
      },
    },
    'upsert-product': {
      input: {
        handle: 'fisher-jumper',
        title: 'Fisher jumper',
        status: 'active',
        tags: ['wool'],
        variants: [
          {
            options: [{ name: 'Size', value: 'M' }],
            sku: 'HF-JUMPER-M',
            price: '79.00',
            compareAtPrice: null,
            cost: '31.20',
            tracked: true,
            grams: 600,
          },
          { options: [{ name: 'Size', value: 'L' }], sku: 'HF-JUMPER-L', barcode: '5012345678900', price: '79.00', sellsWhenOut: true },
        ],
        metafields: [{ namespace: 'custom', key: 'season', value: 'AW26', type: 'single_line_text_field' }],
      },
      creates: 'product',
    },
    'set-prices': {
      input: {
        lines: [
          { sku: 'HF-MUG-NAVY', price: '13.50', compareAtPrice: '15' },
          { variantId: 44120044010005, price: '16' },
        ],
      },
    },
    'find-price-lists': {
      input: {},
      pages: { of: { event: 'price_lists/create', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'find-locations': {
      input: { includeInactive: true, limit: 10 },
      pages: { of: { event: 'locations/create', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'get-stock': { input: { skus: ['HF-MUG-NAVY', 'HF-LAMP'], inventoryItemIds: [46120044010005] } },
    'set-stock': {
      input: { lines: [{ sku: 'HF-MUG-NAVY', quantity: 33, expected: 120 }], locationId: 70210388194 },
      creates: 'inventory_adjustment',
    },
    'adjust-stock': {
      input: { lines: [{ sku: 'HF-MUG-NAVY', change: -3 }], locationId: 70210388194, reason: 'damaged' },
      creates: 'inventory_adjustment',
    },
    'get-customer': { input: { email: 'ada@example.com' } },
    'find-customers': {
      input: { query: 'email:ada@example.com', limit: 10 },
      pages: {
        of: { action: 'upsert-customer', input: (nth) => ({ email: `shopper-${nth}@example.com` }) },
        input: { limit: 1 },
        key: 'id',
      },
    },
    'upsert-customer': {
      input: {
        email: 'mary@example.com',
        phone: '+442079460099',
        firstName: 'Mary',
        lastName: 'Anning',
        tags: ['fossils'],
        taxExempt: false,
        locale: 'en',
        note: 'Prefers the shop in Lyme Regis',
        address: { address1: '1 Bridge Street', city: 'Lyme Regis', postalCode: 'DT7 3QA', country: 'GB' },
      },
      creates: 'customer',
      operation: 'customerSet',
    },
    'find-gift-cards': {
      input: { status: 'enabled', customerId: 6620011800001 },
      pages: { of: { action: 'create-gift-card', input: { amount: '25.00', currency: 'GBP' } }, input: { limit: 1 }, key: 'id' },
    },
    'create-gift-card': {
      input: { amount: '25.00', currency: 'GBP', customerId: 6620011800001, expiresOn: '2028-12-31', note: 'Goodwill' },
      creates: 'gift_card',
    },
    'deactivate-gift-card': {
      input: { giftCardId: 663920000001 },
      after: { action: 'create-gift-card', input: { amount: '25.00', currency: 'GBP' } },
    },
  },
  discoveries: {
    'orders-create': { in: 'output', field: 'fields.`custom.gift`', kind: 'boolean' },
    'orders-updated': { in: 'output', field: 'fields.`custom.deposit`', kind: 'decimal' },
    'orders-cancelled': { in: 'output', field: 'fields.`custom.erp_number`', kind: 'text' },
    'products-update': { in: 'output', field: 'fields.`custom.launch_at`', kind: 'date-time' },
    'customers-update': { in: 'output', field: 'fields.`custom.birthday`', kind: 'date' },
    'get-order': { in: 'output', field: 'fields.`custom.gift`', kind: 'boolean' },
    'find-orders': { in: 'output', field: 'orders.fields.`custom.deposit`', kind: 'decimal' },
    'orders-changed': { in: 'output', field: 'fields.`custom.erp_number`', kind: 'text' },
    'set-order-fields': {
      in: 'input',
      field: 'fields.`custom.deposit`',
      kind: 'decimal',
      writes: {
        input: { orderId: 6151042531042, fields: { 'custom.deposit': '10.10', 'custom.gift': true, 'custom.erp_number': 'S00042' } },
        records: 'metafield',
        stored: { owner: 'gid://shopify/Order/6151042531042', key: 'deposit', type: 'number_decimal', value: '10.10' },
      },
    },
    'get-product': { in: 'output', field: 'variants.fields.`custom.supplier_price`.amount', kind: 'decimal' },
    'find-products': { in: 'output', field: 'products.fields.`custom.launch_at`', kind: 'date-time' },
    'products-changed': { in: 'output', field: 'fields.`custom.net_weight`.unit', kind: 'text' },
    'upsert-product': {
      in: 'input',
      field: 'variants.fields.`custom.supplier_price`.amount',
      kind: 'decimal',
      writes: {
        input: {
          handle: 'harbour-mug',
          fields: { 'custom.season': 'AW26', 'custom.net_weight': { value: '0.45', unit: 'kilograms' } },
          variants: [
            {
              options: [{ name: 'Option', value: 'Navy' }],
              fields: { 'custom.supplier_price': { amount: '4.10', currency: 'GBP' }, 'custom.pallet_quantity': 480 },
            },
          ],
        },
        records: 'metafield',
        stored: { key: 'supplier_price', type: 'money', value: '{"amount":"4.10","currency_code":"GBP"}' },
      },
    },
    'get-customer': { in: 'output', field: 'customer.fields.`custom.birthday`', kind: 'date' },
    'find-customers': { in: 'output', field: 'customers.fields.`custom.loyalty_number`', kind: 'text' },
    'customers-changed': { in: 'output', field: 'fields.`custom.birthday`', kind: 'date' },
    'upsert-customer': {
      in: 'input',
      field: 'fields.`custom.birthday`',
      kind: 'date',
      writes: {
        input: {
          email: 'mary@example.com',
          firstName: 'Mary',
          fields: { 'custom.birthday': '1799-05-21', 'custom.loyalty_number': 'L-17' },
        },
        records: 'metafield',
        stored: { key: 'birthday', type: 'date', value: '1799-05-21' },
      },
    },
  },
  polls: {
    'orders-changed': {},
    'fulfillment-orders-changed': {},
    'returns-changed': { after: { event: 'returns/approve', payload: { order_id: 6151042531043 } } },
    'products-changed': {},
    'stock-changed': { options: { locationId: 70210388194 } },
    'customers-changed': {},
    'gift-card-movements': { after: { event: 'gift-cards/sold', payload: { amount: '50.00' } } },
    payouts: { after: { event: 'payouts/create', payload: {} } },
  },
  webhooks: {
    'orders-create': webhook('orders/create', ORDER),
    'orders-updated': webhook('orders/updated', ORDER),
    'orders-edited': webhook('orders/edited', ORDER_EDIT),
    'orders-cancelled': webhook('orders/cancelled', ORDER),
    'refunds-create': webhook('refunds/create', REFUND),
    'returns-request': webhook('returns/request', REQUESTED_RETURN),
    'returns-approve': webhook('returns/approve', APPROVED_RETURN),
    'returns-close': webhook('returns/close', CLOSED_RETURN),
    'returns-reopen': webhook('returns/reopen', REOPENED_RETURN),
    'returns-cancel': webhook('returns/cancel', CANCELED_RETURN),
    'returns-decline': webhook('returns/decline', DECLINED_RETURN),
    'customers-data-request': webhook('customers/data_request', DATA_REQUEST),
    'customers-redact': webhook('customers/redact', CUSTOMER_REDACT),
    'shop-redact': webhook('shop/redact', SHOP_REDACT),
    'customers-create': webhook('customers/create', WEBHOOK_CUSTOMER),
    'customers-merge': webhook('customers/merge', CUSTOMERS_MERGED),
    'customers-update': webhook('customers/update', WEBHOOK_CUSTOMER),
    'products-update': webhook('products/update', WEBHOOK_PRODUCT),
    'inventory-levels-update': webhook('inventory_levels/update', INVENTORY_LEVEL),
  },
}
