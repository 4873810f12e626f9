// A refund made at a till as a store sale: what the store-day journal and the drawer need beside the sales.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { toStoreRefund } from '../../canonical-store-refund.ts'
import { graphql } from '../../client.ts'
import { GET_TILL_REFUND, type TillRefund } from '../../documents/store-refund.ts'
import { STORE_REFUND } from '../../examples/store-sale.ts'
import { refundGid, RefundId } from '../../gid.ts'

const Input = Type.Object({ refundId: RefundId }, { additionalProperties: false })

/** Card refunds of a till are settled by the gateway within minutes as a rule. */
const LOOK_AGAIN_MS = 5 * 60_000

export const getStoreRefund = {
  id: 'get-store-refund',
  label: 'Get a till refund',
  description:
    'Reads a refund made at a till as a store sale with negative lines and tenders, with the rounding of cash. Begin with "Refund created".',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: StoreSale,
  example: STORE_REFUND,
  async run(input, context) {
    const id = refundGid(parseInput(Input, input).refundId)
    const { shop, refund } = await graphql(context, GET_TILL_REFUND, { id })
    if (!refund) throw new AppError('vendor-rejected', { message: `The shop has no refund ${id}.`, fix: 'Check the id of the refund.' })
    refuseOthers(refund)
    return toStoreRefund(refund, shop.ianaTimezone)
  },
} as const satisfies Action

/** Throws `vendor-rejected` for a refund that no till made or that is too long, `vendor-busy` while a gateway has not paid yet. */
function refuseOthers({ order, transactions, refundLineItems, refundShippingLines }: TillRefund): void {
  if (order.sourceName !== 'pos' && !transactions.nodes.some(({ location }) => location)) {
    throw new AppError('vendor-rejected', {
      message: `This refund of ${order.name} was made at no till: the order came from ${order.sourceName ?? 'somewhere else'}.`,
      fix: 'Take the refund as "Refund created" tells it, or leave out orders of the web shop before this step.',
    })
  }
  if ([transactions, refundLineItems, refundShippingLines].some(({ pageInfo }) => pageInfo.hasNextPage)) {
    throw new AppError('vendor-rejected', {
      message: `This refund of ${order.name} has more than 100 lines or 20 payments, more than a till refund is read with.`,
      fix: 'Take the refund as "Refund created" tells it, with every line.',
    })
  }
  if (transactions.nodes.some(({ kind, status }) => kind === 'REFUND' && (status === 'PENDING' || status === 'AWAITING_RESPONSE'))) {
    throw new AppError('vendor-busy', {
      message: `A payment of this refund of ${order.name} is still pending at the gateway: it is not money yet.`,
      retryAfterMs: LOOK_AGAIN_MS,
    })
  }
}
