// The root field for Shopify Payments.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { gidOf, instant, keyOf, type View } from '../order-view.ts'
import { compareTime, matchesTerms } from '../search-terms.ts'

interface ListArguments extends PageArguments {
  readonly query?: string | null
}

export function paymentsRoot({ records, shop }: ResolverContext): View {
  const payoutOf = (movement: SimulatorRecord) => records.get('payout', String(movement['payout_id']))
  return {
    shopifyPaymentsAccount: () => ({
      __typename: 'ShopifyPaymentsAccount',
      id: gidOf('ShopifyPaymentsAccount', shop.id),
      activated: true,
      balance: [{ amount: '0.0', currencyCode: shop.currency }],
      payouts: (args: ListArguments) =>
        pageOf(
          records
            .list('payout')
            .filter((payout) =>
              matchesTerms(args.query, {
                hasField: (field, comparator, value) =>
                  field === 'issued_at' ? compareTime(payout['issued_at'], comparator, value) : undefined,
                hasWord: () => true,
              }),
            )
            .map(payoutView),
          keyOf,
          args,
        ),
      balanceTransactions: (args: ListArguments) =>
        pageOf(
          records
            .list('balance_transaction')
            .filter((movement) => matchesMovement(movement, args.query))
            .map((movement) => movementView(movement, payoutOf(movement))),
          keyOf,
          args,
        ),
    }),
  }
}

const matchesMovement = (movement: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      if (field === 'payments_transfer_id') return String(movement['payout_id']) === value
      return field === 'processed_at' ? compareTime(movement['processed_at'], comparator, value) : undefined
    },
    hasWord: () => true,
  })

function money(record: SimulatorRecord, member: string): View {
  const amount = new Decimal(String(record[member] ?? '0'))
  return { amount: amount.isInteger() ? amount.toFixed(1) : amount.toFixed(), currencyCode: record['currency'] }
}

function payoutView(payout: SimulatorRecord): View {
  const nothing = money(payout, 'nothing')
  return {
    __typename: 'ShopifyPaymentsPayout',
    id: gidOf('ShopifyPaymentsPayout', payout['id']),
    legacyResourceId: String(payout['id']),
    issuedAt: instant(payout['issued_at']),
    status: String(payout['status']).toUpperCase(),
    transactionType: 'DEPOSIT',
    externalTraceId: null,
    net: money(payout, 'net'),
    summary: {
      chargesGross: money(payout, 'charges_gross'),
      chargesFee: money(payout, 'charges_fee'),
      refundsFeeGross: money(payout, 'refunds_gross'),
      refundsFee: money(payout, 'refunds_fee'),
      adjustmentsGross: nothing,
      adjustmentsFee: nothing,
      reservedFundsGross: nothing,
      reservedFundsFee: nothing,
    },
  }
}

const movementView = (movement: SimulatorRecord, payout: SimulatorRecord | undefined): View => ({
  __typename: 'ShopifyPaymentsBalanceTransaction',
  id: gidOf('ShopifyPaymentsBalanceTransaction', movement['id']),
  type: movement['type'],
  test: false,
  transactionDate: instant(movement['processed_at']),
  amount: money(movement, 'amount'),
  fee: money(movement, 'fee'),
  net: money(movement, 'net'),
  sourceType: movement['type'],
  sourceId: String(movement['id']),
  sourceOrderTransactionId: String(movement['source_order_transaction_id']),
  adjustmentReason: null,
  associatedOrder: { id: gidOf('Order', movement['order_id']), name: movement['order_name'] },
  associatedPayout: payout
    ? { id: gidOf('ShopifyPaymentsPayout', payout['id']), status: String(payout['status']).toUpperCase() }
    : { id: null, status: null },
})
