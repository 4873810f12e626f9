// Returns: made of what was shipped, processed when it came back, closed. Refusals recorded from a live store (2026-04) where there was one.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { findVariant } from '../catalogue/prices.ts'
import type { ResolverContext } from '../context.ts'
import { fulfillmentView } from '../fulfillment-view.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf, type View } from '../order-view.ts'
import { restock } from '../stock/movements.ts'
import { addLines } from './edits.ts'
import { storeRefund } from './refunds.ts'

export const REASONS: readonly SimulatorRecord[] = [
  'Unknown',
  'Unwanted',
  'Defective',
  'Wrong item',
  'Not as described',
  'Size was too small',
  'Size was too large',
  'Style',
  'Colour',
  'Other',
].map((name, index) => ({ id: index + 1, name, handle: name.toLowerCase().replaceAll(' ', '-'), deleted: name === 'Unknown' }))

interface ReturnInput {
  readonly orderId: string
  readonly unprocessed?: boolean | null
  readonly returnLineItems: readonly {
    readonly fulfillmentLineItemId: string
    readonly quantity: number
    readonly returnReasonDefinitionId?: string | null
    readonly returnReasonNote?: string | null
  }[]
  readonly exchangeLineItems?: readonly { readonly variantId?: string | null; readonly quantity: number }[] | null
}
interface ProcessInput {
  readonly returnId: string
  readonly returnLineItems?: readonly {
    readonly id: string
    readonly quantity: number
    readonly dispositions?:
      | readonly { readonly quantity: number; readonly locationId?: string | null; readonly dispositionType: string }[]
      | null
  }[]
  readonly exchangeLineItems?: readonly { readonly id: string; readonly quantity: number }[]
  readonly financialTransfer?: {
    readonly issueRefund?: {
      readonly orderTransactions: readonly { readonly parentId: string; readonly transactionAmount: { readonly amount: string } }[]
    } | null
  } | null
}

interface Refusal {
  readonly field: readonly string[]
  readonly message: string
  readonly code: string
}
export type Outcome = { readonly record: SimulatorRecord } | { readonly refusal: Refusal }

export interface ShippedLine {
  /** The global id of the fulfilment's line. */
  readonly id: string
  readonly view: View
  readonly line: SimulatorRecord
  readonly fulfillment: SimulatorRecord
  /** What of it can still come back. */
  readonly returnable: number
}

/** Every line of every parcel of an order, in their order. */
export function shippedLines(order: SimulatorRecord, records: SimulatorRecords): ShippedLine[] {
  const coming = records
    .list('return')
    .filter((one) => one['order_id'] === order['id'] && one['status'] !== 'canceled' && one['status'] !== 'declined')
    .flatMap((one) => recordsOf(one['return_line_items']))
  return records
    .list('fulfillment')
    .filter((fulfillment) => fulfillment['order_id'] === order['id'])
    .flatMap((fulfillment) => {
      const views = (fulfillmentView(fulfillment, order)['fulfillmentLineItems'] as (page: { first: number }) => { nodes: View[] })({
        first: 250,
      }).nodes
      return views.map((view) => {
        const id = String(view['id'])
        const lineId = numberOf(String((view['lineItem'] as View)['id']))
        const line = recordsOf(order['line_items']).find((one) => String(one['id']) === lineId) ?? {}
        const back = coming.filter((one) => one['fulfillment_line_item'] === id).reduce((sum, one) => sum + Number(one['quantity']), 0)
        return { id, view, line, fulfillment, returnable: Number(view['quantity']) - back }
      })
    })
}

