// What all webhook triggers of this connector share: only the topic, the payload and the words differ.
import type { WebhookTrigger } from '#connectors/kit/contract.ts'
import type { Owner } from '../metafields/definitions.ts'
import { told, withFieldsIn } from '../metafields/in-webhooks.ts'
import { subscribe, unsubscribe } from './subscription.ts'
import { verifyDelivery } from './verify.ts'

type Declared = Pick<WebhookTrigger, 'id' | 'label' | 'description' | 'vendorEvent' | 'output' | 'example' | 'recordKey' | 'sweep'>

interface Metafields {
  /** Whose metafields a delivery may carry; the output then has `fields`. */
  readonly metafieldsOf?: Owner
}

export function shopifyTrigger({ metafieldsOf, ...declared }: Declared & Metafields): WebhookTrigger {
  return {
    ...declared,
    ...(metafieldsOf && { discover: told(metafieldsOf), payload: withFieldsIn }),
    signingSecret: 'apiSecret',
    verify: (delivery, context) => verifyDelivery(delivery, declared.vendorEvent, context),
    subscribe: (address, context) =>
      subscribe({ vendorEvent: declared.vendorEvent, address, hasMetafields: metafieldsOf !== undefined }, context),
    unsubscribe,
  }
}
