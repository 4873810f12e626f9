// How each connector is used against its simulator, as data: one action, and one thing that happens there and starts a flow. The program's test proves
// each line over the API that the designer uses; the page of the documentation is made from the same lines. A connector without a line fails the test.
import type { Json } from '#shared/json.ts'

export interface Proof {
  /** Beside the settings that the simulator proposes. */
  readonly config?: Readonly<Record<string, Json>>
  /** A person signs in with a browser. */
  readonly signsIn?: true
  /** The action of the flow. `from`: what of the event it is given, as JSONata. */
  readonly action: {
    readonly id: string
    readonly input?: Readonly<Record<string, Json>>
    readonly from?: Readonly<Record<string, string>>
  }
  readonly trigger?: Trigger
  /** Behind the action: what carries its result to the system. */
  readonly carrier?: {
    readonly connector: string
    readonly action: string
    readonly from: Readonly<Record<string, string>>
    /** A kind of records that the simulator then has. */
    readonly leaves: string
  }
}

interface Trigger {
  /** A webhook's or a poll's id. */
  readonly id: string
  readonly options?: Readonly<Record<string, Json>>
  readonly happens: Happening
}

/** What makes the event: something at the simulator, a request to one of its own routes, or actions of another flow; `nothing`: it is there. */
export type Happening =
  | { readonly event: string; readonly payload?: Json }
  | { readonly path: string; readonly body: Json }
  | { readonly does: readonly Doing[] }
  | 'nothing'

interface Doing {
  readonly action: string
  readonly input: Readonly<Record<string, Json>>
}

const happens = (event: string, payload: Json = {}): Happening => ({ event, payload })
const does = (action: string, input: Doing['input']): Happening => ({ does: [{ action, input }] })
const MUG = { sku: 'HF-MUG-NAVY' } as const
const PLACE = { line1: '389 Congress St', city: 'Portland', region: 'ME', postalCode: '04101', country: 'US' }

const SALES = 'Receipt,Date,Time,Item,Quantity,Price,Amount,Tender,Paid\r\n17,01.03.2026,10:15:00,HF-MUG-NAVY,2,12.50,25.00,cash,25.00\r\n'
const LIST =
  'query ($since: String, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { nodes { id sku updatedAt } pageInfo { hasNextPage endCursor } } }'
const ORDER_850 = {
  beginning: { purpose: '00', type: 'SA', number: 'PO-1', date: '20260301' },
  lines: [{ line: '1', quantity: '2', unit: 'EA', price: '12.50', idType1: 'BP', id1: 'HF-MUG-NAVY' }],
  totals: { lines: '1' },
}

