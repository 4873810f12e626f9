// The work that the workbench is measured with: a mapping of many rows, and orders of about 20 KB as its samples.
import { readFileSync } from 'node:fs'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import { ROOT } from './processes.ts'

const PATHS = [
  'name',
  'customer.email',
  'billing_address.city',
  '$string(id)',
  'customer.first_name & " " & customer.last_name',
  'total_price',
]
const LINE_FIELDS = 12

/** Mostly plain paths, some texts put together, a list of lines with twelve fields. */
export function largeMapping(count: number): MappingRow[] {
  const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
  const fields = Array.from({ length: count - LINE_FIELDS - 1 }, (_, i) =>
    row(`group${i % 20}.field${i}`, PATHS[i % PATHS.length] ?? 'name'),
  )
  const lines = Array.from({ length: LINE_FIELDS }, (_, i) => row(`field${i}`, i % 2 ? 'sku' : '$multiply(price, quantity)'))
  return [...fields, { target: 'lines', rule: { kind: 'each', items: 'line_items', rows: lines } }]
}

/** A Shopify order with as many lines as make it about 20 KB. */
export function largeOrder(number: number): unknown {
  const order = JSON.parse(readFileSync(`${ROOT}templates/shopify-order-to-erp/samples/simple.json`, 'utf8')) as {
    line_items: readonly Record<string, unknown>[]
  }
  const lines = [...order.line_items]
  while (JSON.stringify({ ...order, line_items: lines }).length < 20_000) lines.push({ ...order.line_items[0], sku: `SKU-${lines.length}` })
  return { ...order, name: `#${number}`, line_items: lines }
}

export function flowWith(rows: readonly MappingRow[]): FlowDocument {
  const flow = newFlow('Measured')
  return {
    ...flow,
    nodes: { ...flow.nodes, 'map-it': { kind: 'map', label: 'Map it', config: { rows: [...rows] } } },
    edges: [{ from: 'start', port: 'out', to: 'map-it' }],
  }
}
