// Money that goes back: a refund of a payment, and goods that come back to the till, which are an order with returns and a refund.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { moveCash } from './drawers.ts'
import { invalid, missing } from './refusal.ts'
import { inCash } from './sales.ts'
import { amountIn, gbp, idOf, takeFromStock } from './stock.ts'

export function refundPayment(records: SimulatorRecords, body: SimulatorRecord, now: Date): SimulatorRecord {
  const payment = records.get('payments', String(body['payment_id']))
  if (!payment) throw missing('Payment', String(body['payment_id']))
  const amount = isRecord(body['amount_money']) ? Number(body['amount_money']['amount']) : NaN
  const paid = amountIn(payment['total_money'])
  const before = amountIn(payment['refunded_money'])
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw invalid('INVALID_VALUE', 'Amount must be greater than zero.', 'amount_money.amount')
  if (before + amount > paid)
    throw invalid('REFUND_AMOUNT_INVALID', 'The requested refund amount exceeds the amount available to refund.', 'amount_money.amount')
  const at = now.toISOString()
  const sequence = records.nextId('_refund')
  const refund = {
    id: `${String(payment['id'])}_${idOf('R', sequence)}`,
    status: 'PENDING',
    amount_money: gbp(amount),
    payment_id: payment['id'],
    order_id: idOf('RETURN', sequence),
    location_id: payment['location_id'],
    created_at: at,
    updated_at: at,
    ...(typeof body['reason'] === 'string' && { reason: body['reason'] }),
  }
  records.put('refunds', refund.id, refund)
  records.put('payments', String(payment['id']), { ...payment, refunded_money: gbp(before + amount), updated_at: at })
  return refund
}

/** The bank has answered. */
export function finishRefund(records: SimulatorRecords, refund: SimulatorRecord, now: Date): SimulatorRecord {
  const finished = { ...refund, status: 'COMPLETED', updated_at: now.toISOString() }
  records.put('refunds', String(refund['id']), finished)
  return finished
}

/** Takes lines of a sale back, with what was paid for them, the way it was paid. `indexes` are those of its lines. */
export function takeBack(records: SimulatorRecords, sale: SimulatorRecord, indexes: readonly number[], now: Date) {
  const at = now.toISOString()
  const location = String(sale['location_id'])
  const sold = (sale['line_items'] as SimulatorRecord[]).filter((_, index) => indexes.includes(index))
  const sum = (member: string) => sold.reduce((total, line) => total + amountIn(line[member]), 0)
  const payment = records.find('payments', (one) => one['order_id'] === sale['id'])
  const isCash = payment?.['source_type'] === 'CASH'
  const goods = sum('total_money')
  const amount = isCash ? inCash(goods) : goods
  const refund = refundPayment(records, { payment_id: payment?.['id'], amount_money: gbp(amount), reason: 'Returned goods' }, now)
  const amounts = {
    total_money: gbp(amount),
    tax_money: gbp(sum('total_tax_money')),
    discount_money: gbp(0),
    tip_money: gbp(0),
    service_charge_money: gbp(0),
  }
  const order: SimulatorRecord = {
    id: refund['order_id'],
    location_id: location,
    source: { name: 'Square Point of Sale' },
    state: 'COMPLETED',
    version: 4,
    created_at: at,
    updated_at: at,
    closed_at: at,
    returns: [
      {
        uid: 'return',
        source_order_id: sale['id'],
        return_line_items: sold.map(returnLine),
        ...(amount !== goods && {
          rounding_adjustment: { uid: 'rounding', name: 'Cash rounding', amount_money: gbp(amount - goods) },
        }),
        return_amounts: amounts,
      },
    ],
    return_amounts: amounts,
    net_amounts: Object.fromEntries(Object.entries(amounts).map(([name, { amount: value }]) => [name, gbp(0 - value)])),
    refunds: [
      {
        id: refund['id'],
        location_id: location,
        transaction_id: refund['order_id'],
        tender_id: payment?.['id'],
        created_at: at,
        reason: refund['reason'] as string,
        amount_money: gbp(amount),
        status: 'APPROVED',
      },
    ],
    total_money: gbp(0),
    total_tax_money: gbp(0),
    total_discount_money: gbp(0),
    total_tip_money: gbp(0),
    total_service_charge_money: gbp(0),
    net_amount_due_money: gbp(0),
  }
  records.put('orders', String(order['id']), order)
  for (const line of sold) takeFromStock(records, line['catalog_object_id'], location, -Number(line['quantity']), at)
  if (isCash) moveCash(records, location, 'refund', amount, at)
  return { order, refund }
}

const returnLine = (line: SimulatorRecord, index: number): SimulatorRecord => ({
  uid: `return-${index + 1}`,
  source_line_item_uid: line['uid'],
  name: line['name'],
  variation_name: line['variation_name'],
  quantity: line['quantity'],
  ...(line['catalog_object_id'] !== undefined && {
    catalog_object_id: line['catalog_object_id'],
    catalog_version: line['catalog_version'],
  }),
  item_type: line['item_type'],
  base_price_money: line['base_price_money'],
  variation_total_price_money: line['variation_total_price_money'],
  gross_return_money: line['gross_sales_money'],
  total_discount_money: line['total_discount_money'],
  total_tax_money: line['total_tax_money'],
  total_money: line['total_money'],
})