/** By connector id. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  shopify: {
    action: { id: 'add-order-tags', input: { tags: ['seen'] }, from: { orderId: 'id' } },
    trigger: { id: 'orders-create', happens: happens('orders/create') },
  },
  'adobe-commerce': {
    action: { id: 'add-order-comment', input: { comment: 'Seen.' }, from: { orderId: 'id' } },
    trigger: { id: 'orders-changed', happens: happens('order.placed') },
  },
  woocommerce: {
    action: { id: 'add-order-note', input: { note: 'Seen.' }, from: { orderId: 'id' } },
    trigger: { id: 'order-created', happens: happens('order.created') },
  },
  medusa: {
    action: { id: 'get-order', from: { orderId: 'id' } },
    trigger: { id: 'orders-changed', happens: happens('order.placed') },
  },
  vendure: {
    action: { id: 'get-order', from: { orderId: 'id' } },
    trigger: { id: 'orders-changed', happens: happens('order.placed') },
  },
  square: {
    action: { id: 'list-locations' },
    trigger: { id: 'order-created', happens: happens('order.created') },
  },
  lightspeed: {
    signsIn: true,
    action: { id: 'list-outlets' },
    trigger: { id: 'sale-update', happens: happens('sale.update') },
  },
  odoo: {
    action: { id: 'find-product', input: MUG },
    trigger: { id: 'purchase-orders-confirmed', happens: happens('purchase.ordered') },
  },
  netsuite: {
    action: { id: 'upsert-customer', input: { externalId: 'WEB-7', firstName: 'Grace', lastName: 'Hopper' } },
    trigger: { id: 'orders-changed', happens: happens('salesOrder/create') },
  },
  erpnext: {
    action: { id: 'get-stock', input: { itemCode: 'HF-1010' } },
    trigger: {
      id: 'sales-orders-changed',
      happens: {
        does: [
          { action: 'find-or-create-customer', input: { email: 'ada@example.com', fullName: 'Ada Lovelace', isCompany: false } },
          {
            action: 'create-sales-order',
            input: {
              poNumber: '#1001',
              customer: 'Ada Lovelace',
              date: '2026-03-01',
              deliveryDate: '2026-03-04',
              currency: 'GBP',
              submit: true,
              lines: [{ itemCode: 'HF-1010', quantity: '2', rate: '12.50' }],
            },
          },
        ],
      },
    },
  },
  'business-central': {
    action: { id: 'find-items' },
    trigger: { id: 'sales-orders-changed', happens: happens('sales-order.created') },
  },
  'sap-business-one': {
    action: { id: 'find-items' },
    trigger: { id: 'sales-orders-changed', happens: happens('sales-order.created') },
  },
  dolibarr: {
    action: { id: 'find-products' },
    trigger: { id: 'orders-changed', happens: happens('order.created') },
  },
  tryton: {
    action: { id: 'get-stock', input: { code: 'HF-MUG-NAVY' } },
    trigger: {
      id: 'records-changed',
      options: { model: 'party.party', fields: ['name'] },
      happens: does('find-or-create-party', { email: 'ada@example.com', name: 'Ada Lovelace' }),
    },
  },
  xero: {
    config: { auth: 'custom-connection' },
    action: { id: 'list-accounts' },
    trigger: { id: 'invoices-changed', happens: happens('invoice.created') },
  },
  quickbooks: {
    signsIn: true,
    action: { id: 'list-accounts' },
    trigger: { id: 'customers-changed', happens: does('create-customer', { name: 'Ada Lovelace' }) },
  },
  stripe: {
    action: { id: 'find-payments' },
    trigger: { id: 'charge-succeeded', happens: happens('charge.succeeded') },
  },
  avalara: {
    action: {
      id: 'calculate-tax',
      input: {
        date: '2026-03-01',
        customerCode: 'SHOP-8123',
        currency: 'USD',
        from: { line1: '1 Pier Rd', city: 'Boston', region: 'MA', postalCode: '02110', country: 'US' },
        to: PLACE,
        lines: [{ number: '1', amount: '100.00', quantity: '2', itemCode: 'HF-1004' }],
      },
    },
  },
  shipengine: {
    action: { id: 'list-carriers' },
    trigger: {
      id: 'labels-created',
      happens: does('create-label', {
        reference: 'HF-1042-1',
        carrierId: 'se-1002',
        serviceCode: 'ups_ground',
        warehouseId: 'se-7001',
        to: { name: 'Ada Finch', ...PLACE },
        packages: [{ weight: { value: '800', unit: 'gram' } }],
      }),
    },
  },
  http: {
    signsIn: true,
    action: { id: 'get', from: { path: '"/items/" & id' } },
    trigger: {
      id: 'list',
      options: { path: '/items', key: 'id' },
      happens: does('post', { path: '/items', body: { sku: 'HF-MUG-NAVY' } }),
    },
  },
  graphql: {
    action: {
      id: 'query',
      input: { document: 'query ($id: ID!) { product(id: $id) { id sku } }' },
      from: { variables: '{ "id": id }' },
    },
    trigger: {
      id: 'list',
      options: { document: LIST, list: 'products', changedAt: 'updatedAt', sinceVariable: 'since', sizeVariable: 'first' },
      happens: does('mutate', {
        document: 'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } userErrors { message } } }',
        variables: { input: { sku: 'HF-MUG-NAVY', price: '12.50' } },
      }),
    },
  },
  'file-server': {
    action: { id: 'list-files', input: { folder: '/outbound' } },
    trigger: {
      id: 'files',
      options: { folder: '/outbound', format: 'csv', stableSeconds: 0 },
      // The partner's file of stock.
      happens: 'nothing',
    },
  },
  'pos-files': {
    action: {
      id: 'read-sales',
      input: {
        text: SALES,
        format: 'csv',
        dateFormat: 'DD.MM.YYYY',
        timeFormat: 'HH:mm:ss',
        values: {
          receipt: 'Receipt',
          businessDate: 'Date',
          time: 'Time',
          sku: 'Item',
          quantity: 'Quantity',
          unitPrice: 'Price',
          amount: 'Amount',
          tender: 'Tender',
          tenderAmount: 'Paid',
        },
        fixed: { store: 'WHI', currency: 'GBP', timeZone: 'Europe/London' },
      },
    },
    // Yesterday's files of the tills.
    trigger: { id: 'poslog-sales', options: { folder: '/poslog', pattern: 'WHI-*.xml', stableSeconds: 0 }, happens: 'nothing' },
  },
  sql: {
    action: { id: 'query', input: { sql: 'SELECT sku, price FROM prices WHERE sku = :sku' }, from: { parameters: '{ "sku": sku }' } },
    trigger: {
      id: 'rows',
      options: { table: 'prices', key: ['sku'], changed: 'updated_at', kind: 'time' },
      happens: does('upsert-rows', {
        table: 'prices',
        key: ['sku'],
        rows: [{ sku: 'HF-NEW', price: '9.99', currency: 'GBP', updated_at: '2026-03-02 09:00:00+00' }],
      }),
    },
  },
  edi: {
    action: { id: 'write-interchange', input: { messages: [{ type: '850', document: ORDER_850 }] } },
    // It calls nobody: a file carries what it writes to the partner's mailbox.
    carrier: {
      connector: 'file-server',
      action: 'write-file',
      from: { path: '"/inbound/" & fileName', text: 'text' },
      leaves: 'orders',
    },
  },
  s3: {
    action: { id: 'list-files', input: { folder: 'outbound' } },
    trigger: {
      id: 'files',
      options: { folder: 'outbound', format: 'csv', stableSeconds: 0 },
      happens: does('write-file', { path: 'outbound/new.csv', text: 'sku,available\r\nHF-MUG-NAVY,12\r\n' }),
    },
  },
  amqp: {
    action: {
      id: 'publish-with-id',
      input: { exchange: 'shop', routingKey: 'stock.changed', body: { sku: 'HF-MUG-NAVY', available: 12 } },
    },
    trigger: {
      id: 'messages',
      options: { queue: 'orders' },
      happens: { path: '/publish', body: { exchange: 'shop', routingKey: 'orders.created', body: { id: 17 } } },
    },
  },
  nats: {
    action: { id: 'publish', input: { subject: 'stock.changed', body: { sku: 'HF-MUG-NAVY', available: 12 } } },
    trigger: {
      id: 'messages',
      options: { stream: 'ORDERS', consumer: 'proof' },
      happens: { path: '/publish', body: { subject: 'orders.created', body: { id: 17 } } },
    },
  },
  email: {
    action: { id: 'send-mail', input: { to: ['ops@harbour-finch.example'], subject: 'Seen', text: 'A mail has come.' } },
    trigger: { id: 'mails', happens: happens('mail.arrived', { subject: 'Delivery note', text: 'Hello' }) },
  },
  kafka: {
    action: { id: 'publish', input: { topic: 'stock', body: { sku: 'HF-MUG-NAVY', available: 12 } } },
    trigger: {
      id: 'messages',
      options: { topics: ['orders'], group: 'proof' },
      happens: { path: '/append', body: { topic: 'orders', key: '17', body: { id: 17 } } },
    },
  },
  mqtt: {
    action: { id: 'publish', input: { topic: 'stores/LON-1/prices/A', body: { price: '12.50' } } },
    trigger: {
      id: 'messages',
      options: { topic: 'tills/+/sales', subscription: 'proof' },
      happens: { path: '/publish', body: { topic: 'tills/7/sales', body: { id: 17 } } },
    },
  },
}
