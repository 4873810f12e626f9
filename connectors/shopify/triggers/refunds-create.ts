// A refund was made, with or without lines.
import { isRecord } from '#shared/json.ts'
import { REFUND } from '../examples/index.ts'
import { idOf, isSince, sweepOrders } from '../sweep.ts'
import { WebhookRefund } from '../schemas/refund.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_WEBHOOK_FIELDS } from '../retail.ts'

export const refundsCreate = shopifyTrigger({
  id: 'refunds-create',
  label: 'Refund created',
  description: 'When money is given back: lines, shipping and adjustments together are the amount of the transactions.',
  vendorEvent: 'refunds/create',
  output: speaking('refund', WebhookRefund, REFUND_WEBHOOK_FIELDS),
  example: REFUND,
  recordKey: idOf,
  sweep: sweepOrders('updated_at_min', (order, since) =>
    isRecord(order) && Array.isArray(order['refunds'])
      ? order['refunds'].flatMap((refund) => (isRecord(refund) && isSince(refund['created_at'], since) ? [refund] : []))
      : [],
  ),
})
