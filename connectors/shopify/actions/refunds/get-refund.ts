// Reads a refund with everything a credit note needs. Money that a gateway has not paid back yet is waited for: it is no money yet.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RefundDocument, toRefundDocument } from '../../canonical-refund.ts'
import { graphql } from '../../client.ts'
import { GET_REFUND, type WholeRefund } from '../../documents/whole-refund.ts'
import { REFUND_DOCUMENT } from '../../examples/refunds.ts'
import { refundGid, RefundId } from '../../gid.ts'

const Input = Type.Object({ refundId: RefundId }, { additionalProperties: false })

/** Gateways pay back within minutes as a rule, and within days at worst. */
const LOOK_AGAIN_MS = 5 * 60_000

export const getRefund = {
  id: 'get-refund',
  label: 'Get a refund',
  description:
    'Reads a refund with its lines, shipping, taxes and payments, which add up. One that is still pending at the gateway is waited for. Begin with "Refund created".',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: RefundDocument,
  example: REFUND_DOCUMENT,
  async run(input, context) {
    const { refund } = await readWholeRefund(context, parseInput(Input, input).refundId)
    refuseTooLong(refund, 'Take it from "Refund created" itself, with every line.')
    waitForGateway(refund)
    return toRefundDocument(refund)
  },
} as const satisfies Action

/** Throws `vendor-rejected` when the shop has no such refund. */
export async function readWholeRefund(
  context: CallContext,
  refundId: unknown,
): Promise<{ readonly refund: WholeRefund; readonly timeZone: string }> {
  const id = refundGid(refundId)
  const { shop, refund } = await graphql(context, GET_REFUND, { id })
  if (!refund) throw new AppError('vendor-rejected', { message: say`The shop has no refund ${id}.`, fix: 'Check the id of the refund.' })
  return { refund, timeZone: shop.ianaTimezone }
}

export function refuseTooLong({ order, transactions, refundLineItems, refundShippingLines, return: from }: WholeRefund, fix: string): void {
  const lists = [transactions, refundLineItems, refundShippingLines, ...(from ? [from.exchangeLineItems] : [])]
  if (!lists.some(({ pageInfo }) => pageInfo.hasNextPage)) return
  throw new AppError('vendor-rejected', {
    message: say`This refund of ${order.name} has more than 100 lines or 20 payments, more than a refund is read with.`,
    fix,
  })
}

/** Throws `vendor-busy` while a gateway has not paid yet. */
export function waitForGateway({ order, transactions }: WholeRefund): void {
  if (!transactions.nodes.some(({ kind, status }) => kind === 'REFUND' && (status === 'PENDING' || status === 'AWAITING_RESPONSE'))) return
  throw new AppError('vendor-busy', {
    message: say`A payment of this refund of ${order.name} is still pending at the gateway: it is not money yet.`,
    retryAfterMs: LOOK_AGAIN_MS,
  })
}
