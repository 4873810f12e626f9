// The work that is measured: an order, and 25 fields of it for an ERP, as mapping rows and by hand.
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'

const FIELDS: readonly (readonly [string, string])[] = [
  ['reference', 'name'],
  ['externalId', '$string(id)'],
  ['date', 'processed_at'],
  ['currency', 'currency'],
  ['taxIncluded', 'taxes_included'],
  ['total', 'total_price'],
  ['totalTax', 'total_tax'],
  ['subtotal', 'subtotal_price'],
  ['discounts', 'total_discounts'],
  ['status', '$uppercase(financial_status)'],
  ['tender', 'payment_gateway_names[0]'],
  ['channel', 'source_name = "pos" ? "store" : "web"'],
  ['customer.id', '$string(customer.id)'],
  ['customer.name', 'customer.first_name & " " & customer.last_name'],
  ['customer.email', '$lowercase(customer.email)'],
  ['shipTo.name', 'shipping_address.name'],
  ['shipTo.street', 'shipping_address.address1'],
  ['shipTo.city', 'shipping_address.city'],
  ['shipTo.zip', 'shipping_address.zip'],
  ['shipTo.country', 'shipping_address.country_code'],
]
const LINE_FIELDS: readonly (readonly [string, string])[] = [
  ['sku', 'sku'],
  ['text', 'name'],
  ['quantity', 'quantity'],
  ['price', 'price'],
]

const row = ([target, expression]: readonly [string, string]): MappingRow => ({ target, rule: { kind: 'expression', expression } })

export const ROWS: readonly MappingRow[] = [
  ...FIELDS.map(row),
  { target: 'lines', rule: { kind: 'each', items: 'line_items', rows: LINE_FIELDS.map(row) } },
]

/** Webhook -> map -> POST to a path of the sink. */
export const flowTo = (path: string): FlowDocument => ({
  formatVersion: 1,
  name: `Bench order to ${path}`,
  slots: { api: { connector: 'http', label: 'API' } },
  nodes: {
    received: { kind: 'trigger', label: 'Order received', config: { type: 'webhook', slot: 'api', event: 'webhook' } },
    map: { kind: 'map', label: 'Map order', config: { rows: [...ROWS] } },
    wrap: { kind: 'map', label: 'As a request', config: { rows: [row(['path', JSON.stringify(path)]), row(['body', '$'])] } },
    post: { kind: 'call', label: 'Post order', config: { slot: 'api', action: 'post-with-key' } },
  },
  edges: [
    { from: 'received', port: 'out', to: 'map' },
    { from: 'map', port: 'out', to: 'wrap' },
    { from: 'wrap', port: 'out', to: 'post' },
  ],
  layout: { nodes: {} },
})

export const FLOW: FlowDocument = flowTo('/orders')

interface Order {
  readonly [key: string]: unknown
  readonly customer?: { readonly id: number; readonly first_name: string; readonly last_name: string; readonly email: string } | null
  readonly shipping_address?: {
    readonly name: string
    readonly address1: string
    readonly city: string
    readonly zip: string
    readonly country_code: string
  } | null
  readonly line_items?: readonly { readonly sku: string; readonly name: string; readonly quantity: number; readonly price: string }[]
  readonly payment_gateway_names?: readonly string[]
}

/** The same 25 fields by hand. */
export function mapByHand(order: Order): unknown {
  const { customer, shipping_address: address } = order
  return {
    reference: order['name'],
    externalId: String(order['id']),
    date: order['processed_at'],
    currency: order['currency'],
    taxIncluded: order['taxes_included'],
    total: order['total_price'],
    totalTax: order['total_tax'],
    subtotal: order['subtotal_price'],
    discounts: order['total_discounts'],
    status: String(order['financial_status']).toUpperCase(),
    tender: order.payment_gateway_names?.[0],
    channel: order['source_name'] === 'pos' ? 'store' : 'web',
    customer: customer && {
      id: String(customer.id),
      name: `${customer.first_name} ${customer.last_name}`,
      email: customer.email.toLowerCase(),
    },
    shipTo: address && {
      name: address.name,
      street: address.address1,
      city: address.city,
      zip: address.zip,
      country: address.country_code,
    },
    lines: order.line_items?.map((line) => ({ sku: line.sku, text: line.name, quantity: line.quantity, price: line.price })),
  }
}
