// What Shopify Payments pays out: what came in by card and was given back since the last payout, each with its fee.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf } from '../order-view.ts'
import { saleViews } from '../transactions.ts'

const RATE = new Decimal('0.015')
const FIXED = new Decimal('0.25')

/** Pays out what is not paid out yet; answers the payout. */
export function payOut(payload: SimulatorRecord, { records, shop, at }: ResolverContext): SimulatorRecord {
  const known = new Set(records.list('balance_transaction').map((one) => String(one['source_order_transaction_id'])))
  const id = records.nextId('payout', 118_000_000_001)
  const parts = records.list('order').flatMap((order) => [...chargesOf(order), ...refundsOf(order)])
  const moved = parts
    .filter((part) => !known.has(part.transaction))
    .map(({ order, transaction, type, amount }) => {
      const fee = type === 'CHARGE' ? amount.times(RATE).plus(FIXED).toDecimalPlaces(2) : new Decimal(0)
      const movement = {
        id: records.nextId('balance_transaction', 3_412_000_000_001),
        payout_id: id,
        type,
        order_id: order['id'] as number,
        order_name: order['name'] as string,
        source_order_transaction_id: transaction,
        amount: amount.toFixed(2),
        fee: fee.toFixed(2),
        net: amount.minus(fee).toFixed(2),
        currency: order['currency'] as string,
        processed_at: at(),
      }
      records.put('balance_transaction', movement.id, movement)
      return movement
    })
  const sum = (member: 'amount' | 'fee' | 'net', type?: string): string =>
    moved
      .filter((one) => type === undefined || one.type === type)
      .reduce<Decimal>((total, one) => total.plus(one[member]), new Decimal(0))
      .toFixed(2)
  const payout = {
    id,
    issued_at: at(),
    status: 'scheduled',
    currency: shop.currency,
    net: sum('net'),
    charges_gross: sum('amount', 'CHARGE'),
    charges_fee: sum('fee', 'CHARGE'),
    refunds_gross: sum('amount', 'REFUND'),
    refunds_fee: sum('fee', 'REFUND'),
    ...payload,
  }
  records.put('payout', id, payout)
  return { ...payout, admin_graphql_api_id: gidOf('ShopifyPaymentsPayout', id) }
}

/** The bank has it. */
export function payoutPaid(payload: SimulatorRecord, { records }: ResolverContext): SimulatorRecord {
  const payout = records.list('payout').findLast((one) => payload['id'] === undefined || String(one['id']) === String(payload['id']))
  if (!payout) throw new Error('The simulated shop has no payout. Make one with payouts/create first.')
  const paid = { ...payout, status: 'paid' }
  records.put('payout', String(payout['id']), paid)
  return { ...paid, admin_graphql_api_id: gidOf('ShopifyPaymentsPayout', payout['id']) }
}

interface Part {
  readonly order: SimulatorRecord
  readonly transaction: string
  readonly type: 'CHARGE' | 'REFUND'
  readonly amount: Decimal
}

const chargesOf = (order: SimulatorRecord): Part[] =>
  order['financial_status'] === 'pending'
    ? []
    : saleViews(order)
        .filter((sale) => sale['gateway'] === 'shopify_payments')
        .map((sale) => ({
          order,
          transaction: numberOf(String(sale['id'])),
          type: 'CHARGE',
          amount: new Decimal((sale['amountSet'] as { shopMoney: { amount: string } }).shopMoney.amount),
        }))

const refundsOf = (order: SimulatorRecord): Part[] =>
  recordsOf(order['refunds'])
    .flatMap((refund) => recordsOf(refund['transactions']))
    .filter(({ gateway, status }) => gateway === 'shopify_payments' && status === 'success')
    .map((transaction) => ({
      order,
      transaction: String(transaction['id']),
      type: 'REFUND',
      amount: new Decimal(String(transaction['amount'])).negated(),
    }))
