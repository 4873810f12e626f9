// Staff edits an order in the admin, and Shopify tells what changed of it.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { editOrder } from './edits.ts'

/**
 * `{ "lines": [{ "sku": "HF-TOTE", "quantity": 2 }], "discounts": [{ "sku": "HF-TOTE", "amount": "3.00" }], "shipping": { "title": "Express", "price": "9.95" } }`. Quantities are what
 * the order shall have; `"shipping": null` takes the delivery off. Nothing said: one more of the first line. A payload as Shopify sends it raises and lowers the lines that it names.
 */
export function editByHand(
  order: SimulatorRecord,
  payload: SimulatorRecord,
  context: ResolverContext,
): { readonly record: SimulatorRecord; readonly told: SimulatorRecord } {
  const lines = recordsOf(order['line_items'])
  const lineOf = (sku: unknown) => lines.find((line) => line['sku'] === sku && Number(line['current_quantity']) > 0)
  const quantities: Record<string, number> = {}
  const added: SimulatorRecord[] = []
  for (const { sku, quantity, ...more } of recordsOf(payload['lines'])) {
    const line = lineOf(sku)
    if (line) quantities[String(line['id'])] = Number(quantity)
    else added.push({ ...more, sku: sku as string, quantity: Number(quantity) })
  }
  const sent = isRecord(payload['order_edit']) ? payload['order_edit'] : {}
  const changes = isRecord(sent['line_items']) ? sent['line_items'] : {}
  for (const [list, sign] of [['additions', 1] as const, ['removals', -1] as const]) {
    for (const { id, delta } of recordsOf(changes[list])) {
      const line = lines.find((one) => String(one['id']) === String(id))
      if (line) quantities[String(line['id'])] = Math.max(0, Number(line['current_quantity']) + sign * Number(delta))
    }
  }
  const discounts = Object.fromEntries(
    recordsOf(payload['discounts']).flatMap(({ sku, amount }) => {
      const line = lineOf(sku)
      return line ? [[String(line['id']), String(amount)]] : []
    }),
  )
  const given: unknown = payload['shipping']
  const shipping = isRecord(given) ? (given as SimulatorRecord) : given === null ? null : undefined
  const isNothing = [...Object.keys(quantities), ...added, ...Object.keys(discounts)].length === 0 && shipping === undefined
  const [first] = lines
  if (isNothing && first) quantities[String(first['id'])] = Number(first['current_quantity']) + 1
  const record = editOrder(order, { quantities, added, discounts, ...(shipping !== undefined && { shipping }) }, context)
  return { record, told: editPayload(order, record, context.records.nextId('_told_edit', 112_432_900_001), context.at()) }
}

function editPayload(before: SimulatorRecord, after: SimulatorRecord, id: number, at: string): SimulatorRecord {
  const had = new Map(recordsOf(before['line_items']).map((line) => [line['id'] as unknown, Number(line['current_quantity'])]))
  const deltas = recordsOf(after['line_items']).map((line) => ({
    id: line['id'] as number,
    delta: Number(line['current_quantity']) - (had.get(line['id']) ?? 0),
  }))
  return {
    order_edit: {
      id,
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: after['id'] as number,
      staff_note: '',
      user_id: 98_110_022_001,
      line_items: {
        additions: deltas.filter(({ delta }) => delta > 0),
        removals: deltas.filter(({ delta }) => delta < 0).map((one) => ({ id: one.id, delta: -one.delta })),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }
}
