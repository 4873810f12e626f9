// A return was asked for, allowed or declined, is finished, called off or taken up again.
// Not here: returns/process, whose payload Shopify does not describe, and returns/update, which names changed lines only; the poll reads both.
import { APPROVED_RETURN, CANCELED_RETURN, CLOSED_RETURN, DECLINED_RETURN, REOPENED_RETURN, REQUESTED_RETURN } from '../examples/returns.ts'
import { WebhookReturn } from '../schemas/return.ts'
import { shopifyTrigger } from './webhook.ts'

export const returnsRequest = shopifyTrigger({
  id: 'returns-request',
  label: 'Return requested',
  description: 'When a customer asks to return something. "Get a return" reads what.',
  vendorEvent: 'returns/request',
  output: WebhookReturn,
  example: REQUESTED_RETURN,
})

export const returnsApprove = shopifyTrigger({
  id: 'returns-approve',
  label: 'Return approved',
  description: 'When a return is allowed or made by staff: goods are on their way back. "Get a return" reads what.',
  vendorEvent: 'returns/approve',
  output: WebhookReturn,
  example: APPROVED_RETURN,
})

export const returnsClose = shopifyTrigger({
  id: 'returns-close',
  label: 'Return closed',
  description: 'When a return is finished. It can be opened and closed again.',
  vendorEvent: 'returns/close',
  output: WebhookReturn,
  example: CLOSED_RETURN,
})

export const returnsReopen = shopifyTrigger({
  id: 'returns-reopen',
  label: 'Return reopened',
  description: 'When a closed return is taken up again: more of it is to come back.',
  vendorEvent: 'returns/reopen',
  output: WebhookReturn,
  example: REOPENED_RETURN,
})

export const returnsCancel = shopifyTrigger({
  id: 'returns-cancel',
  label: 'Return canceled',
  description: 'When a return is called off: nothing comes back. What was announced to a warehouse is to be taken back.',
  vendorEvent: 'returns/cancel',
  output: WebhookReturn,
  example: CANCELED_RETURN,
})

export const returnsDecline = shopifyTrigger({
  id: 'returns-decline',
  label: 'Return declined',
  description: 'When a return that a customer asked for is not allowed, with the reason.',
  vendorEvent: 'returns/decline',
  output: WebhookReturn,
  example: DECLINED_RETURN,
})
