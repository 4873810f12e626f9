// The root fields for returns, and how a return is shown.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { fulfillmentView, locationView } from '../fulfillment-view.ts'
import { findVariant } from '../catalogue/prices.ts'
import { recordsOf, setOf, VAT_RATE } from '../order-lines.ts'
import { gidOf, instant, keyOf, lineViews, moneyBag, orderView, upper, type View } from '../order-view.ts'
import { refundView, suggestRefund } from './refunds.ts'
import { closeReturn, createReturn, processReturn, REASONS, shippedLines, type Outcome } from './returns.ts'

export function returnsRoot(context: ResolverContext): View {
  const { records } = context
  const answer = (outcome: Outcome): View =>
    'refusal' in outcome ? { return: null, userErrors: [outcome.refusal] } : { return: returnView(outcome.record, context), userErrors: [] }
  return {
    return({ id }: { readonly id: string }) {
      const found = records.get('return', numberOf(id))
      return found ? returnView(found, context) : null
    },
    returnableFulfillments(args: PageArguments & { readonly orderId: string }) {
      const order = records.get('order', numberOf(args.orderId))
      const lines = order ? shippedLines(order, records).filter(({ returnable }) => returnable > 0) : []
      const parcels = [...Map.groupBy(lines, ({ fulfillment }) => fulfillment)].map(([fulfillment, parts]) => ({
        id: gidOf('ReturnableFulfillment', fulfillment['id']),
        fulfillment: fulfillmentView(fulfillment, order ?? {}),
        returnableFulfillmentLineItems: {
          nodes: parts.map(({ view, returnable }) => ({ quantity: returnable, fulfillmentLineItem: view })),
        },
      }))
      return pageOf(parcels, keyOf, args)
    },
    returnReasonDefinitions: (args: PageArguments) => pageOf(REASONS.map(reasonView), keyOf, args),
    returnCreate: ({ returnInput }: { readonly returnInput: Parameters<typeof createReturn>[0] }) =>
      answer(records.atomically(() => createReturn(returnInput, 'open', context))),
    returnProcess: ({ input }: { readonly input: Parameters<typeof processReturn>[0] }) =>
      answer(records.atomically(() => processReturn(input, context))),
    returnClose: ({ id }: { readonly id: string }) => answer(records.atomically(() => closeReturn(id, context))),
  }
}

const reasonView = (reason: SimulatorRecord): View => ({
  ...reason,
  __typename: 'ReturnReasonDefinition',
  id: gidOf('ReturnReasonDefinition', reason['id']),
})