export function createReturn(input: ReturnInput, status: 'open' | 'requested', context: ResolverContext): Outcome {
  const { records, at } = context
  const refused = (field: readonly string[], message: string, code: string): Outcome => ({
    refusal: { field: ['returnInput', ...field], message, code },
  })
  const order = records.get('order', numberOf(input.orderId))
  if (!order) return refused(['orderId'], 'Order not found.', 'NOT_FOUND')
  const shipped = shippedLines(order, records)
  const lines: SimulatorRecord[] = []
  for (const [index, line] of input.returnLineItems.entries()) {
    const field = ['returnLineItems', String(index)]
    const known = shipped.find(({ id }) => id === line.fulfillmentLineItemId)
    if (!known) return refused([...field, 'fulfillmentLineItemId'], 'Return line items fulfillment line item is not found.', 'NOT_FOUND')
    if (line.quantity > known.returnable) {
      return refused([...field, 'quantity'], 'Return line items quantity is not available for return.', 'INVALID')
    }
    const reason = REASONS.find(({ id }) => line.returnReasonDefinitionId === gidOf('ReturnReasonDefinition', id))
    if (!reason) return refused(field, 'Return line items Either return reason or return reason definition must be provided', 'NOT_FOUND')
    if (reason['name'] === 'Other' && !line.returnReasonNote) {
      return refused(
        [...field, 'returnReasonNote'],
        'Return line items return reason note The note is required when the return reason is "Other"',
        'BLANK',
      )
    }
    lines.push({
      id: records.nextId('_return_line', 23_190_000_000_001),
      fulfillment_line_item: known.id,
      line_item_id: known.line['id'] as number,
      quantity: line.quantity,
      processed: input.unprocessed === true || status === 'requested' ? 0 : line.quantity,
      reason: reason['id'] as number,
      note: line.returnReasonNote ?? '',
      dispositions: [],
    })
  }
  const exchange: SimulatorRecord[] = []
  for (const [index, line] of (input.exchangeLineItems ?? []).entries()) {
    if (!findVariant(numberOf(line.variantId ?? ''), records)) {
      return refused(['exchangeLineItems', String(index), 'variantId'], 'Exchange line items variant is not found.', 'NOT_FOUND')
    }
    exchange.push({ id: records.nextId('_exchange_line', 412_000_001), variant: line.variantId, quantity: line.quantity, processed: 0 })
  }
  const id = records.nextId('return', 15_264_000_001)
  const count = records.list('return').filter((one) => one['order_id'] === order['id']).length + 1
  const made = {
    id,
    admin_graphql_api_id: gidOf('Return', id),
    name: `${String(order['name'])}-R${count}`,
    order_id: order['id'] as number,
    status,
    created_at: at(),
    closed_at: null,
    return_line_items: lines,
    exchange_line_items: exchange,
  }
  records.put('return', id, made)
  touchOrder(made.order_id, context)
  return { record: made }
}

export function processReturn(input: ProcessInput, context: ResolverContext): Outcome {
  const { records } = context
  const refused = (field: readonly string[], message: string, code: string): Outcome => ({
    refusal: { field: ['input', ...field], message, code },
  })
  const found = records.get('return', numberOf(input.returnId))
  const order = found && records.get('order', String(found['order_id']))
  if (!found || !order) return refused(['returnId'], 'Return not found.', 'NOT_FOUND')
  if (found['status'] !== 'open') return refused(['returnId'], 'Return is not open.', 'INVALID_STATE')
  for (const [index, { id, quantity }] of (input.returnLineItems ?? []).entries()) {
    const line = recordsOf(found['return_line_items']).find((one) => gidOf('ReturnLineItem', one['id']) === id)
    const field = ['returnLineItems', String(index)]
    if (!line) return refused([...field, 'id'], 'Return line item not found.', 'NOT_FOUND')
    if (quantity > Number(line['quantity']) - Number(line['processed'])) {
      return refused([...field, 'quantity'], 'Quantity is greater than the unprocessed quantity.', 'INVALID')
    }
  }
  const lines = recordsOf(found['return_line_items']).map((line) => processLine(line, input, order, context))
  const exchange = recordsOf(found['exchange_line_items']).map((line): SimulatorRecord => {
    const asked = (input.exchangeLineItems ?? []).find(({ id }) => id === gidOf('ExchangeLineItem', line['id']))
    return asked ? { ...line, processed: Number(line['processed']) + asked.quantity } : line
  })
  const sent = sendInstead(recordsOf(found['exchange_line_items']), exchange, order, context)
  refundFor(found, input, context)
  const changed = { ...found, return_line_items: lines, exchange_line_items: sent }
  records.put('return', String(found['id']), changed)
  touchOrder(found['order_id'], context)
  return { record: changed }
}

function processLine(
  line: SimulatorRecord,
  input: ProcessInput,
  order: SimulatorRecord,
  { records, at }: ResolverContext,
): SimulatorRecord {
  const asked = (input.returnLineItems ?? []).find(({ id }) => id === gidOf('ReturnLineItem', line['id']))
  if (!asked) return line
  for (const { dispositionType, locationId, quantity } of asked.dispositions ?? []) {
    const sold = recordsOf(order['line_items']).find((one) => one['id'] === line['line_item_id'])
    if (dispositionType === 'RESTOCKED' && sold)
      restock(records, at(), [{ line: sold, quantity, location: Number(numberOf(locationId ?? '')) }])
  }
  return {
    ...line,
    processed: Number(line['processed']) + asked.quantity,
    dispositions: [
      ...recordsOf(line['dispositions']),
      ...(asked.dispositions ?? []).map(({ quantity, dispositionType, locationId }) => ({
        id: records.nextId('_disposition'),
        quantity,
        type: dispositionType,
        location: locationId == null ? null : Number(numberOf(locationId)),
      })),
    ],
  }
}

