// What all webhook triggers of this connector share: only the topic, the payload and the words differ.
import type { WebhookTrigger } from '#connectors/kit/contract.ts'
import { subscribe, unsubscribe } from './subscription.ts'
import { verifyDelivery } from './verify.ts'

type Declared = Pick<WebhookTrigger, 'id' | 'label' | 'description' | 'vendorEvent' | 'output' | 'example' | 'recordKey' | 'sweep'>

export function shopifyTrigger(declared: Declared): WebhookTrigger {
  return {
    ...declared,
    signingSecret: 'apiSecret',
    verify: (delivery, context) => verifyDelivery(delivery, declared.vendorEvent, context),
    subscribe: (address, context) => subscribe(declared.vendorEvent, address, context),
    unsubscribe,
  }
}