export function returnView(found: SimulatorRecord, context: Pick<ResolverContext, 'records'>): View {
  const { records } = context
  const order = records.get('order', String(found['order_id'])) ?? {}
  const shipped = shippedLines(order, records)
  const partOf = (line: SimulatorRecord): View | undefined => shipped.find(({ id }) => id === line['fulfillment_line_item'])?.view
  const lines = recordsOf(found['return_line_items'])
  const left = (line: SimulatorRecord): number => Number(line['quantity']) - Number(line['processed'])
  return {
    __typename: 'Return',
    id: gidOf('Return', found['id']),
    name: found['name'],
    status: upper(found['status']),
    createdAt: instant(found['created_at']),
    closedAt: instant(found['closed_at']),
    totalQuantity: lines.reduce((sum, line) => sum + Number(line['quantity']), 0),
    order: () => orderView(order, records),
    returnLineItems: (page: PageArguments) =>
      pageOf(
        lines.map((line) => ({
          __typename: 'ReturnLineItem',
          id: gidOf('ReturnLineItem', line['id']),
          quantity: line['quantity'],
          processableQuantity: found['status'] === 'open' ? left(line) : 0,
          processedQuantity: line['processed'],
          unprocessedQuantity: left(line),
          returnReasonNote: line['note'],
          customerNote: null,
          returnReasonDefinition: REASONS.filter(({ id }) => id === line['reason']).map(reasonView)[0] ?? null,
          fulfillmentLineItem: partOf(line),
        })),
        keyOf,
        page,
      ),
    exchangeLineItems: (page: PageArguments) =>
      pageOf(
        recordsOf(found['exchange_line_items']).map((line) => ({
          __typename: 'ExchangeLineItem',
          id: gidOf('ExchangeLineItem', line['id']),
          quantity: line['quantity'],
          processableQuantity: found['status'] === 'open' ? left(line) : 0,
          processedQuantity: line['processed'],
          unprocessedQuantity: left(line),
          variantId: line['variant'],
          lineItems: lineViews(order).filter(({ id }) =>
            ((line['order_lines'] ?? []) as number[]).some((one) => gidOf('LineItem', one) === id),
          ),
        })),
        keyOf,
        page,
      ),
    refunds: (page: PageArguments) =>
      pageOf(
        records
          .list('refund')
          .filter((refund) => refund['return']?.id === found['id'])
          .map((refund) => refundView(refund, records)),
        keyOf,
        page,
      ),
    reverseFulfillmentOrders: (page: PageArguments) =>
      pageOf(
        found['status'] === 'requested'
          ? []
          : [
              {
                __typename: 'ReverseFulfillmentOrder',
                id: gidOf('ReverseFulfillmentOrder', found['id']),
                lineItems: {
                  nodes: lines.map((line) => ({
                    id: gidOf('ReverseFulfillmentOrderLineItem', line['id']),
                    totalQuantity: line['quantity'],
                    fulfillmentLineItem: partOf(line) ?? null,
                    dispositions: recordsOf(line['dispositions']).map((one) => ({
                      id: gidOf('ReverseFulfillmentOrderDisposition', one['id']),
                      quantity: one['quantity'],
                      type: one['type'],
                      location: locationView(one['location']),
                    })),
                  })),
                },
              },
            ],
        keyOf,
        page,
      ),
    suggestedFinancialOutcome({
      returnLineItems,
      exchangeLineItems,
    }: {
      readonly returnLineItems: readonly { readonly id: string; readonly quantity: number }[]
      readonly exchangeLineItems: readonly { readonly id: string; readonly quantity: number }[]
    }) {
      const asked = returnLineItems.flatMap(({ id, quantity }) => {
        const line = lines.find((one) => gidOf('ReturnLineItem', one['id']) === id)
        return line ? [{ lineItemId: gidOf('LineItem', line['line_item_id']), quantity }] : []
      })
      const back = suggestRefund(order, { refundLineItems: asked })
      const instead = exchangeValue(recordsOf(found['exchange_line_items']), exchangeLineItems, order, records)
      const net = new Decimal(amountOf(back['amountSet'])).minus(instead)
      if (net.isNegative()) {
        return {
          maximumRefundable: back['maximumRefundableSet'],
          financialTransfer: { __typename: 'InvoiceReturnOutcome', amount: bagOf(net.neg(), order) },
        }
      }
      const suggested = instead.isZero() ? back : suggestRefund(order, { shippingAmount: net.toFixed(2) })
      return {
        maximumRefundable: suggested['maximumRefundableSet'],
        financialTransfer: {
          __typename: 'RefundReturnOutcome',
          amount: suggested['amountSet'],
          suggestedTransactions: suggested['suggestedTransactions'],
        },
      }
    },
  }
}

const amountOf = (bag: unknown): string => (bag as { readonly shopMoney: { readonly amount: string } }).shopMoney.amount
const bagOf = (amount: Decimal, order: SimulatorRecord): View =>
  moneyBag(
    setOf(amount.toFixed(2), {
      currency: String(order['currency']),
      presentment: String(order['presentment_currency'] ?? order['currency']),
    }),
  )

/** What the goods that are sent instead cost, with tax. */
function exchangeValue(
  lines: readonly SimulatorRecord[],
  asked: readonly { readonly id: string; readonly quantity: number }[],
  order: SimulatorRecord,
  records: SimulatorRecords,
): Decimal {
  return asked.reduce<Decimal>((sum, { id, quantity }) => {
    const line = lines.find((one) => gidOf('ExchangeLineItem', one['id']) === id)
    const price = findVariant(numberOf(String(line?.['variant'])), records)?.variant['price'] ?? '0'
    const net = new Decimal(String(price)).times(quantity)
    return sum.plus(order['taxes_included'] === true ? net : net.plus(net.times(VAT_RATE).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)))
  }, new Decimal(0))
}
