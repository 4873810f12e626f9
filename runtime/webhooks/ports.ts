// What webhooks need of their neighbours.
import type { CallContext, IncomingDelivery, VerifiedDelivery, WebhookTrigger } from '#connectors/kit/contract.ts'
import type { Connection } from '#shared/model/connections.ts'

/** A connection made ready for its connector's trigger. */
export interface TriggerBinding {
  readonly connection: Connection
  readonly trigger: WebhookTrigger
  /** The answer to a question that is no delivery; see `WebhookTrigger.handshake`. */
  handshake(delivery: IncomingDelivery): ReturnType<NonNullable<WebhookTrigger['handshake']>>
  /** What `verify` needs and has not: the vendor's public keys. Throws `unavailable` where they cannot be read, so that the sender comes again. */
  prepare(delivery: IncomingDelivery): Promise<void>
  /** Throws `signature-invalid` or `delivery-rejected`. */
  verify(delivery: IncomingDelivery): VerifiedDelivery
  /** For subscribing with the vendor. */
  context(): Promise<CallContext>
  /** The secret that signs deliveries, for the person who sets up the sender. */
  signingSecret(): string | undefined
}

export interface TriggerBindings {
  /** Throws `not-found` when the connection or the trigger is gone. */
  bind(clientId: string, connectionId: string, event: string): Promise<TriggerBinding>
}
