// Staff takes in a return at the counter: what came back is processed at once, the difference paid back, and what is sent instead goes out.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf } from '../order-view.ts'
import { returnView } from './returns-root.ts'
import { createReturn, processReturn, shippedLines, type Outcome } from './returns.ts'

/**
 * `{ "lines": [{ "sku": "HF-TOTE", "quantity": 1, "goods": "RESTOCKED", "location": 70210388195 }], "exchange": [{ "variant": 44120044010005, "quantity": 1 }] }` of an order that was
 * shipped; without lines everything comes back. Answers the return, and the refund that stands for it.
 */
export function returnByHand(
  order: SimulatorRecord,
  payload: SimulatorRecord,
  context: ResolverContext,
): { readonly record: SimulatorRecord; readonly refund: SimulatorRecord | undefined } {
  const { records } = context
  const shipped = shippedLines(order, records).filter(({ returnable }) => returnable > 0)
  const asked = recordsOf(payload['lines'])
  const lines = shipped.flatMap(({ id, line, returnable }) => {
    const one = asked.find(({ sku }) => sku === line['sku'])
    if (asked.length > 0 && !one) return []
    return [
      {
        id,
        quantity: Number(one?.['quantity'] ?? returnable),
        goods: String(one?.['goods'] ?? 'RESTOCKED'),
        location: one?.['location'] as unknown,
      },
    ]
  })
  const made = must(
    createReturn(
      {
        orderId: gidOf('Order', order['id']),
        unprocessed: true,
        returnLineItems: lines.map(({ id, quantity }) => ({
          fulfillmentLineItemId: id,
          quantity,
          returnReasonDefinitionId: gidOf('ReturnReasonDefinition', 2),
          returnReasonNote: '',
        })),
        exchangeLineItems: recordsOf(payload['exchange']).map(({ variant, quantity }) => ({
          variantId: gidOf('ProductVariant', variant),
          quantity: Number(quantity),
        })),
      },
      'open',
      context,
    ),
  )
  const back = recordsOf(made['return_line_items']).map((line, index) => ({
    id: gidOf('ReturnLineItem', line['id']),
    quantity: Number(line['quantity']),
    dispositions: [
      {
        quantity: Number(line['quantity']),
        dispositionType: lines[index]?.goods ?? 'RESTOCKED',
        locationId: gidOf('Location', lines[index]?.location ?? 70_210_388_194),
      },
    ],
  }))
  const exchange = recordsOf(made['exchange_line_items']).map((line) => ({
    id: gidOf('ExchangeLineItem', line['id']),
    quantity: Number(line['quantity']),
  }))
  const outcome = returnView(made, context)['suggestedFinancialOutcome'] as (given: object) => {
    readonly financialTransfer: { readonly suggestedTransactions?: readonly { amountSet: unknown; parentTransaction: { id: string } }[] }
  }
  const transactions = outcome({ returnLineItems: back, exchangeLineItems: exchange }).financialTransfer.suggestedTransactions ?? []
  const record = must(
    processReturn(
      {
        returnId: gidOf('Return', made['id']),
        returnLineItems: back,
        exchangeLineItems: exchange,
        financialTransfer: {
          issueRefund: {
            orderTransactions: transactions.flatMap(({ amountSet, parentTransaction }) => {
              const { amount } = (amountSet as { shopMoney: { amount: string } }).shopMoney
              return new Decimal(amount).gt(0) ? [{ parentId: parentTransaction.id, transactionAmount: { amount } }] : []
            }),
          },
        },
      },
      context,
    ),
  )
  return { record, refund: records.list('refund').findLast((one) => one['return']?.id === record['id']) }
}

function must(outcome: Outcome): SimulatorRecord {
  if ('refusal' in outcome) throw new Error(outcome.refusal.message)
  return outcome.record
}
