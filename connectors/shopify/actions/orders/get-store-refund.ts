// A refund made at a till as a store sale: what the store-day journal and the drawer need beside the sales.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { toStoreRefund } from '../../canonical-store-refund.ts'
import type { WholeRefund } from '../../documents/whole-refund.ts'
import { STORE_REFUND } from '../../examples/store-sale.ts'
import { RefundId } from '../../gid.ts'
import { readWholeRefund, refuseTooLong, waitForGateway } from '../refunds/get-refund.ts'

const Input = Type.Object({ refundId: RefundId }, { additionalProperties: false })

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
    const { refund, timeZone } = await readWholeRefund(context, parseInput(Input, input).refundId)
    refuseOthers(refund)
    refuseTooLong(refund, 'Take the refund as "Refund created" tells it, with every line.')
    waitForGateway(refund)
    return toStoreRefund(refund, timeZone)
  },
} as const satisfies Action

/** Throws `vendor-rejected` for a refund that no till made. */
function refuseOthers({ order, transactions }: WholeRefund): void {
  if (order.sourceName === 'pos' || transactions.nodes.some(({ location }) => location)) return
  throw new AppError('vendor-rejected', {
    message: say`This refund of ${order.name} was made at no till: the order came from ${order.sourceName ?? 'somewhere else'}.`,
    fix: 'Take the refund with "Get a refund", or leave out orders of the web shop before this step.',
  })
}