/** What is sent instead becomes lines of the order, to be shipped; the exchange names them. */
function sendInstead(
  before: readonly SimulatorRecord[],
  after: readonly SimulatorRecord[],
  order: SimulatorRecord,
  context: ResolverContext,
): readonly SimulatorRecord[] {
  return after.map((line, index) => {
    const quantity = Number(line['processed']) - Number(before[index]?.['processed'] ?? 0)
    const found = findVariant(numberOf(String(line['variant'])), context.records)
    if (quantity === 0 || !found) return line
    const now = context.records.get('order', String(order['id'])) ?? order
    const { line_items: lines } = addLines(
      now,
      [
        {
          sku: found.variant['sku'] as string,
          title: found.product['title'] as string,
          price: found.variant['price'] as string,
          quantity,
          variant_id: found.variant['id'] as number,
        },
      ],
      context,
    )
    return { ...line, order_lines: [...((line['order_lines'] ?? []) as number[]), recordsOf(lines).at(-1)?.['id'] as number] }
  })
}

function refundFor(found: SimulatorRecord, input: ProcessInput, context: ResolverContext): void {
  const { records } = context
  const transactions = input.financialTransfer?.issueRefund?.orderTransactions ?? []
  const order = records.get('order', String(found['order_id']))
  const lines = (input.returnLineItems ?? []).flatMap(({ id, quantity }) => {
    const line = recordsOf(found['return_line_items']).find((one) => gidOf('ReturnLineItem', one['id']) === id)
    return line ? [{ lineItemId: gidOf('LineItem', line['line_item_id']), quantity, restockType: 'NO_RESTOCK' }] : []
  })
  if (!order || (transactions.length === 0 && lines.length === 0)) return
  const refund = storeRefund(
    order,
    {
      refundLineItems: lines,
      transactions: transactions.map(({ parentId, transactionAmount }) => ({
        amount: transactionAmount.amount,
        parentId,
        gateway: 'shopify_payments',
      })),
    },
    context,
  )
  records.put('refund', String(refund['id']), {
    ...refund,
    return: { id: found['id'] as number, admin_graphql_api_id: gidOf('Return', found['id']) },
  })
}

/** An order changes when one of its returns does. */
export function touchOrder(id: unknown, { records, at }: ResolverContext): void {
  const order = records.get('order', String(id))
  if (order) records.put('order', String(id), { ...order, updated_at: at() })
}

export function closeReturn(id: string, context: ResolverContext): Outcome {
  const { records, at } = context
  const found = records.get('return', numberOf(id))
  if (!found) return { refusal: { field: ['id'], message: 'Return not found.', code: 'NOT_FOUND' } }
  if (found['status'] !== 'open') return { refusal: { field: ['id'], message: 'Return is not open.', code: 'INVALID_STATE' } }
  const closed = { ...found, status: 'closed', closed_at: at() }
  records.put('return', String(found['id']), closed)
  touchOrder(found['order_id'], context)
  return { record: closed }
}

/** What returns/request, returns/approve and returns/close tell. */
export function returnPayload(event: string, found: SimulatorRecord): SimulatorRecord {
  const { id, admin_graphql_api_id, status } = found
  const named = { id, admin_graphql_api_id, status } as SimulatorRecord
  const order = { id: found['order_id'] as number, admin_graphql_api_id: gidOf('Order', found['order_id']) }
  if (event === 'returns/decline') return { ...named, order, decline: { reason: 'return_period_ended', note: '' } }
  if (event !== 'returns/request' && event !== 'returns/approve') return { ...named, order_id: order.id }
  return {
    ...named,
    // Shopify leaves it empty here.
    name: null,
    order,
    total_return_line_items: recordsOf(found['return_line_items']).length,
    return_line_items: [],
    return_shipping_fees: [],
    exchange_line_items: [],
    total_exchange_line_items: recordsOf(found['exchange_line_items']).length,
  }
}
