// A return was asked for, allowed, or is finished.
import { APPROVED_RETURN, CLOSED_RETURN, REQUESTED_RETURN } from '../examples/returns.ts'
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
