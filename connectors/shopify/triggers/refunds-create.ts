// A refund was made, with or without lines.
import { REFUND } from '../examples/index.ts'
import { WebhookRefund } from '../schemas/refund.ts'
import { shopifyTrigger } from './webhook.ts'

export const refundsCreate = shopifyTrigger({
  id: 'refunds-create',
  label: 'Refund created',
  description: 'When money is given back: lines, shipping and adjustments together are the amount of the transactions.',
  vendorEvent: 'refunds/create',
  output: WebhookRefund,
  example: REFUND,
})
