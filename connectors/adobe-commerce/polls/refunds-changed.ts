// Credit memos, wherever they were made: by staff in the shop, by another system, or by a flow.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CreditMemo, Refund, REFUND, toRefund } from '../refund.ts'
import { changedRecords } from './changed.ts'

export const refundsChanged = {
  kind: 'poll',
  id: 'refunds-changed',
  label: 'New and changed refunds',
  description:
    'Reads credit memos by the time they changed, with lines, shipping, taxes and what is on no line: together they are the total.',
  output: Refund,
  example: REFUND,
  poll: changedRecords('/creditmemos', CreditMemo, toRefund),
} as const satisfies PollTrigger
